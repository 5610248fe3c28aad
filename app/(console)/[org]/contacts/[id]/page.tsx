import { readCaller } from '#lib/api-keys/read-caller.ts';
import { listActivities } from '#lib/crm/activities/list-activities.ts';
import { readContact } from '#lib/crm/contacts/read-contact.ts';
import { listDeals } from '#lib/crm/deals/list-deals.ts';
import { listFiles } from '#lib/files/list-files.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { listInteractions } from '#lib/interactions/list-interactions.ts';
import { listHolds } from '#lib/privacy/holds/list-holds.ts';
import { ContactView } from '../../../../../components/console/contacts/contact-view.tsx';
import { interactionsShown } from '../../../../../components/console/interactions/read-interactions.ts';
import { activityActions } from '../../activities/activity-actions.ts';
import { deleteFileAction } from '../../files/actions.ts';
import { deleteInteractionAction } from '../../interactions/actions.ts';
import { placeHoldAction } from '../../retention/actions.ts';
import { deleteContactAction } from '../actions.ts';

export const metadata = { title: 'Contact' };

const filesShown = 20;

interface ContactPageProps {
  params: Promise<{ org: string; id: string }>;
}

export default async function ContactPage({ params }: ContactPageProps) {
  const { org, id } = await params;
  const inOrg = { orgSlug: org };
  const [contact, { scopes }] = await Promise.all([
    pageCall(readContact, { id }, inOrg),
    pageCall(readCaller, {}, inOrg),
  ]);
  const [deals, activities, interactions, files, holds] = await Promise.all([
    pageCall(listDeals, { contactId: id, limit: 100 }, inOrg),
    pageCall(listActivities, { contactId: id, limit: 100 }, inOrg),
    scopes.includes('interactions:read')
      ? pageCall(listInteractions, { contactId: id, limit: interactionsShown }, inOrg)
      : undefined,
    scopes.includes('files:read') ? pageCall(listFiles, { contactId: id, limit: filesShown }, inOrg) : undefined,
    scopes.includes('retention:read')
      ? pageCall(listHolds, { contactId: id, state: 'active', limit: 1 }, inOrg)
      : undefined,
  ]);
  return (
    <ContactView
      org={org}
      contact={contact}
      deals={deals.data}
      activities={activities.data}
      interactions={interactions}
      files={files}
      held={holds === undefined ? undefined : holds.data.length > 0}
      placeHold={scopes.includes('retention:write') ? placeHoldAction : undefined}
      removeFile={scopes.includes('files:write') ? deleteFileAction : undefined}
      removeInteraction={scopes.includes('interactions:write') ? deleteInteractionAction : undefined}
      mayFindPerson={scopes.includes('persons:read')}
      now={new Date().toISOString()}
      actions={
        scopes.includes('contacts:write') ? { remove: deleteContactAction, activities: activityActions } : undefined
      }
    />
  );
}
