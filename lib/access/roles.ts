import { allPermissions, type Permission } from './permissions.ts';

/** From most to least: nobody grants, changes or removes above their own rank. CLAIMS I8, I9. */
export const roles = ['owner', 'admin', 'member', 'viewer'] as const;

export type Role = (typeof roles)[number];

/** What owners and admins alone may see. */
const administrative: ReadonlySet<Permission> = new Set([
  'apiKeys:read',
  'origins:read',
  'oauthClients:read',
  'audit:read',
  'shares:read',
  'exports:read',
  'persons:read',
  'subjectRequests:read',
  'retention:read',
  'backups:read',
]);

/** What owners alone may do: nobody else can undo it. */
const owning: ReadonlySet<Permission> = new Set([
  'organization:erase',
  'oauthClients:write',
  'sessions:write',
  'factors:write',
]);

const reads = allPermissions.filter((name) => name.endsWith(':read') && !administrative.has(name));

/** What each role may do. A permission that is not named here is held by nobody. */
export const rolePermissions: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  owner: new Set(allPermissions),
  admin: new Set(allPermissions.filter((name) => !owning.has(name))),
  member: new Set<Permission>([
    ...reads,
    'contacts:write',
    'deals:write',
    'activities:write',
    'interactions:write',
    'files:write',
  ]),
  viewer: new Set<Permission>(reads.filter((name) => name !== 'members:read')),
};

export function isRole(value: string): value is Role {
  return (roles as readonly string[]).includes(value);
}

/** True when `actor` may hand out, change or take away `target`: never above one's own rank. */
export function mayGrant(actor: Role, target: Role): boolean {
  return rolePermissions[actor].has('members:write') && roles.indexOf(actor) <= roles.indexOf(target);
}

/** Whether the role decides about others: owners and admins. Who gives or takes it confirms that it is them. */
export function isAdministrative(role: Role): boolean {
  return role === 'owner' || role === 'admin';
}
