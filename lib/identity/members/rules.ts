import { mayGrant, type Role } from '../../access/roles.ts';
import type { SqlReader } from '../../platform/db/types.ts';
import { fail } from '../../platform/errors.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { roleIn } from '../memberships.ts';

/**
 * The rank by which the caller decides about members, as the write at hand sees it: a demotion or removal that was
 * committed a moment ago counts. The operator ranks as an owner; keys decide about nobody.
 *
 * @throws `unauthorized` when the caller is no member any more; `forbidden` for keys.
 */
export async function rankOf(tx: SqlReader, ctx: TenantContext): Promise<Role> {
  switch (ctx.principal.kind) {
    case 'user': {
      const role = await roleIn(tx, ctx.org.id, ctx.principal.userId);
      if (role === null) throw fail('unauthorized', { detail: 'no member any more' });
      return role;
    }
    case 'operator':
      return 'owner';
    case 'key':
    case 'client':
    case 'job':
    case 'anonymous':
      throw fail('forbidden');
  }
}

/** @throws `forbidden` unless somebody of rank `actor` may give, change or take the role. CLAIMS I8. */
export function assertMayGrant(actor: Role, role: Role): void {
  if (mayGrant(actor, role)) return;
  throw fail('forbidden', { message: `Only somebody of the same or a higher role decides about the role ${role}.` });
}

/**
 * Inside the write that takes this membership's ownership away: two owners who leave at once cannot both pass, since
 * writes run one after the other.
 *
 * @throws `last_owner` when nobody else is an owner.
 */
export async function assertOwnerRemains(tx: SqlReader, orgId: string, leavingMembershipId: string): Promise<void> {
  const other = await tx.get("SELECT 1 FROM Membership WHERE orgId = ? AND role = 'owner' AND id <> ? LIMIT 1", [
    orgId,
    leavingMembershipId,
  ]);
  if (!other) throw fail('last_owner');
}
