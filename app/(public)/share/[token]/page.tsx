import type { Metadata } from 'next';
import { pageCall } from '#lib/http/page-door.ts';
import { openShare } from '#lib/ledger/share/open-share.ts';
import { peekShare } from '#lib/ledger/share/peek-share.ts';
import { ShareOfferView } from '../../../../components/share/share-offer-view.tsx';
import { SharedReceiptsView } from '../../../../components/share/shared-receipts-view.tsx';
import { type PageQuery, queryValue } from '../../../../components/tables/query-string.ts';

/** The same for every link, and for those that open nothing. */
export const metadata: Metadata = { title: 'Shared receipts', robots: { index: false, follow: false } };

interface SharePageProps {
  params: Promise<{ token: string }>;
  searchParams: Promise<PageQuery>;
}

/** For anybody with the link, without an account. One that may be opened so many times asks first. CLAIMS R1, R6. */
export default async function SharePage({ params, searchParams }: SharePageProps) {
  const [given, query] = await Promise.all([params, searchParams]);
  // A token that is too long finds nothing, as any wrong one does.
  const token = given.token.slice(0, 200);
  const offer = await pageCall(peekShare, { token });
  if (offer.usesLeft !== null && queryValue(query, 'open') === undefined) return <ShareOfferView offer={offer} />;
  return <SharedReceiptsView shared={await pageCall(openShare, { token })} />;
}
