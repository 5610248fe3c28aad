import type { Metadata } from 'next';
import { listContacts } from '#lib/crm/contacts/list-contacts.ts';
import { readContact } from '#lib/crm/contacts/read-contact.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { contactOption } from '../../../../../components/console/contacts/search-contacts.ts';
import { DealForm } from '../../../../../components/console/deals/deal-form.tsx';
import { consolePaths } from '../../../../../components/console/paths.ts';
import { type PageQuery, queryValue } from '../../../../../components/tables/query-string.ts';
import { PageHeader } from '../../../../../components/ui/page-header.tsx';
import { createDealAction } from '../actions.ts';

export const metadata: Metadata = { title: 'New deal' };

interface NewDealPageProps {
  params: Promise<{ org: string }>;
  searchParams: Promise<PageQuery>;
}

export default async function NewDealPage({ params, searchParams }: NewDealPageProps) {
  const [{ org }, query] = await Promise.all([params, searchParams]);
  const contactId = queryValue(query, 'contactId');
  const [contacts, contact] = await Promise.all([
    pageCall(listContacts, { limit: 20 }, { orgSlug: org }),
    contactId === undefined ? undefined : pageCall(readContact, { id: contactId }, { orgSlug: org }),
  ]);
  return (
    <div className="grid gap-6">
      <PageHeader
        crumbs={[{ label: 'Deals', href: consolePaths.deals(org) }, { label: 'New deal' }]}
        title="New deal"
      />
      <DealForm
        org={org}
        contact={contact && contactOption(contact)}
        contacts={contacts.data.map(contactOption)}
        action={createDealAction}
        cancelHref={contact ? consolePaths.contact(org, contact.id) : consolePaths.deals(org)}
      />
    </div>
  );
}
