import type { Metadata } from 'next';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { listCheckpoints } from '#lib/ledger/list-checkpoints.ts';
import { listLedgerKeys } from '#lib/ledger/list-keys.ts';
import { listLedgerHistories } from '#lib/privacy/archive/list-histories.ts';
import { LedgerView } from '../../../../components/console/ledger/ledger-view.tsx';
import { type PageQuery, queryValue } from '../../../../components/tables/query-string.ts';
import { rotateLedgerKeyAction, signNowAction } from './actions.ts';

export const metadata: Metadata = { title: 'Signed heads' };

const pageSize = 25;

interface LedgerPageProps {
  params: Promise<{ org: string }>;
  searchParams: Promise<PageQuery>;
}

export default async function LedgerPage({ params, searchParams }: LedgerPageProps) {
  const [{ org }, query] = await Promise.all([params, searchParams]);
  const inOrg = { orgSlug: org };
  const { scopes } = await pageCall(readCaller, {}, inOrg);
  // The keys first: where there is none yet, asking for them makes the first one, and the first head with it.
  const keys = await pageCall(listLedgerKeys, {}, inOrg);
  const page = await pageCall(listCheckpoints, { limit: pageSize, cursor: queryValue(query, 'cursor') }, inOrg);
  const histories = (await pageCall(listLedgerHistories, {}, inOrg)).data;
  return (
    <LedgerView
      {...{ org, page, keys, query, pageSize, histories }}
      canDownload={scopes.includes('exports:read')}
      signAction={signNowAction}
      rotateAction={rotateLedgerKeyAction}
      rotateRefusal={scopes.includes('organization:write') ? undefined : 'Only owners and admins rotate the key.'}
    />
  );
}
