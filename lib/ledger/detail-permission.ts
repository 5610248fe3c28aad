import type { Permission } from '../access/permissions.ts';

/** Who may read what a receipt says in detail: those who may read the record that it tells of. By the action's thing. */
const readersOf: Readonly<Record<string, Permission>> = {
  organization: 'organization:read',
  member: 'members:read',
  factorPolicy: 'members:read',
  invite: 'members:read',
  sessions: 'members:read',
  oauthClient: 'oauthClients:read',
  oauthGrant: 'oauthClients:read',
  apiKey: 'apiKeys:read',
  origin: 'origins:read',
  contact: 'contacts:read',
  contacts: 'contacts:read',
  import: 'contacts:read',
  deal: 'deals:read',
  activity: 'activities:read',
  // Public keys: whoever checks the ledger has to be able to follow them.
  ledger: 'receipts:read',
  share: 'shares:read',
  alert: 'alerts:read',
  alerts: 'alerts:read',
  alertSettings: 'alerts:read',
  alertWebhook: 'alerts:read',
  alertDelivery: 'alerts:read',
  interaction: 'interactions:read',
  interactions: 'interactions:read',
  storefront: 'storefronts:read',
  storefrontAddress: 'storefronts:read',
  storefrontImage: 'storefronts:read',
  storefrontDomain: 'storefronts:read',
  consentPolicy: 'storefronts:read',
  consent: 'consents:read',
  consentScan: 'storefronts:read',
  // What was written stands in an interaction.
  message: 'interactions:read',
  file: 'files:read',
  export: 'exports:read',
  archive: 'exports:read',
  ledgerHistory: 'exports:read',
  person: 'persons:read',
  subjectRequest: 'subjectRequests:read',
  hold: 'retention:read',
  retention: 'retention:read',
  erasure: 'organization:read',
  erasureSettings: 'organization:read',
  restore: 'backups:read',
};

/**
 * The permission that opens the detail of a receipt of this action, for example `contacts:read` for `contact.created`.
 * Details of things that the table does not know are for owners and admins.
 */
export function detailPermission(action: string): Permission {
  const thing = action.slice(0, action.indexOf('.'));
  return Object.hasOwn(readersOf, thing) ? (readersOf[thing] as Permission) : 'organization:write';
}
