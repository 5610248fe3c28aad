import { listContacts } from '#lib/crm/contacts/list-contacts.ts';
import { readDeal } from '#lib/crm/deals/read-deal.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { contactOption } from '../../../../../../components/console/contacts/search-contacts.ts';
import { DealForm } from '../../../../../../components/console/deals/deal-form.tsx';
import { consolePaths } from '../../../../../../components/console/paths.ts';
import { PageHeader } from '../../../../../../components/ui/page-header.tsx';
import { updateDealAction } from '../../actions.ts';

export const metadata = { title: 'Edit deal' };

interface EditDealPageProps {
  params: Promise<{ org: string; id: string }>;
}

export default async function EditDealPage({ params }: EditDealPageProps) {
  const { org, id } = await params;
  const deal = await pageCall(readDeal, { id }, { orgSlug: org });
  const contacts = await pageCall(listContacts, { limit: 20 }, { orgSlug: org });
  return (
    <div className="grid gap-6">
      <PageHeader
        crumbs={[
          { label: 'Deals', href: consolePaths.deals(org) },
          { label: deal.title, href: consolePaths.deal(org, id) },
          { label: 'Edit' },
        ]}
        title={`Edit ${deal.title}`}
      />
      <DealForm
        org={org}
        deal={deal}
        contact={
          deal.contactId === null ? undefined : { value: deal.contactId, label: deal.contactName ?? deal.contactId }
        }
        contacts={contacts.data.map(contactOption)}
        action={updateDealAction}
        cancelHref={consolePaths.deal(org, id)}
      />
    </div>
  );
}
