'use client';

import { ActionForm } from '../../forms/action-form.tsx';
import { ConfirmDialog } from '../../forms/confirm-dialog.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { Button } from '../../ui/button.tsx';
import { toldAtOnce } from '../told-at-once.ts';

export interface MessageButtonsProps {
  id: string;
  /** Who wrote, for those who do not see the row. */
  name: string;
  /** Form field `id`. */
  accept: FormAction;
  dismiss: FormAction;
  /** Why the reader may do neither. */
  refusal: string | undefined;
}

/** Takes a message in, or deletes it once that was confirmed. */
export function MessageButtons({ id, name, accept, dismiss, refusal }: MessageButtonsProps) {
  const from = <span className="sr-only"> the message of {name}</span>;
  if (refusal !== undefined) {
    return (
      <div className="flex flex-wrap gap-2">
        <Button size="sm" disabledReason={refusal}>
          Accept{from}
        </Button>
        <Button variant="ghost" size="sm" disabledReason={refusal}>
          Dismiss{from}
        </Button>
      </div>
    );
  }
  return (
    <div className="flex flex-wrap gap-2">
      <ActionForm action={toldAtOnce(accept)} hidden={{ id }}>
        <SubmitButton variant="secondary" size="sm">
          Accept{from}
        </SubmitButton>
      </ActionForm>
      <ConfirmDialog
        title="Dismiss this message?"
        description={`From ${name}`}
        impact={['It is deleted for good. Its dismissal leaves a receipt that says nothing of what stood in it.']}
        confirmLabel="Dismiss message"
        action={toldAtOnce(dismiss)}
        hidden={{ id }}
        trigger={
          <Button variant="ghost" size="sm">
            Dismiss{from}
          </Button>
        }
      />
    </div>
  );
}
