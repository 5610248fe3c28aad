import { PasskeyForm, type PasskeyFormProps } from '../factors/passkey-form.tsx';
import { FormProblem } from '../forms/action-form.tsx';
import { TextField } from '../forms/fields.tsx';
import type { FormAction } from '../forms/form-state.ts';
import { SubmitButton } from '../forms/submit-button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Or } from '../ui/or.tsx';
import { PageTextLink } from '../ui/page-link.tsx';
import { type BotCheckSettings, GuardedForm } from './bot-check.tsx';
import { GoogleButton } from './google-button.tsx';
import { Screen } from './screen.tsx';
import { signInNotice } from './sign-in-notices.ts';

export interface SignInScreenProps {
  /** Which words it greets with, and the action of its bot check. The way in is the same. */
  form?: 'login' | 'register' | undefined;
  /** Sends the mail and goes on to the code. Form fields `email`, `form`, `redirectTo` when given, `turnstileToken`. */
  requestAction: FormAction;
  /** Leave out where Google sign-in is not configured. Form field `redirectTo` when given. */
  googleAction?: FormAction | undefined;
  /** Leave out where there are no passkeys. */
  passkey?: Pick<PasskeyFormProps, 'options' | 'action'> | undefined;
  botCheck?: BotCheckSettings | undefined;
  /** A path of this site to go on to. */
  redirectTo?: string | undefined;
  /** The `error` of the address: why the person was led back. */
  error?: string | undefined;
  /** The address of who is signed in and is to show that it is still them: the mail goes there and nowhere else. */
  again?: string | undefined;
  /** Where a code that somebody has already is typed. */
  codeHref: string;
}

const words = {
  login: {
    title: 'Sign in to Holdfast',
    text: 'No password: you get a link and a code by mail. New here? The same mail creates your account.',
    button: 'Continue with e-mail',
  },
  register: {
    title: 'Create your account',
    text: 'No password to choose: you get a link and a code by mail, and they open your account.',
    button: 'Create account with e-mail',
  },
  again: {
    title: 'Confirm that it is you',
    text: 'What you want to do cannot be undone, or gives much away. Sign in once more; for ten minutes after that you are not asked again.',
    button: 'Send me a code',
  },
} as const;

/** The way in, for those with an account and those without: nobody learns here which address has one. */
export function SignInScreen({
  form = 'login',
  requestAction,
  googleAction,
  passkey,
  botCheck,
  redirectTo,
  error,
  again,
  codeHref,
}: SignInScreenProps) {
  const notice = signInNotice(error);
  const { title, text, button } = words[again === undefined ? form : 'again'];
  return (
    <Screen
      title={title}
      action={
        <div className="grid gap-5">
          {notice ? (
            <Callout tone={notice.tone} title={notice.title}>
              {notice.text}
            </Callout>
          ) : null}
          {googleAction ? (
            <>
              <GoogleButton action={googleAction} redirectTo={redirectTo} />
              <Or />
            </>
          ) : null}
          <GuardedForm
            action={requestAction}
            botCheck={botCheck}
            form={form}
            hidden={redirectTo === undefined ? { form } : { form, redirectTo }}
            className="grid gap-4"
          >
            <FormProblem />
            <TextField
              name="email"
              label="E-mail address"
              type="email"
              size="lg"
              autoComplete="email"
              autoCapitalize="off"
              spellCheck={false}
              placeholder="you@company.com"
              maxLength={254}
              defaultValue={again}
              readOnly={again !== undefined}
              required
            />
            <SubmitButton size="lg" wide>
              {button}
            </SubmitButton>
          </GuardedForm>
          {passkey ? (
            <>
              <Or />
              <PasskeyForm
                {...passkey}
                hidden={redirectTo === undefined ? {} : { redirectTo }}
                label="Sign in with a passkey"
                variant="secondary"
              />
            </>
          ) : null}
        </div>
      }
      footer={
        <p>
          Have a code already? <PageTextLink href={codeHref}>Type it here</PageTextLink>
        </p>
      }
    >
      <p>{text}</p>
    </Screen>
  );
}
