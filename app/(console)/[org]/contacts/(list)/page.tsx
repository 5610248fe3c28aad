import type { Metadata } from 'next';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { listContacts } from '#lib/crm/contacts/list-contacts.ts';
import { contactSorts, ListContacts } from '#lib/crm/contacts/schema.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { sortNames } from '#lib/platform/fields.ts';
import { ContactsView } from '../../../../../components/console/contacts/contacts-view.tsx';
import type { PageQuery } from '../../../../../components/tables/query-string.ts';
import { listQuery } from '../../list-query.ts';

export const metadata: Metadata = { title: 'Contacts' };

const pageSize = 50;

interface ContactsPageProps {
  params: Promise<{ org: string }>;
  searchParams: Promise<PageQuery>;
}

export default async function ContactsPage({ params, searchParams }: ContactsPageProps) {
  const [{ org }, query] = await Promise.all([params, searchParams]);
  const input = listQuery(ListContacts, query, { sort: sortNames(contactSorts) });
  const [caller, page] = await Promise.all([
    pageCall(readCaller, {}, { orgSlug: org }),
    pageCall(listContacts, { ...input, limit: pageSize }, { orgSlug: org }),
  ]);
  return (
    <ContactsView
      org={org}
      page={page}
      query={query}
      pageSize={pageSize}
      canWrite={caller.scopes.includes('contacts:write')}
    />
  );
}
