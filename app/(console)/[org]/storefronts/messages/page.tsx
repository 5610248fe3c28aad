import type { Metadata } from 'next';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { listMessages } from '#lib/storefronts/message/list-messages.ts';
import { MessagesView } from '../../../../../components/console/messages/messages-view.tsx';
import { type PageQuery, queryValue } from '../../../../../components/tables/query-string.ts';
import { acceptMessageAction, dismissMessageAction } from './actions.ts';

export const metadata: Metadata = { title: 'Messages to look at' };

const pageSize = 25;

interface MessagesPageProps {
  params: Promise<{ org: string }>;
  searchParams: Promise<PageQuery>;
}

export default async function MessagesPage({ params, searchParams }: MessagesPageProps) {
  const [{ org }, query] = await Promise.all([params, searchParams]);
  const inOrg = { orgSlug: org };
  const [{ scopes }, page] = await Promise.all([
    pageCall(readCaller, {}, inOrg),
    pageCall(listMessages, { limit: pageSize, cursor: queryValue(query, 'cursor') }, inOrg),
  ]);
  return (
    <MessagesView
      {...{ org, page, query, pageSize }}
      accept={acceptMessageAction}
      dismiss={dismissMessageAction}
      refusal={
        scopes.includes('contacts:write') ? undefined : 'Only those who may write contacts decide about messages.'
      }
    />
  );
}
