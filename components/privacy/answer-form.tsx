'use client';

import { Download, LockKeyhole, MailOpen } from 'lucide-react';
import { useState } from 'react';
import { kindWords } from '#lib/privacy/requests/kinds.ts';
import { Screen, Subject } from '../auth/screen.tsx';
import { ActionForm, FormProblem } from '../forms/action-form.tsx';
import { DigitsField } from '../forms/digits-field.tsx';
import type { FormAction } from '../forms/form-state.ts';
import { SubmitButton } from '../forms/submit-button.tsx';
import { buttonVariants } from '../ui/button-variants.ts';
import { type Answer, type AnswerOffer, type AnswerState, dayWords } from './privacy-types.ts';
import { SendCode } from './send-code.tsx';

export interface AnswerFormProps {
  org: string;
  token: string;
  offer: AnswerOffer;
  /** Form fields `org`, `token`. */
  sendCodeAction: FormAction;
  /** Form fields `org`, `token`, `code`. */
  openAction: FormAction<AnswerState>;
}

/** An answer behind its link: shown to whoever has the mailbox too. */
export function AnswerForm({ org, token, offer, sendCodeAction, openAction }: AnswerFormProps) {
  const [opened, setOpened] = useState(false);
  const hidden = { org, token };
  return (
    <div className="grid gap-6">
      {opened ? null : (
        <Screen
          icon={<LockKeyhole />}
          title="The answer to your request"
          action={
            <SendCode action={sendCodeAction} hidden={hidden} label="Send me a code">
              <p>First have a code sent to the address that you asked from.</p>
            </SendCode>
          }
        >
          <p>
            {offer.organization} answered on {dayWords(offer.closedAt)}. This link works until{' '}
            <Subject>{dayWords(offer.expiresAt)}</Subject>.
          </p>
        </Screen>
      )}
      <ActionForm<AnswerState>
        action={openAction}
        initialState={{ status: 'idle' }}
        hidden={hidden}
        className="grid gap-4"
        quiet
        onDone={() => setOpened(true)}
      >
        {({ state: { answer } }) =>
          answer === undefined ? (
            <>
              <FormProblem />
              <DigitsField label="Six-digit code" focused={false} />
              <SubmitButton size="lg" wide>
                Open the answer
              </SubmitButton>
            </>
          ) : (
            <OpenedAnswer answer={answer} organization={offer.organization} headed={opened} />
          )
        }
      </ActionForm>
    </div>
  );
}

/** @param headed whether it stands alone on the page, and so holds its heading. */
function OpenedAnswer({ answer, organization, headed }: { answer: Answer; organization: string; headed: boolean }) {
  const { kind, state, receivedAt, closedAt, text, download } = answer;
  const Heading = headed ? 'h1' : 'h2';
  return (
    <div className="grid gap-5">
      <div className="grid gap-2">
        <span
          aria-hidden="true"
          className="mb-3 grid size-11 place-items-center rounded-lg border border-brand-line bg-brand-soft text-brand-ink [&_svg]:size-5"
        >
          <MailOpen />
        </span>
        <Heading className="text-2xl font-semibold text-ink">
          {state === 'refused' ? 'Your request was refused' : 'Your request was answered'}
        </Heading>
        <p role="status" className="text-sm text-ink-2">
          {kindWords[kind].wish}, asked on {dayWords(receivedAt)}. {organization} wrote on {dayWords(closedAt)}:
        </p>
      </div>
      <p className="rounded-lg border border-line bg-raised px-4 py-4 text-base whitespace-pre-line text-ink [overflow-wrap:anywhere] sm:px-5">
        {text}
      </p>
      {download === null ? null : (
        <div className="grid justify-items-start gap-2">
          <a
            href={`/api/v1/subject-answers/${download.token}/export`}
            download
            className={buttonVariants({ variant: 'primary' })}
          >
            <Download aria-hidden="true" /> Download your data
          </a>
          <p className="text-xs text-ink-3">
            A ZIP archive. It can be fetched {download.left === 1 ? 'once more' : `${download.left} times more`}, within
            a quarter of an hour; after that, open the answer with a new code.
          </p>
        </div>
      )}
    </div>
  );
}
