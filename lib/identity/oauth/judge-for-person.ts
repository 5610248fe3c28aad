import { type Permission, permissions } from '../../access/permissions.ts';
import type { Principal, UserPrincipal } from '../../access/principal.ts';
import type { Role } from '../../access/roles.ts';
import type { SqlReader } from '../../platform/db/types.ts';
import type { Environment } from '../../platform/env.ts';
import { organizationsOf, roleIn } from '../memberships.ts';
import { type AuthorizationRequest, judgeRequest, refusedRedirect, unknownClient } from './authorization-request.ts';
import type { Client } from './clients.ts';
import { refuse } from './protocol.ts';
import { heldBy } from './scopes.ts';

/** What a page does with an authorization request, for the person who is there. */
export type JudgedForPerson =
  | { readonly kind: 'sign-in' }
  /** The person is in no organisation yet. */
  | { readonly kind: 'organization' }
  | { readonly kind: 'switch'; readonly slug: string }
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'refused'; readonly message: string }
  | {
      readonly kind: 'consent';
      readonly person: UserPrincipal;
      readonly orgId: string;
      readonly request: AuthorizationRequest;
      readonly asked: AskedScopes;
    };

/**
 * Judges an authorization request for whoever is there. Nothing is told, and nobody led anywhere, before somebody has signed
 * in: programs of an organisation are known to its members alone, and our address is nobody's springboard (RFC 9700,
 * section 4.11).
 */
export async function judgeForPerson(
  db: SqlReader,
  principal: Principal,
  query: string,
  issuer: string,
): Promise<JudgedForPerson> {
  if (principal.kind !== 'user') return { kind: 'sign-in' };
  const judged = await judgeRequest(db, query);
  if (judged.kind === 'refused') return judged;
  const { client } = judged.kind === 'good' ? judged.request : judged;
  const mine = await organizationsOf(db, principal.userId);
  const its = client.orgId === null ? undefined : mine.find(({ id }) => id === client.orgId);
  if (client.orgId !== null && its === undefined) return { kind: 'refused', message: unknownClient };
  if (judged.kind === 'answered') {
    return { kind: 'redirect', to: refusedRedirect(judged, judged.refusal, issuer) };
  }
  const { request } = judged;
  const named = request.organization === undefined ? its : mine.find(({ slug }) => slug === request.organization);
  if (request.organization !== undefined && (named === undefined || (its !== undefined && its.id !== named.id))) {
    return { kind: 'refused', message: 'The program asks for an organisation in which you cannot use it.' };
  }
  const { membership } = principal;
  if (named !== undefined && named.id !== membership?.orgId) return { kind: 'switch', slug: named.slug };
  if (membership === null) return { kind: 'organization' };
  const asked = askedScopes(membership.role, request.scopes);
  if (asked.allowed.length === 0) {
    const refusal = refuse('access_denied', 'the person holds none of these scopes');
    return { kind: 'redirect', to: refusedRedirect(request, refusal, issuer) };
  }
  return { kind: 'consent', person: principal, orgId: membership.orgId, request, asked };
}

/** What a program asks for, parted by what the person may do themselves: nobody allows more than they hold. */
export interface AskedScopes {
  readonly allowed: readonly Permission[];
  readonly withheld: readonly Permission[];
}

export function askedScopes(role: Role, scopes: readonly Permission[]): AskedScopes {
  const allowed = heldBy(role, scopes);
  return { allowed, withheld: scopes.filter((scope) => !allowed.includes(scope)) };
}

/** The same, as this write sees the person's role: a demotion that was committed a moment ago counts. */
export async function askedScopesNow(
  tx: SqlReader,
  at: { readonly orgId: string; readonly userId: string },
  scopes: readonly Permission[],
): Promise<AskedScopes> {
  const role = await roleIn(tx, at.orgId, at.userId);
  return role === null ? { allowed: [], withheld: scopes } : askedScopes(role, scopes);
}

export function presentScopes({ allowed, withheld }: AskedScopes) {
  const titled = (scopes: readonly Permission[]) => scopes.map((scope) => ({ scope, title: permissions[scope] }));
  return { allowed: titled(allowed), withheld: titled(withheld) };
}

/** How long what is allowed lasts at most, in days; a begun day counts. */
export function daysAllowed({ OAUTH_GRANT_SECONDS }: Pick<Environment, 'OAUTH_GRANT_SECONDS'>): number {
  return Math.ceil(OAUTH_GRANT_SECONDS / 86_400);
}

export function presentAsking(client: Client) {
  return { name: client.name, builtIn: client.orgId === null };
}

export async function organizationName(db: SqlReader, orgId: string): Promise<{ id: string; name: string }> {
  const row = await db.get<{ name: string }>('SELECT name FROM Organization WHERE id = ?', [orgId]);
  return { id: orgId, name: row?.name ?? '' };
}
