import type { Metadata } from 'next';
import { listAlerts } from '#lib/alerts/list-alerts.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { alertFilterOf } from '../../../../../components/console/alerts/alert-filter.ts';
import { AlertsView } from '../../../../../components/console/alerts/alerts-view.tsx';
import { type PageQuery, queryValue } from '../../../../../components/tables/query-string.ts';

export const metadata: Metadata = { title: 'Alerts' };

const pageSize = 50;

interface AlertsPageProps {
  params: Promise<{ org: string }>;
  searchParams: Promise<PageQuery>;
}

export default async function AlertsPage({ params, searchParams }: AlertsPageProps) {
  const [{ org }, query] = await Promise.all([params, searchParams]);
  const input = { ...alertFilterOf(query), limit: pageSize, cursor: queryValue(query, 'cursor') };
  const page = await pageCall(listAlerts, input, { orgSlug: org });
  return <AlertsView {...{ org, page, query, pageSize }} />;
}
