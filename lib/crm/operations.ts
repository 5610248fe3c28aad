import type { Operation } from '../access/operation.ts';
import { createActivity } from './activities/create-activity.ts';
import { deleteActivity } from './activities/delete-activity.ts';
import { listActivities } from './activities/list-activities.ts';
import { readActivity } from './activities/read-activity.ts';
import { updateActivity } from './activities/update-activity.ts';
import { createContact } from './contacts/create-contact.ts';
import { deleteContact } from './contacts/delete-contact.ts';
import { listContacts } from './contacts/list-contacts.ts';
import { readContact } from './contacts/read-contact.ts';
import { updateContact } from './contacts/update-contact.ts';
import { createDeal } from './deals/create-deal.ts';
import { deleteDeal } from './deals/delete-deal.ts';
import { listDeals } from './deals/list-deals.ts';
import { readDeal } from './deals/read-deal.ts';
import { updateDeal } from './deals/update-deal.ts';

/** What one does with contacts, deals and activities. */
export const crmOperations: readonly Operation[] = [
  // Contacts
  listContacts,
  createContact,
  readContact,
  updateContact,
  deleteContact,
  // Deals
  listDeals,
  createDeal,
  readDeal,
  updateDeal,
  deleteDeal,
  // Activities
  listActivities,
  createActivity,
  readActivity,
  updateActivity,
  deleteActivity,
];
