'use client';

import { ActionForm, FormProblem } from '../../forms/action-form.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';

export interface AlertButtonsProps {
  id: string;
  state: 'open' | 'acknowledged' | 'resolved';
  /** Form field `id`. */
  acknowledgeAction: FormAction;
  /** Form field `id`. */
  resolveAction: FormAction;
  /** Why the reader cannot do either; leave out when they can. */
  refusal?: string | undefined;
}

/** Takes an alert on, or settles it. */
export function AlertButtons({ id, state, acknowledgeAction, resolveAction, refusal }: AlertButtonsProps) {
  return (
    <div className="flex flex-wrap items-start gap-2">
      {state === 'open' ? (
        <ActionForm action={acknowledgeAction} hidden={{ id }}>
          <FormProblem className="mb-2" />
          <SubmitButton disabledReason={refusal}>Acknowledge</SubmitButton>
        </ActionForm>
      ) : null}
      {state === 'resolved' ? null : (
        <ActionForm action={resolveAction} hidden={{ id }}>
          <FormProblem className="mb-2" />
          <SubmitButton variant="secondary" disabledReason={refusal}>
            Settle
          </SubmitButton>
        </ActionForm>
      )}
    </div>
  );
}
