import type { Metadata } from 'next';
import { auditActionNames } from '#lib/access/audit-actions.ts';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { listAuditEvents } from '#lib/audit/list-events.ts';
import { auditOutcomes } from '#lib/audit/schema.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { auditFilterOf } from '../../../../components/console/audit/audit-filter.ts';
import { AuditView } from '../../../../components/console/audit/audit-view.tsx';
import { type PageQuery, queryValue } from '../../../../components/tables/query-string.ts';
import { actorNames } from '../receipts/actor-names.ts';

export const metadata: Metadata = { title: 'Audit log' };

const pageSize = 50;

interface AuditPageProps {
  params: Promise<{ org: string }>;
  searchParams: Promise<PageQuery>;
}

export default async function AuditPage({ params, searchParams }: AuditPageProps) {
  const [{ org }, query] = await Promise.all([params, searchParams]);
  const inOrg = { orgSlug: org };
  const { scopes } = await pageCall(readCaller, {}, inOrg);
  const filter = auditFilterOf(query, { action: auditActionNames, outcome: auditOutcomes });
  const [page, names] = await Promise.all([
    pageCall(listAuditEvents, { ...filter, limit: pageSize, cursor: queryValue(query, 'cursor') }, inOrg),
    actorNames(org, scopes),
  ]);
  return <AuditView {...{ org, page, query, filter, pageSize, names }} actions={auditActionNames} />;
}
