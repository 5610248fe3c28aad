import type { Metadata } from 'next';
import { listContacts } from '#lib/crm/contacts/list-contacts.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { ContactForm } from '../../../../../components/console/contacts/contact-form.tsx';
import { consolePaths } from '../../../../../components/console/paths.ts';
import { PageHeader } from '../../../../../components/ui/page-header.tsx';
import { createContactAction } from '../actions.ts';

export const metadata: Metadata = { title: 'New contact' };

export default async function NewContactPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  // Nothing of it is shown; who may not read contacts is told so before they type.
  await pageCall(listContacts, { limit: 1 }, { orgSlug: org });
  return (
    <div className="grid gap-6">
      <PageHeader
        crumbs={[{ label: 'Contacts', href: consolePaths.contacts(org) }, { label: 'New contact' }]}
        title="New contact"
      />
      <ContactForm org={org} action={createContactAction} cancelHref={consolePaths.contacts(org)} />
    </div>
  );
}
