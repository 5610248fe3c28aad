'use client';

import { CalendarCheck, MailCheck } from 'lucide-react';
import { useState } from 'react';
import { kindWords } from '#lib/privacy/requests/kinds.ts';
import { Screen, Subject } from '../auth/screen.tsx';
import { ActionForm, FormProblem } from '../forms/action-form.tsx';
import { DigitsField } from '../forms/digits-field.tsx';
import type { FormAction } from '../forms/form-state.ts';
import { SubmitButton } from '../forms/submit-button.tsx';
import { type ConfirmedState, dayWords } from './privacy-types.ts';
import { SendCode } from './send-code.tsx';

export interface ConfirmFormProps {
  org: string;
  organization: string;
  requestId: string;
  /** Form fields `org`, `request`, `code`. */
  confirmAction: FormAction<ConfirmedState>;
  /** Form fields `org`, `request`. */
  resendAction: FormAction;
}

/** Asks for the code that was mailed; once it is right, says until when there will be an answer. */
export function ConfirmForm({ org, organization, requestId, confirmAction, resendAction }: ConfirmFormProps) {
  const [done, setDone] = useState(false);
  const hidden = { org, request: requestId };
  return (
    <div className="grid gap-6">
      <ActionForm<ConfirmedState>
        action={confirmAction}
        initialState={{ status: 'idle' }}
        hidden={hidden}
        quiet
        onDone={() => setDone(true)}
      >
        {({ state: { confirmed } }) =>
          confirmed === undefined ? (
            <CodeScreen />
          ) : (
            <Screen icon={<CalendarCheck />} title="Your request is on its way">
              <p role="status">
                {organization} has it now: <Subject>{kindWords[confirmed.kind].wish}</Subject>.
              </p>
              <p>
                The law gives them until <Subject>{dayWords(confirmed.dueAt)}</Subject> to answer. You hear of it by
                mail. You can close this page.
              </p>
            </Screen>
          )
        }
      </ActionForm>
      {done ? null : (
        <div className="border-t border-line pt-5">
          <SendCode action={resendAction} hidden={hidden} label="Send another code">
            <p>Nothing there after a minute? Look among the spam, or have another code sent.</p>
          </SendCode>
        </div>
      )}
    </div>
  );
}

function CodeScreen() {
  return (
    <Screen
      icon={<MailCheck />}
      title="Check your mail"
      action={
        <div className="grid gap-4">
          <FormProblem />
          <DigitsField label="Six-digit code" focused={false} />
          <SubmitButton size="lg" wide>
            Confirm the request
          </SubmitButton>
        </div>
      }
    >
      <p>
        A code is on its way to the address that you gave. Type it here, so that nobody asks in your name. It works
        once, for 30 minutes.
      </p>
    </Screen>
  );
}
