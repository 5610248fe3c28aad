import { LogOut } from 'lucide-react';
import { PageLinkButton } from './page-link.tsx';
import { Screen } from './screen.tsx';

export interface SignedOutScreenProps {
  signInHref: string;
  /** Whether every session of the person was ended, not this browser's alone. */
  everywhere?: boolean | undefined;
}

/** The session is over. */
export function SignedOutScreen({ signInHref, everywhere = false }: SignedOutScreenProps) {
  return (
    <Screen
      icon={<LogOut />}
      tone="neutral"
      title={everywhere ? 'You are signed out everywhere' : 'You are signed out'}
      action={
        <PageLinkButton href={signInHref} variant="primary" size="lg" wide>
          Sign in again
        </PageLinkButton>
      }
    >
      <p>
        {everywhere
          ? 'Every session of yours has ended on the server, on all devices. None of them opens anything any more.'
          : 'Your session has ended on the server, not in this browser alone. Nothing that was left behind opens it again.'}
      </p>
    </Screen>
  );
}
