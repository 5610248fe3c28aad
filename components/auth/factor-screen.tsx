import { ShieldCheck, TimerOff } from 'lucide-react';
import { GiveFactor, type GiveFactorProps } from '../factors/give-factor.tsx';
import { PageLinkButton, PageTextLink } from '../ui/page-link.tsx';
import { Screen } from './screen.tsx';

export interface FactorScreenProps extends Omit<GiveFactorProps, 'label' | 'onDone'> {
  /** Where the first step is taken again. */
  signInHref: string;
}

/** The second step of signing in. It names nobody: who is asked knows who they are. */
export function FactorScreen({ signInHref, ...ways }: FactorScreenProps) {
  return (
    <Screen
      icon={<ShieldCheck />}
      title="One more step"
      action={<GiveFactor {...ways} label="Sign in" />}
      footer={
        <p>
          Not you? Close this page and nothing happens, or <PageTextLink href={signInHref}>start over</PageTextLink>.
        </p>
      }
    >
      <p>This account is kept by a second factor. Confirm within ten minutes that it is you.</p>
    </Screen>
  );
}

/** Nothing is asked for in this browser any more. */
export function FactorOverScreen({ signInHref }: Pick<FactorScreenProps, 'signInHref'>) {
  return (
    <Screen
      icon={<TimerOff />}
      tone="warn"
      title="Start over"
      action={
        <PageLinkButton href={signInHref} variant="primary" size="lg" wide>
          Sign in
        </PageLinkButton>
      }
    >
      <p>The second step took too long, was tried too often, or was begun in another browser.</p>
    </Screen>
  );
}
