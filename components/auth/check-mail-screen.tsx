import { MailCheck } from 'lucide-react';
import type { FormAction } from '../forms/form-state.ts';
import { Callout } from '../ui/callout.tsx';
import { PageTextLink } from '../ui/page-link.tsx';
import { CodeForm } from './code-form.tsx';
import { Screen, Subject } from './screen.tsx';

export interface CheckMailScreenProps {
  /** The address that the mail went to; null where it is not known: then it is asked for beside the code. */
  email: string | null;
  /** Uses the code up and signs in. Form fields `email`, `code`. */
  verifyAction: FormAction;
  /** Where another mail is asked for. */
  signInHref: string;
  /** Local mode only: the page that holds the mail of this installation. */
  mailboxHref?: string | undefined;
  /** How long link and code live. */
  lifeMinutes?: number | undefined;
}

/** The mail is on its way: open its link, or type its code. Says the same whether the address has an account or not. */
export function CheckMailScreen({
  email,
  verifyAction,
  signInHref,
  mailboxHref,
  lifeMinutes = 10,
}: CheckMailScreenProps) {
  return (
    <Screen
      icon={<MailCheck />}
      title={email === null ? 'Type your code' : 'Check your mail'}
      action={
        <div className="grid gap-5">
          {mailboxHref ? (
            <Callout tone="info" title="This installation keeps its mail">
              Nothing leaves this machine.{' '}
              <PageTextLink href={mailboxHref} className="text-info-ink decoration-info-line">
                Open the local mailbox
              </PageTextLink>
            </Callout>
          ) : null}
          <CodeForm action={verifyAction} email={email} />
        </div>
      }
      footer={
        <p>
          Nothing there after a minute? Look among the spam, or{' '}
          <PageTextLink href={signInHref}>ask for another mail</PageTextLink>.
        </p>
      }
    >
      {email === null ? (
        <p>The six digits stand in the mail, under the link. They work once, for {lifeMinutes} minutes.</p>
      ) : (
        <p>
          A link and a code are on their way to <Subject>{email}</Subject>. Open the link in this browser, or type the
          code. Either works once, for {lifeMinutes} minutes.
        </p>
      )}
    </Screen>
  );
}
