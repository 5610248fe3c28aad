import type { Principal } from '../../access/principal.ts';
import type { Runtime } from '../../runtime.ts';
import { verifyAccessToken } from './access-token.ts';
import { findUsableGrant, type GrantRefusal } from './find-usable-grant.ts';
import { type GrantRow, noteGrantUse } from './grant-store.ts';

export type ClientPrincipal = Extract<Principal, { kind: 'client' }>;

/** Why an access token was refused. For the audit log alone. */
export type AccessRefusal = 'token_invalid' | GrantRefusal;

export type AccessProof =
  | { readonly ok: true; readonly principal: ClientPrincipal }
  | {
      readonly ok: false;
      readonly refusal: AccessRefusal;
      /** What the token was given for, where it was one of ours. */
      readonly near: { readonly grantId: string; readonly orgId: string } | null;
    };

/** Use is noted to the minute: a write for each request would cost more than the request. */
const useGrainMs = 60_000;

/**
 * Proves an access token. Afterwards, if `ok`, it is ours, its time is not over, and what it was given for holds this very
 * moment: grant, client, membership and organisation were read for this request, and the role is the membership's. What the
 * client may do has **not** been checked, nor any limit.
 */
export async function proveAccessToken(rt: Runtime, token: string): Promise<AccessProof> {
  const claims = await verifyAccessToken(rt, token);
  if (claims === null) return { ok: false, refusal: 'token_invalid', near: null };
  const now = rt.clock.now();
  const found = await findUsableGrant(rt.tenancy.control, claims.grantId, now);
  const near = { grantId: claims.grantId, orgId: claims.orgId };
  if (!found.ok) return { ok: false, refusal: found.refusal, near };
  const { row, role, scopes, clientName } = found.grant;
  // Signed by us, so that it never happens; and if it did, one organisation's token would be at work in another.
  if (row.orgId !== claims.orgId || row.userId !== claims.userId || row.clientId !== claims.clientId) {
    return { ok: false, refusal: 'token_invalid', near };
  }
  noteUse(rt, row, now);
  return {
    ok: true,
    principal: {
      ...{ kind: 'client', grantId: row.id, clientId: row.clientId, clientName },
      ...{ orgId: row.orgId, userId: row.userId, role },
      scopes: new Set(scopes.filter((scope) => claims.scopeNames.includes(scope))),
    },
  };
}

/** Notes the use without keeping the request waiting: closing the control database waits for what it has accepted. */
function noteUse(rt: Runtime, row: GrantRow, now: Date): void {
  if (row.lastUsedAt !== null && now.getTime() - Date.parse(row.lastUsedAt) < useGrainMs) return;
  rt.tenancy.control
    .write((tx) => noteGrantUse(tx, row.id, now.toISOString()))
    .catch((error: unknown) => rt.log.warn({ err: error, grantId: row.id }, 'the use of a grant was not noted'));
}
