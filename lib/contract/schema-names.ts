import { z } from 'zod';
import * as alerts from '../alerts/schema.ts';
import * as apiKeys from '../api-keys/schema.ts';
import * as audit from '../audit/schema.ts';
import * as consentScans from '../consent/scan/schema.ts';
import * as consents from '../consent/schema.ts';
import * as activities from '../crm/activities/schema.ts';
import * as contacts from '../crm/contacts/schema.ts';
import * as deals from '../crm/deals/schema.ts';
import * as imports from '../crm/import/schema.ts';
import * as overview from '../crm/overview/schema.ts';
import * as files from '../files/schema.ts';
import * as account from '../identity/account/schema.ts';
import * as factors from '../identity/factors/schema.ts';
import * as oauth from '../identity/oauth/schema.ts';
import * as identity from '../identity/schema.ts';
import * as interactionBatches from '../interactions/batch/schema.ts';
import * as interactions from '../interactions/schema.ts';
import * as ledgerAudits from '../ledger/audit/schema.ts';
import * as publication from '../ledger/publish/schema.ts';
import * as ledger from '../ledger/schema.ts';
import * as shares from '../ledger/share/schema.ts';
import * as origins from '../origins/schema.ts';
import * as archives from '../privacy/archive/schema.ts';
import * as erasures from '../privacy/erasure/schema.ts';
import * as exports from '../privacy/export/schema.ts';
import * as holds from '../privacy/holds/schema.ts';
import * as inventory from '../privacy/inventory/schema.ts';
import * as persons from '../privacy/persons/schema.ts';
import * as subjectRequests from '../privacy/requests/schema.ts';
import * as retention from '../privacy/retention/schema.ts';
import * as storefrontImages from '../storefronts/images/schema.ts';
import * as messages from '../storefronts/message/schema.ts';
import * as storefronts from '../storefronts/schema.ts';
import * as backups from '../tenancy/backup/schema.ts';

/** Every module of schemas. A guard test holds the list to be complete. */
const schemaModules: readonly Readonly<Record<string, unknown>>[] = [
  account,
  identity,
  factors,
  oauth,
  contacts,
  deals,
  activities,
  imports,
  exports,
  archives,
  overview,
  interactions,
  interactionBatches,
  files,
  apiKeys,
  ledger,
  ledgerAudits,
  publication,
  shares,
  consents,
  consentScans,
  storefronts,
  messages,
  storefrontImages,
  audit,
  alerts,
  origins,
  erasures,
  persons,
  subjectRequests,
  retention,
  holds,
  inventory,
  backups,
];

/**
 * The names that schemas have in the contract: the names they are exported by. Only what is worth a name of its own gets
 * one: objects and closed sets of words. Text with a rule is shown where it stands.
 *
 * @throws `Error` for two schemas of one name: a client could not tell them apart.
 */
export function schemaNames(): ReadonlyMap<z.core.$ZodType, string> {
  const names = new Map<z.core.$ZodType, string>();
  const taken = new Set<string>();
  for (const [name, value] of schemaModules.flatMap((module) => Object.entries(module))) {
    if (!/^[A-Z]/.test(name) || !(value instanceof z.ZodObject || value instanceof z.ZodEnum)) continue;
    if (names.has(value)) continue;
    if (taken.has(name)) throw new Error(`two schemas are called ${name}`);
    taken.add(name);
    names.set(value, name);
  }
  return names;
}
