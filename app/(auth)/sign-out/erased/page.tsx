import { UserRoundX } from 'lucide-react';
import type { Metadata } from 'next';
import { Screen } from '../../../../components/auth/screen.tsx';
import { PageLinkButton } from '../../../../components/ui/page-link.tsx';
import { authPaths } from '../../paths.ts';

export const metadata: Metadata = { title: 'Account erased' };

export default function AccountErasedPage() {
  return (
    <Screen
      icon={<UserRoundX />}
      tone="neutral"
      title="Your account is erased"
      action={
        <PageLinkButton href={authPaths.signIn()} size="lg" wide>
          Start anew
        </PageLinkButton>
      }
    >
      <p>
        Nobody can sign in with it, no organisation lists you, and nothing here names you any more. What you did stays
        in the ledgers under an opaque id that leads nowhere. Backups made before lose it when they expire; none of them
        brings it back.
      </p>
    </Screen>
  );
}
