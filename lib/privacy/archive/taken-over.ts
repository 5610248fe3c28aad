import { sortNameOf } from '../../crm/contacts/schema.ts';
import { type IdPrefix, idPattern } from '../../platform/ids.ts';
import {
  erasureOnArrival,
  importProblem,
  importRejectRow,
  importRow,
  ledgerHistoryRow,
  legalHoldRow,
  personErasureRow,
  requestOnArrival,
  requestProblem,
  retentionOverrideRow,
  subjectRequestRow,
} from './evidence-forms.ts';
import type { ColumnForms } from './field-forms.ts';
import { activityRow, contactRow, dealRow, fileRow, interactionRow } from './record-forms.ts';
import type { ArchiveRow } from './row-form.ts';

/** What becomes of an entity of an archive. */
export type Fate =
  | {
      readonly taken: true;
      /** What a row must be, beyond the kinds of its columns: nothing may come in that could not have been written here. */
      readonly forms: ColumnForms;
      /** Columns that name rows of other entities, which must be in the archive. */
      readonly references: Readonly<Record<string, string>>;
      /** Whose rows are named by others, by a column `id` of this kind. */
      readonly named?: IdPrefix;
      /** Columns that archives do not hold and rows need. */
      readonly made?: Readonly<Record<string, (row: ArchiveRow) => string>>;
      /** The column that names a contact who may have been erased here since: such rows stay out, or lose the name. */
      readonly erased?: { readonly column: string; readonly row: 'stays out' | 'loses it' };
      /** What is wrong with a row beyond its columns, as a table would refuse it. */
      readonly problem?: (row: ArchiveRow) => string | null;
      /** What becomes of a row that was checked on its way in; null: it stays out. */
      readonly onArrival?: (row: ArchiveRow) => ArchiveRow | null;
      /** A column whose values stand once. */
      readonly unique?: string;
    }
  | { readonly taken: false; readonly why: string };

const byContact = { column: 'contactId', row: 'stays out' } as const;

/**
 * What becomes of every entity that archives hold. Records come over with their ids. Whatever gives somebody access, or
 * sends something anywhere, does not: an archive is a file that anybody may have written.
 */
export const fates: Readonly<Record<string, Fate>> = {
  organization: { taken: false, why: 'This organisation keeps its own name and plan.' },
  members: { taken: false, why: 'An archive makes nobody a member. Invite them again: the list stands here.' },
  invites: { taken: false, why: 'Their links do not work here. Invite people again.' },
  apiKeys: { taken: false, why: 'What proves a key is in no archive. Make new ones.' },
  oauthClients: { taken: false, why: 'They act for people. Register again what is still meant to.' },
  allowedOrigins: { taken: false, why: 'They let web pages in. Allow again what is still meant to be.' },
  alertSettings: { taken: false, why: 'They send messages out. Say anew who is told.' },
  ledgerPublications: { taken: false, why: 'They send messages out. Say anew where signed heads go.' },
  ledgerWitnesses: { taken: false, why: 'They cosign the old ledger; this one is another.' },
  ledgerShares: { taken: false, why: 'What opens a link is in no archive. Make new ones.' },
  erasureSettings: { taken: false, why: 'How an organisation guards its own erasure is decided in it.' },
  auditEvents: { taken: false, why: 'It tells what happened in the old organisation; it stays in the archive.' },
  contacts: {
    taken: true,
    forms: contactRow,
    references: {},
    named: 'con',
    made: { sortName: (row) => sortNameOf(row as Parameters<typeof sortNameOf>[0]) },
    erased: { column: 'id', row: 'stays out' },
  },
  deals: {
    taken: true,
    forms: dealRow,
    references: { contactId: 'contacts' },
    named: 'deal',
    erased: { column: 'contactId', row: 'loses it' },
  },
  activities: {
    taken: true,
    forms: activityRow,
    references: { contactId: 'contacts', dealId: 'deals' },
    erased: byContact,
  },
  interactions: {
    taken: true,
    forms: interactionRow,
    references: { contactId: 'contacts' },
    erased: byContact,
    unique: 'externalId',
  },
  files: {
    taken: true,
    forms: fileRow,
    references: { contactId: 'contacts', dealId: 'deals' },
    made: { object: (row) => `files/${String(row.id)}` },
    erased: byContact,
  },
  imports: { taken: true, forms: importRow, problem: importProblem, references: {}, named: 'imp' },
  importRejects: { taken: true, forms: importRejectRow, references: { importId: 'imports' } },
  importChunks: { taken: true, forms: {}, references: { importId: 'imports' } },
  storefronts: { taken: false, why: 'An archive shows nothing to the public. Make the pages again: they stand here.' },
  storefrontImages: { taken: false, why: 'They belong to pages that are not taken over.' },
  consentPolicies: { taken: false, why: 'They name pages of the old organisation, and stay in the archive as proof.' },
  consents: { taken: false, why: 'The old ledger proves them, and both stay in the archive. Visitors are asked anew.' },
  consentScans: { taken: false, why: 'They tell of pages of the old organisation.' },
  heldMessages: { taken: false, why: 'They wait where they were sent.' },
  storefrontAddresses: { taken: false, why: 'An address leads to the organisation that has it.' },
  storefrontDomains: { taken: false, why: 'A host is shown to be one’s own where it is used.' },
  ledgerCheckpoints: {
    taken: false,
    why: 'They are of the old ledger: its last one comes with it, the others stay in the archive.',
  },
  ledgerCosignatures: { taken: false, why: 'They are of the old ledger, and stay in the archive.' },
  ledgerHistories: {
    taken: true,
    forms: ledgerHistoryRow,
    references: {},
    made: { object: (row) => `history/${String(row.id)}` },
  },
  alerts: { taken: false, why: 'They tell of the old organisation.' },
  exports: { taken: false, why: 'They were made there; the ledger tells of them.' },
  archiveImports: { taken: false, why: 'They were taken in there; the ledger tells of them.' },
  subjectRequests: {
    taken: true,
    forms: subjectRequestRow,
    problem: requestProblem,
    references: {},
    erased: byContact,
    onArrival: requestOnArrival,
  },
  personErasures: { taken: true, forms: personErasureRow, references: {}, onArrival: erasureOnArrival },
  // A hold that lost its contact would be one on everything.
  legalHolds: { taken: true, forms: legalHoldRow, references: {}, erased: byContact },
  retentionOverrides: { taken: true, forms: retentionOverrideRow, references: {} },
};

/** The id behind its prefix: what is kept of it to find it again. */
export function bareId(id: string, prefix: IdPrefix): string | null {
  return idPattern(prefix).test(id) ? id.slice(prefix.length + 1) : null;
}
