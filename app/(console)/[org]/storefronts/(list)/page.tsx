import type { Metadata } from 'next';
import { plans } from '#lib/access/plans.ts';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { listStorefronts } from '#lib/storefronts/list-storefronts.ts';
import { listMessages } from '#lib/storefronts/message/list-messages.ts';
import { StorefrontsView } from '../../../../../components/console/storefronts/storefronts-view.tsx';
import { type PageQuery, queryValue } from '../../../../../components/tables/query-string.ts';
import { createStorefrontAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Storefronts' };

const pageSize = 30;

interface StorefrontsPageProps {
  params: Promise<{ org: string }>;
  searchParams: Promise<PageQuery>;
}

export default async function StorefrontsPage({ params, searchParams }: StorefrontsPageProps) {
  const [{ org }, query] = await Promise.all([params, searchParams]);
  const inOrg = { orgSlug: org };
  const { scopes, organization } = await pageCall(readCaller, {}, inOrg);
  const [page, messages] = await Promise.all([
    pageCall(listStorefronts, { limit: pageSize, cursor: queryValue(query, 'cursor') }, inOrg),
    scopes.includes('contacts:read') ? pageCall(listMessages, { limit: 1 }, inOrg) : null,
  ]);
  return (
    <StorefrontsView
      {...{ org, page, query, pageSize }}
      planTitle={plans[organization.plan].title}
      heldMessages={messages?.waiting}
      createAction={createStorefrontAction}
      refusal={scopes.includes('storefronts:write') ? undefined : 'Only owners and admins make storefronts.'}
    />
  );
}
