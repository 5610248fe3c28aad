import { ShieldAlert, TimerOff } from 'lucide-react';
import { ActionForm, FormProblem } from '../forms/action-form.tsx';
import type { FormAction } from '../forms/form-state.ts';
import { SubmitButton } from '../forms/submit-button.tsx';
import { PageLinkButton, PageTextLink } from '../ui/page-link.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Screen } from './screen.tsx';

export interface NotMeScreenProps {
  text: string;
  /** When it changed: ISO 8601. */
  at: string;
  token: string;
  /** Form field `token`. */
  action: FormAction;
}

/** What "This was not me" leads to. Showing it changes nothing; a press of the button does. */
export function NotMeScreen({ text, at, token, action }: NotMeScreenProps) {
  return (
    <Screen
      icon={<ShieldAlert />}
      tone="warn"
      title="Was this not you?"
      action={
        <ActionForm action={action} hidden={{ token }} className="grid gap-4" quiet>
          <FormProblem />
          <SubmitButton size="lg" wide variant="danger">
            This was not me
          </SubmitButton>
        </ActionForm>
      }
      footer={<p>It was you? Close this page and nothing happens.</p>}
    >
      <p>
        {text} That was <RelativeTime at={at} />.
      </p>
      <p>
        The button ends all of your sessions and what programs may do for you, takes back what was added then or since,
        and holds further changes for three days. Without another second factor your organisations stay shut for as
        long. Their owners are told.
      </p>
    </Screen>
  );
}

/** A notice that is answered, or too old. */
export function NoNoticeScreen({ reported, signInHref }: { reported: boolean; signInHref: string }) {
  return reported ? (
    <Screen
      icon={<ShieldAlert />}
      title="Your account is safe"
      action={
        <PageLinkButton href={signInHref} variant="primary" size="lg" wide>
          Sign in
        </PageLinkButton>
      }
    >
      <p>
        All of your sessions have ended, and for three days nothing of how you sign in can be changed. Look after your
        mailbox too: whoever reads it can begin to sign in as you.
      </p>
    </Screen>
  ) : (
    <Screen icon={<TimerOff />} tone="warn" title="This link does not work any more">
      <p>
        It was used, or is older than seven days. Something still wrong? Look at{' '}
        <PageTextLink href="/account/security">how you sign in</PageTextLink>.
      </p>
    </Screen>
  );
}
