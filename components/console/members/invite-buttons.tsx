'use client';

import { ActionForm, useFormStatusOf } from '../../forms/action-form.tsx';
import { ConfirmDialog } from '../../forms/confirm-dialog.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { Button } from '../../ui/button.tsx';
import { toldAtOnce } from '../told-at-once.ts';
import type { InviteItem } from './member-types.ts';

export interface InviteButtonsProps {
  invite: InviteItem;
  /** Why the reader cannot decide about this invitation. */
  refusal: string | undefined;
  resendAction: FormAction;
  revokeAction: FormAction;
}

/** Sends an invitation again, or takes it back. */
export function InviteButtons({ invite, refusal, resendAction, revokeAction }: InviteButtonsProps) {
  const revokeFace = (
    <>
      Revoke<span className="sr-only"> the invitation of {invite.email}</span>
    </>
  );
  return (
    <span className="inline-flex items-center justify-end gap-1">
      <ActionForm action={resendAction} hidden={{ id: invite.id }} className="inline-flex flex-wrap justify-end gap-1">
        <ResendProblem />
        <SubmitButton variant="ghost" size="sm" disabledReason={refusal}>
          Resend<span className="sr-only"> the invitation of {invite.email}</span>
        </SubmitButton>
      </ActionForm>
      {refusal === undefined ? (
        <ConfirmDialog
          trigger={
            <Button variant="ghost" size="sm">
              {revokeFace}
            </Button>
          }
          title="Take this invitation back?"
          description={`The link that ${invite.email} got stops working. You can invite the address again.`}
          confirmLabel="Revoke invitation"
          action={toldAtOnce(revokeAction)}
          hidden={{ id: invite.id }}
        />
      ) : (
        <Button variant="ghost" size="sm" disabledReason={refusal}>
          {revokeFace}
        </Button>
      )}
    </span>
  );
}

function ResendProblem() {
  const { state } = useFormStatusOf();
  if (state.status !== 'error') return null;
  return (
    <span role="alert" className="w-full text-left text-xs font-medium whitespace-normal text-danger-ink">
      {state.message ?? 'This did not work.'}
    </span>
  );
}
