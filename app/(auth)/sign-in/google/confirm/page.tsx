import type { Metadata } from 'next';
import { pageCall } from '#lib/http/page-door.ts';
import { readAccount } from '#lib/identity/account/read-account.ts';
import { readLinkOffer } from '#lib/identity/google/link-google.ts';
import { ConfirmLinkScreen, NoLinkScreen } from '../../../../../components/auth/confirm-link-screens.tsx';
import { authPaths } from '../../../paths.ts';
import { linkGoogleAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Connect Google' };

export default async function ConfirmLinkPage() {
  const [offer, account] = await Promise.all([pageCall(readLinkOffer, {}), pageCall(readAccount, {})]);
  if (offer.state === 'dead' || offer.email === null) return <NoLinkScreen againHref={authPaths.connectGoogle} />;
  return (
    <ConfirmLinkScreen
      email={account.email}
      providerEmail={offer.email}
      action={linkGoogleAction}
      otherHref={authPaths.organizations}
    />
  );
}
