import type { Metadata } from 'next';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { listActivities } from '#lib/crm/activities/list-activities.ts';
import { ListActivities } from '#lib/crm/activities/schema.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { ActivitiesView } from '../../../../components/console/activities/activities-view.tsx';
import type { PageQuery } from '../../../../components/tables/query-string.ts';
import { listQuery } from '../list-query.ts';
import { activityActions } from './activity-actions.ts';

export const metadata: Metadata = { title: 'Activities' };

const pageSize = 50;

interface ActivitiesPageProps {
  params: Promise<{ org: string }>;
  searchParams: Promise<PageQuery>;
}

export default async function ActivitiesPage({ params, searchParams }: ActivitiesPageProps) {
  const [{ org }, query] = await Promise.all([params, searchParams]);
  const [caller, page] = await Promise.all([
    pageCall(readCaller, {}, { orgSlug: org }),
    pageCall(listActivities, { ...listQuery(ListActivities, query), limit: pageSize }, { orgSlug: org }),
  ]);
  return (
    <ActivitiesView
      org={org}
      page={page}
      query={query}
      pageSize={pageSize}
      now={new Date().toISOString()}
      actions={caller.scopes.includes('activities:write') ? activityActions : undefined}
    />
  );
}
