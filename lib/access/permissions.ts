/** Every permission. Roles hold them; API keys hold scopes of the same names. */
export const permissions = {
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
  'apiKeys:read': 'See API keys',
  'apiKeys:write': 'Create and revoke API keys',
  'receipts:read': 'Read and verify the ledger',
} as const satisfies Record<string, string>;

export type Permission = keyof typeof permissions;

export const allPermissions = Object.keys(permissions) as readonly Permission[];

/** What no API key may hold, whatever its scopes: people decide about people and keys. CLAIMS K7, I8. */
export const personalPermissions: ReadonlySet<Permission> = new Set([
  'members:write',
  'apiKeys:write',
  'organization:write',
]);

/** The permissions that a key may be given. */
export const keyScopes: readonly Permission[] = allPermissions.filter((name) => !personalPermissions.has(name));
