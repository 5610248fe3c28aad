import { LogIn, MonitorSmartphone, TimerOff } from 'lucide-react';
import type { z } from 'zod';
import type { SignInLink } from '#lib/identity/schema.ts';
import { ActionForm, FormProblem } from '../forms/action-form.tsx';
import type { FormAction } from '../forms/form-state.ts';
import { SubmitButton } from '../forms/submit-button.tsx';
import { PageLinkButton, PageTextLink } from '../ui/page-link.tsx';
import { CodeForm } from './code-form.tsx';
import { NameField } from './name-field.tsx';
import { OwnerSetupScreen } from './owner-setup-screen.tsx';
import { Screen, Subject } from './screen.tsx';

export type SignInLinkFacts = z.output<typeof SignInLink>;

export interface VerifyScreenProps {
  link: SignInLinkFacts;
  /** The token of the address. */
  token: string;
  /** Uses the link up, or the code, and signs in. Form fields `token` and perhaps `name`, or `email` and `code`. */
  verifyAction: FormAction;
  /** Makes the first account. Form fields `token`, `email`, `name`. */
  setUpOwnerAction: FormAction;
  /** Where another mail is asked for. */
  signInHref: string;
  /** Where a code is typed. */
  codeHref: string;
  /** Who is signed in here at present: going on ends that session. */
  signedInAs?: string | undefined;
}

/** What a link of ours leads to. Showing it changes nothing; a press of the button does. */
export function VerifyScreen(props: VerifyScreenProps) {
  const { link } = props;
  switch (link.state) {
    case 'ready':
      return <ConfirmSignIn {...props} />;
    case 'other-browser':
      return <OtherBrowser {...props} />;
    case 'owner-setup':
      return <OwnerSetupScreen token={props.token} action={props.setUpOwnerAction} />;
    case 'dead':
      return <DeadLinkScreen signInHref={props.signInHref} codeHref={props.codeHref} />;
  }
}

function ConfirmSignIn({ link, token, verifyAction, signInHref, signedInAs }: VerifyScreenProps) {
  const replaced = signedInAs !== undefined && signedInAs !== link.email ? signedInAs : undefined;
  return (
    <Screen
      icon={<LogIn />}
      title={link.newcomer ? 'Welcome to Holdfast' : 'Is this you?'}
      action={
        <ActionForm action={verifyAction} hidden={{ token }} className="grid gap-4" quiet>
          <FormProblem />
          {link.newcomer ? <NameField optional /> : null}
          <SubmitButton size="lg" wide>
            {link.newcomer ? 'Create account and sign in' : 'Sign in'}
          </SubmitButton>
        </ActionForm>
      }
      footer={
        <p>
          Not you? Close this page and nothing happens, or{' '}
          <PageTextLink href={signInHref}>sign in with another address</PageTextLink>.
        </p>
      }
    >
      <p>
        {link.newcomer ? 'This link creates an account for ' : 'This link signs you in as '}
        <Subject>{link.email}</Subject>. It works once.
      </p>
      {replaced === undefined ? null : (
        <p>
          You are signed in as <Subject>{replaced}</Subject> here; going on ends that session.
        </p>
      )}
    </Screen>
  );
}

function OtherBrowser({ link, verifyAction, signInHref }: VerifyScreenProps) {
  return (
    <Screen
      icon={<MonitorSmartphone />}
      tone="warn"
      title="Asked for in another browser"
      action={<CodeForm action={verifyAction} email={link.email} />}
      footer={
        <p>
          You did not ask for this mail? Then type nothing and close this page. You may also{' '}
          <PageTextLink href={signInHref}>ask for a mail from here</PageTextLink>.
        </p>
      }
    >
      <p>
        The link for <Subject>{link.email}</Subject> works only in the browser that asked for it. Open it there, or type
        the six digits of the mail to sign in here.
      </p>
    </Screen>
  );
}

export interface DeadLinkScreenProps {
  /** Where another mail is asked for. */
  signInHref: string;
  /** Where a code is typed. */
  codeHref: string;
}

/** A link that opens nothing: used, too old or never ours. All look the same. */
export function DeadLinkScreen({ signInHref, codeHref }: DeadLinkScreenProps) {
  return (
    <Screen
      icon={<TimerOff />}
      tone="warn"
      title="This link does not work any more"
      action={
        <PageLinkButton href={signInHref} variant="primary" size="lg" wide>
          Ask for a new one
        </PageLinkButton>
      }
      footer={
        <p>
          Have the code of a newer mail? <PageTextLink href={codeHref}>Type it here</PageTextLink>
        </p>
      }
    >
      <p>Links work once, for a short time. This one has been used, is too old, or lost a part on its way to you.</p>
    </Screen>
  );
}
