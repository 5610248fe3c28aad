import { Callout } from '../ui/callout.tsx';
import { PageTextLink } from '../ui/page-link.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import type { FactorFacts } from './factor-types.ts';

/** Tells whoever needs a second factor here and has none by when. */
export function FactorNudge({ factors, org }: { factors: FactorFacts; org: string }) {
  const enrolled = factors.passkeys.length > 0 || factors.totpSince !== null;
  const demand = factors.demands.find(({ slug }) => slug === org);
  if (enrolled || !demand?.dueAt) return null;
  return (
    <Callout tone="info" title="Add a second factor" className="mb-6">
      {demand.name} needs you to have one by <RelativeTime at={demand.dueAt} show="date" />. Without it you can do
      nothing here after that. <PageTextLink href="/account/security">Add one now</PageTextLink>
    </Callout>
  );
}
