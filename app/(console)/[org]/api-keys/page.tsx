import type { Metadata } from 'next';
import { keyScopes, permissions } from '#lib/access/permissions.ts';
import { listApiKeys } from '#lib/api-keys/list-keys.ts';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { apiUrl } from '#lib/http/api-url.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { ApiKeysView } from '../../../../components/console/api-keys/api-keys-view.tsx';
import { standingOf } from '../../../../components/console/api-keys/key-standing.ts';
import { consolePaths } from '../../../../components/console/paths.ts';
import { type PageQuery, queryValue } from '../../../../components/tables/query-string.ts';
import { peopleOf } from '../people.ts';
import { planRefusalOf } from '../plan-refusal.ts';
import { createKeyAction, revokeKeyAction, rotateKeyAction, updateKeyAction } from './actions.ts';

export const metadata: Metadata = { title: 'API keys' };

const pageSize = 25;

interface ApiKeysPageProps {
  params: Promise<{ org: string }>;
  searchParams: Promise<PageQuery>;
}

export default async function ApiKeysPage({ params, searchParams }: ApiKeysPageProps) {
  const [{ org }, query] = await Promise.all([params, searchParams]);
  const caller = await pageCall(readCaller, {}, { orgSlug: org });
  const [keys, people] = await Promise.all([
    pageCall(listApiKeys, { limit: pageSize, cursor: queryValue(query, 'cursor') }, { orgSlug: org }),
    peopleOf(org, caller.scopes),
  ]);
  const nowMs = Date.now();
  const mayWrite = caller.scopes.includes('apiKeys:write');
  const writeRefusal = mayWrite ? undefined : 'Only owners and admins decide about API keys.';
  const planRefusal = planRefusalOf(caller.organization.plan, 'api_access');
  return (
    <ApiKeysView
      keys={keys.data.map((key) => ({ ...key, standing: standingOf(key, nowMs) }))}
      nextCursor={keys.nextCursor}
      scopes={keyScopes.map((name) => ({ name, title: permissions[name] }))}
      people={people}
      createAction={createKeyAction}
      rotateAction={rotateKeyAction}
      updateAction={updateKeyAction}
      revokeAction={revokeKeyAction}
      createRefusal={writeRefusal ?? planRefusal}
      revokeRefusal={writeRefusal}
      apiUrl={apiUrl()}
      path={consolePaths.apiKeys(org)}
      query={query}
      pageSize={pageSize}
    />
  );
}
