import { readCaller } from '#lib/api-keys/read-caller.ts';
import { listActivities } from '#lib/crm/activities/list-activities.ts';
import { readDeal } from '#lib/crm/deals/read-deal.ts';
import { listFiles } from '#lib/files/list-files.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { DealView } from '../../../../../components/console/deals/deal-view.tsx';
import { activityActions } from '../../activities/activity-actions.ts';
import { deleteFileAction } from '../../files/actions.ts';
import { deleteDealAction } from '../actions.ts';

export const metadata = { title: 'Deal' };

const filesShown = 20;

interface DealPageProps {
  params: Promise<{ org: string; id: string }>;
}

export default async function DealPage({ params }: DealPageProps) {
  const { org, id } = await params;
  const deal = await pageCall(readDeal, { id }, { orgSlug: org });
  const { scopes } = await pageCall(readCaller, {}, { orgSlug: org });
  const [activities, files] = await Promise.all([
    pageCall(listActivities, { dealId: id, limit: 100 }, { orgSlug: org }),
    scopes.includes('files:read')
      ? pageCall(listFiles, { dealId: id, limit: filesShown }, { orgSlug: org })
      : undefined,
  ]);
  return (
    <DealView
      org={org}
      deal={deal}
      activities={activities.data}
      files={files}
      removeFile={scopes.includes('files:write') ? deleteFileAction : undefined}
      now={new Date().toISOString()}
      actions={scopes.includes('deals:write') ? { remove: deleteDealAction, activities: activityActions } : undefined}
    />
  );
}
