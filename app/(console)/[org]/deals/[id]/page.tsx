import { readCaller } from '#lib/api-keys/read-caller.ts';
import { listActivities } from '#lib/crm/activities/list-activities.ts';
import { readDeal } from '#lib/crm/deals/read-deal.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { DealView } from '../../../../../components/console/deals/deal-view.tsx';
import { activityActions } from '../../activities/activity-actions.ts';
import { deleteDealAction } from '../actions.ts';

export const metadata = { title: 'Deal' };

interface DealPageProps {
  params: Promise<{ org: string; id: string }>;
}

export default async function DealPage({ params }: DealPageProps) {
  const { org, id } = await params;
  const deal = await pageCall(readDeal, { id }, { orgSlug: org });
  const [caller, activities] = await Promise.all([
    pageCall(readCaller, {}, { orgSlug: org }),
    pageCall(listActivities, { dealId: id, limit: 100 }, { orgSlug: org }),
  ]);
  return (
    <DealView
      org={org}
      deal={deal}
      activities={activities.data}
      now={new Date().toISOString()}
      actions={
        caller.scopes.includes('deals:write') ? { remove: deleteDealAction, activities: activityActions } : undefined
      }
    />
  );
}
