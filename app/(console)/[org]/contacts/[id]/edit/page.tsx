import { readContact } from '#lib/crm/contacts/read-contact.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { ContactForm } from '../../../../../../components/console/contacts/contact-form.tsx';
import { contactTitle } from '../../../../../../components/console/contacts/contact-title.ts';
import { consolePaths } from '../../../../../../components/console/paths.ts';
import { PageHeader } from '../../../../../../components/ui/page-header.tsx';
import { updateContactAction } from '../../actions.ts';

export const metadata = { title: 'Edit contact' };

interface EditContactPageProps {
  params: Promise<{ org: string; id: string }>;
}

export default async function EditContactPage({ params }: EditContactPageProps) {
  const { org, id } = await params;
  const contact = await pageCall(readContact, { id }, { orgSlug: org });
  const title = contactTitle(contact);
  return (
    <div className="grid gap-6">
      <PageHeader
        crumbs={[
          { label: 'Contacts', href: consolePaths.contacts(org) },
          { label: title, href: consolePaths.contact(org, id) },
          { label: 'Edit' },
        ]}
        title={`Edit ${title}`}
      />
      <ContactForm
        org={org}
        contact={contact}
        action={updateContactAction}
        cancelHref={consolePaths.contact(org, id)}
      />
    </div>
  );
}
