import type { Metadata } from 'next';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { listContacts } from '#lib/crm/contacts/list-contacts.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { listInteractions } from '#lib/interactions/list-interactions.ts';
import { contactOption } from '../../../../components/console/contacts/search-contacts.ts';
import { interactionFilterOf } from '../../../../components/console/interactions/interaction-filter.ts';
import { InteractionsView } from '../../../../components/console/interactions/interactions-view.tsx';
import { type PageQuery, queryValue } from '../../../../components/tables/query-string.ts';
import { deleteInteractionAction } from './actions.ts';

export const metadata: Metadata = { title: 'Interactions' };

const pageSize = 50;

interface InteractionsPageProps {
  params: Promise<{ org: string }>;
  searchParams: Promise<PageQuery>;
}

export default async function InteractionsPage({ params, searchParams }: InteractionsPageProps) {
  const [{ org }, query] = await Promise.all([params, searchParams]);
  const inOrg = { orgSlug: org };
  const { scopes } = await pageCall(readCaller, {}, inOrg);
  const filter = { ...interactionFilterOf(query), limit: pageSize, cursor: queryValue(query, 'cursor') };
  const [page, contacts] = await Promise.all([
    pageCall(listInteractions, filter, inOrg),
    scopes.includes('contacts:read') ? pageCall(listContacts, { limit: 20 }, inOrg) : undefined,
  ]);
  return (
    <InteractionsView
      org={org}
      page={page}
      query={query}
      pageSize={pageSize}
      contacts={contacts?.data.map(contactOption)}
      remove={scopes.includes('interactions:write') ? deleteInteractionAction : undefined}
    />
  );
}
