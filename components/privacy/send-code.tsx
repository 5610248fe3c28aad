'use client';

import type { ReactNode } from 'react';
import { ActionForm, FormProblem } from '../forms/action-form.tsx';
import type { FormAction } from '../forms/form-state.ts';
import { SubmitButton } from '../forms/submit-button.tsx';
import { Callout } from '../ui/callout.tsx';

export interface SendCodeProps {
  /** Mails a code. */
  action: FormAction;
  hidden: Readonly<Record<string, string>>;
  /** What the button says. */
  label: string;
  /** What stands before the button. */
  children?: ReactNode;
}

/** Has a code mailed, and says that it is on its way: the same whether it is or not. */
export function SendCode({ action, hidden, label, children }: SendCodeProps) {
  return (
    <ActionForm action={action} hidden={hidden} className="grid justify-items-start gap-3 text-sm text-ink-2" quiet>
      {({ state }) => (
        <>
          <FormProblem className="justify-self-stretch" />
          {children}
          {state.status === 'done' ? (
            <Callout tone="ok" live className="justify-self-stretch">
              A code is on its way, if not too many were sent already. Codes before it work no more.
            </Callout>
          ) : null}
          <SubmitButton variant="secondary">{label}</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
