/** Every permission. Roles hold them; API keys hold scopes of the same names. */
export const permissions = {
  'self:read': 'See who one is: organisation, key, scopes',
  'organization:read': 'See the organisation and its plan',
  'organization:write': 'Rename the organisation',
  'members:read': 'See members and invitations',
  'members:write': 'Invite, change roles, remove members',
  'contacts:read': 'Read contacts',
  'contacts:write': 'Create, edit, delete and import contacts',
  'deals:read': 'Read deals',
  'deals:write': 'Create, edit and delete deals',
  'activities:read': 'Read activities',
  'activities:write': 'Create, edit and delete activities',
  'interactions:read': 'Read interactions',
  'interactions:write': 'Report interactions',
  'files:read': 'Read files',
  'files:write': 'Upload and delete files',
  'storefronts:read': 'See storefronts and their consent settings',
  'storefronts:write': 'Edit and publish storefronts, and say what visitors are asked',
  'consents:read': 'Read what visitors chose',
  'apiKeys:read': 'See API keys',
  'apiKeys:write': 'Create, rotate and revoke API keys',
  'origins:read': 'See where browsers may call the API from',
  'origins:write': 'Say where browsers may call the API from',
  'oauthClients:read': 'See which programs people may let act for them',
  'oauthClients:write': 'Register and remove such programs',
  'sessions:write': 'See and end the sessions of members',
  'factors:write': 'Say who needs a second factor, and reset those of members',
  'audit:read': 'Read and export the audit log',
  'alerts:read': 'See alerts',
  'alerts:write': 'Acknowledge and settle alerts',
  'shares:read': 'See links to receipts',
  'shares:write': 'Share receipts by link',
  'exports:read': 'See exports',
  'exports:write': 'Export everything, and take archives in',
  'persons:read': 'Find everything about a person',
  'persons:write': 'Export, rectify and erase a person',
  'subjectRequests:read': 'See requests of data subjects',
  'subjectRequests:write': 'Answer requests of data subjects',
  'retention:read': 'See how long what is kept, what is held, and the inventory of personal data',
  'retention:write': 'Say how long what is kept, and hold data',
  'backups:read': 'See backups and restore drills',
  'organization:erase': 'Erase the organisation',
  'receipts:read': 'Read the ledger',
  'receipts:verify': 'Check the whole ledger',
} as const satisfies Record<string, string>;

export type Permission = keyof typeof permissions;

export const allPermissions = Object.keys(permissions) as readonly Permission[];

/** What no API key may hold, whatever its scopes: people decide about people and keys. CLAIMS K7, I8. */
export const personalPermissions: ReadonlySet<Permission> = new Set([
  'members:write',
  'apiKeys:write',
  'organization:write',
  'origins:write',
  'oauthClients:write',
  'sessions:write',
  'factors:write',
  'shares:write',
  'exports:write',
  'persons:write',
  'retention:write',
  'organization:erase',
]);

/** What every proven caller may do, whatever its role or scopes: nobody has to be given it. */
export const inherentPermissions: ReadonlySet<Permission> = new Set<Permission>(['self:read']);

/** The permissions that a key may be given. */
export const keyScopes: readonly Permission[] = allPermissions.filter(
  (name) => !personalPermissions.has(name) && !inherentPermissions.has(name),
);
