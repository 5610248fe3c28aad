import { LogOut } from 'lucide-react';
import { PageLinkButton } from '../ui/page-link.tsx';
import { Screen } from './screen.tsx';

export interface SignedOutScreenProps {
  signInHref: string;
}

/** The session is over. */
export function SignedOutScreen({ signInHref }: SignedOutScreenProps) {
  return (
    <Screen
      icon={<LogOut />}
      tone="neutral"
      title="You are signed out"
      action={
        <PageLinkButton href={signInHref} variant="primary" size="lg" wide>
          Sign in again
        </PageLinkButton>
      }
    >
      <p>
        Your session has ended on the server, not in this browser alone. Nothing that was left behind opens it again.
      </p>
    </Screen>
  );
}
