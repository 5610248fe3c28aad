import type { Metadata } from 'next';
import { VisitorConsents } from '../../../../components/consent/visitor-consents.tsx';
import { deleteConsentsAction, openConsentsAction, proveConsentAction, withdrawConsentAction } from '../actions.ts';

/** The same for every storefront, also for those that never were. */
export const metadata: Metadata = { title: 'Your consent', robots: { index: false, follow: false } };

interface ConsentPageProps {
  params: Promise<{ storefront: string }>;
}

/** For visitors: what they were asked and chose. The id stands behind `#` or is typed; no address ever holds it. CLAIMS G10. */
export default async function ConsentPage({ params }: ConsentPageProps) {
  const storefront = (await params).storefront.slice(0, 64);
  return (
    <VisitorConsents
      storefront={storefront}
      openAction={openConsentsAction}
      proveAction={proveConsentAction}
      withdrawAction={withdrawConsentAction}
      deleteAction={deleteConsentsAction}
    />
  );
}
