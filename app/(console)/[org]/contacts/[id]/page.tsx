import { readCaller } from '#lib/api-keys/read-caller.ts';
import { listActivities } from '#lib/crm/activities/list-activities.ts';
import { readContact } from '#lib/crm/contacts/read-contact.ts';
import { listDeals } from '#lib/crm/deals/list-deals.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { ContactView } from '../../../../../components/console/contacts/contact-view.tsx';
import { activityActions } from '../../activities/activity-actions.ts';
import { deleteContactAction } from '../actions.ts';

export const metadata = { title: 'Contact' };

interface ContactPageProps {
  params: Promise<{ org: string; id: string }>;
}

export default async function ContactPage({ params }: ContactPageProps) {
  const { org, id } = await params;
  const contact = await pageCall(readContact, { id }, { orgSlug: org });
  const [caller, deals, activities] = await Promise.all([
    pageCall(readCaller, {}, { orgSlug: org }),
    pageCall(listDeals, { contactId: id, limit: 100 }, { orgSlug: org }),
    pageCall(listActivities, { contactId: id, limit: 100 }, { orgSlug: org }),
  ]);
  return (
    <ContactView
      org={org}
      contact={contact}
      deals={deals.data}
      activities={activities.data}
      now={new Date().toISOString()}
      actions={
        caller.scopes.includes('contacts:write')
          ? { remove: deleteContactAction, activities: activityActions }
          : undefined
      }
    />
  );
}
