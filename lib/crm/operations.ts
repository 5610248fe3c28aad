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
import { cancelImport } from './import/cancel-import.ts';
import { commitImport } from './import/commit-import.ts';
import { createImport } from './import/create-import.ts';
import { deleteImport } from './import/delete-import.ts';
import { dryRunImport } from './import/dry-run-import.ts';
import { listImports } from './import/list-imports.ts';
import { listImportRejects } from './import/list-rejects.ts';
import { mapImport } from './import/map-import.ts';
import { previewImport } from './import/preview-import.ts';
import { readImport } from './import/read-import.ts';
import { runImport } from './import/run-import.ts';
import { readOverview } from './overview/read-overview.ts';

/** What one does with contacts, deals and activities. */
export const crmOperations: readonly Operation[] = [
  readOverview,
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
  // Imports
  listImports,
  createImport,
  readImport,
  mapImport,
  previewImport,
  dryRunImport,
  commitImport,
  runImport,
  cancelImport,
  listImportRejects,
  deleteImport,
];
