import type { Metadata } from 'next';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { readConsentSettings } from '#lib/consent/read-settings.ts';
import { listScans } from '#lib/consent/scan/list-scans.ts';
import { ListScans } from '#lib/consent/scan/schema.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { ScansView } from '../../../../../../../components/console/consent/scans-view.tsx';
import type { PageQuery } from '../../../../../../../components/tables/query-string.ts';
import { listQuery } from '../../../../list-query.ts';
import { peopleOf } from '../../../../people.ts';
import { requestScanAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Scans' };

const pageSize = 50;

interface ScansPageProps {
  params: Promise<{ org: string; storefront: string }>;
  searchParams: Promise<PageQuery>;
}

export default async function ScansPage({ params, searchParams }: ScansPageProps) {
  const [{ org, storefront }, query] = await Promise.all([params, searchParams]);
  const inOrg = { orgSlug: org };
  const { scopes } = await pageCall(readCaller, {}, inOrg);
  const { id, name } = await pageCall(readConsentSettings, { id: storefront }, inOrg);
  const [page, people] = await Promise.all([
    pageCall(listScans, { ...listQuery(ListScans, query), storefront: id, limit: pageSize }, inOrg),
    peopleOf(org, scopes),
  ]);
  return (
    <ScansView
      {...{ org, page, query, pageSize, people }}
      storefront={{ id, name }}
      request={scopes.includes('storefronts:write') ? requestScanAction : undefined}
    />
  );
}
