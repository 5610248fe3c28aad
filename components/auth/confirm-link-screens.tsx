import { Link2, TimerOff } from 'lucide-react';
import { ActionForm, FormProblem } from '../forms/action-form.tsx';
import type { FormAction } from '../forms/form-state.ts';
import { SubmitButton } from '../forms/submit-button.tsx';
import { PageLinkButton, PageTextLink } from '../ui/page-link.tsx';
import { Screen, Subject } from './screen.tsx';

export interface ConfirmLinkScreenProps {
  /** Whose account Google is to open: the person who is signed in. */
  email: string;
  /** The address that Google gave. */
  providerEmail: string;
  action: FormAction;
  /** Where the person goes on to without connecting. */
  otherHref: string;
}

/** Somebody has come back from Google. Showing this connects nothing; a press of the button does. */
export function ConfirmLinkScreen({ email, providerEmail, action, otherHref }: ConfirmLinkScreenProps) {
  return (
    <Screen
      icon={<Link2 />}
      title="Connect this Google account?"
      action={
        <ActionForm action={action} className="grid gap-4" quiet>
          <FormProblem />
          <SubmitButton size="lg" wide>
            Connect Google
          </SubmitButton>
        </ActionForm>
      }
      footer={
        <p>
          Not yours, or not now? <PageTextLink href={otherHref}>Go on without Google</PageTextLink>
        </p>
      }
    >
      <p>
        Whoever can sign in to <Subject>{providerEmail}</Subject> at Google opens your account{' '}
        <Subject>{email}</Subject> from then on. We tell you by mail, and you can disconnect it at any time.
      </p>
    </Screen>
  );
}

/** Nothing waits to be connected here any more. */
export function NoLinkScreen({ againHref }: { againHref: string }) {
  return (
    <Screen
      icon={<TimerOff />}
      tone="warn"
      title="That took too long"
      action={
        <PageLinkButton href={againHref} variant="primary" size="lg" wide>
          Choose your Google account again
        </PageLinkButton>
      }
    >
      <p>Nothing was connected. What waits for you to confirm waits for ten minutes, in one browser.</p>
    </Screen>
  );
}
