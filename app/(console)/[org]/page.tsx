import type { Metadata } from 'next';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { listActivities } from '#lib/crm/activities/list-activities.ts';
import { readOverview } from '#lib/crm/overview/read-overview.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { listAudits } from '#lib/ledger/audit/list-audits.ts';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import { listStorefronts } from '#lib/storefronts/list-storefronts.ts';
import { type OverviewStep, OverviewView } from '../../../components/console/overview/overview-view.tsx';
import { consolePaths } from '../../../components/console/paths.ts';

export const metadata: Metadata = { title: 'Overview' };

export default async function OverviewPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  const caller = await pageCall(readCaller, {}, { orgSlug: org });
  const [counts, due, receipts, audits, storefronts] = await Promise.all([
    pageCall(readOverview, {}, { orgSlug: org }),
    pageCall(listActivities, { done: false, sort: 'dueAt', limit: 5 }, { orgSlug: org }),
    pageCall(listReceipts, { limit: 6 }, { orgSlug: org }),
    pageCall(listAudits, { limit: 1 }, { orgSlug: org }),
    pageCall(listStorefronts, { limit: 1 }, { orgSlug: org }),
  ]);
  return (
    <OverviewView
      org={org}
      organizationName={caller.organization.name}
      counts={counts}
      steps={firstSteps(org, caller.scopes, { ...counts, storefronts: storefronts.quota.used })}
      due={due.data.filter((activity) => activity.dueAt !== null)}
      receipts={receipts.data}
      verified={{ to: audits.verifiedTo, at: audits.verifiedAt, stale: audits.stale }}
      now={new Date().toISOString()}
    />
  );
}

function firstSteps(
  org: string,
  scopes: readonly string[],
  counts: { readonly contacts: number; readonly deals: number; readonly storefronts: number },
): readonly OverviewStep[] {
  if (!scopes.includes('contacts:write')) return [];
  return [
    {
      title: 'Bring your contacts along',
      description: 'Import a CSV file of the CRM you use now, or of ours to try it.',
      href: consolePaths.newImport(org),
      done: counts.contacts > 0,
    },
    {
      title: 'Add the first deal',
      description: 'What may be sold, to whom, and how far it has come.',
      href: consolePaths.newDeal(org),
      done: counts.deals > 0,
    },
    ...(scopes.includes('storefronts:write')
      ? [
          {
            title: 'Publish a storefront',
            description: 'A public page with what you offer, a contact form, and consent that is asked for and proven.',
            href: consolePaths.storefronts(org),
            done: counts.storefronts > 0,
          },
        ]
      : []),
  ];
}
