import type { Metadata } from 'next';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { receiptActions } from '#lib/ledger/actions.ts';
import { listAudits } from '#lib/ledger/audit/list-audits.ts';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import { receiptFilterOf } from '../../../../../components/console/receipts/receipt-filter.ts';
import { ReceiptsView } from '../../../../../components/console/receipts/receipts-view.tsx';
import { type PageQuery, queryValue } from '../../../../../components/tables/query-string.ts';
import { shareReceiptsAction, verifyLedgerAction } from '../actions.ts';
import { actorNames } from '../actor-names.ts';

export const metadata: Metadata = { title: 'Receipts' };

const pageSize = 50;

interface ReceiptsPageProps {
  params: Promise<{ org: string }>;
  searchParams: Promise<PageQuery>;
}

export default async function ReceiptsPage({ params, searchParams }: ReceiptsPageProps) {
  const [{ org }, query] = await Promise.all([params, searchParams]);
  const inOrg = { orgSlug: org };
  const { scopes } = await pageCall(readCaller, {}, inOrg);
  const filter = receiptFilterOf(query);
  const [page, names, audited] = await Promise.all([
    pageCall(listReceipts, { ...filter, limit: pageSize, cursor: queryValue(query, 'cursor') }, inOrg),
    actorNames(org, scopes),
    pageCall(listAudits, { limit: 1 }, inOrg),
  ]);
  return (
    <ReceiptsView
      org={org}
      page={page}
      query={query}
      filter={filter}
      pageSize={pageSize}
      names={names}
      actions={receiptActions}
      verifyAction={verifyLedgerAction}
      verifyRefusal={scopes.includes('receipts:verify') ? undefined : 'Only owners and admins verify the whole ledger.'}
      audited={audited}
      shareAction={shareReceiptsAction}
      shareRefusal={scopes.includes('shares:write') ? undefined : 'Only owners and admins share receipts.'}
    />
  );
}
