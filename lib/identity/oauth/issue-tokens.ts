import type { Permission } from '../../access/permissions.ts';
import { isoAfter } from '../../platform/clock.ts';
import { randomToken, sha256 } from '../../platform/crypto/digest.ts';
import type { SqlWriter } from '../../platform/db/types.ts';
import type { Environment } from '../../platform/env.ts';
import { findUsableGrant, type GrantRefusal, type UsableGrant } from './find-usable-grant.ts';
import type { OAuthRefusal } from './protocol.ts';
import { heldBy } from './scopes.ts';
import { insertRefreshToken } from './token-store.ts';

/** One request at the token endpoint, inside the write that answers it. */
export interface TokenAsking {
  readonly clientId: string;
  readonly now: Date;
  readonly env: Pick<Environment, 'OAUTH_GRANT_SECONDS' | 'OAUTH_IDLE_SECONDS'>;
  /** What the program says of itself; null for nothing. */
  readonly device: string | null;
}

/** Tokens as the write made them; the access token is signed once they are committed. */
export interface IssuedTokens {
  readonly kind: 'issued';
  readonly grant: UsableGrant;
  readonly scopes: readonly Permission[];
  readonly refreshToken: string;
}

export type RefusalReason =
  | GrantRefusal
  | 'code_unknown'
  | 'code_expired'
  | 'code_replayed'
  | 'code_of_other_client'
  | 'redirect_mismatch'
  | 'verifier_mismatch'
  | 'refresh_unknown'
  | 'refresh_expired'
  | 'refresh_reused'
  | 'refresh_of_other_client'
  | 'scope_beyond_grant'
  | 'device_unknown'
  | 'device_denied'
  | 'device_expired'
  | 'device_replayed';

/** What the client is told, and for the audit log why. */
export interface RefusedTokens {
  readonly kind: 'refused';
  readonly refusal: OAuthRefusal;
  /** Null where a client asks as it should: it waits for a person. */
  readonly reason: RefusalReason | null;
  readonly grant: { readonly id: string; readonly orgId: string } | null;
  /** Whether the grant ended by this request. */
  readonly ended?: boolean;
}

export type TokenOutcome = IssuedTokens | RefusedTokens;

/** Every dead token, code or grant is told like every other: which it was is for the audit log (RFC 6749, section 5.2). */
export const deadGrant: OAuthRefusal = {
  error: 'invalid_grant',
  description: 'what was handed in is unknown, over, used up, or not of this client',
};

export function dead(reason: RefusalReason, grant: RefusedTokens['grant'], ended = false): RefusedTokens {
  return { kind: 'refused', refusal: deadGrant, reason, grant, ended };
}

/**
 * Gives out tokens for a grant, inside the caller's write: a refresh token that works once and outlives neither its idle
 * time nor the grant, and the scopes of the access token, of which none is beyond the person's role now.
 * @param wanted what the client asks for of the grant; all of it, if absent.
 */
export async function issueTokens(
  tx: SqlWriter,
  grant: UsableGrant,
  { now, env }: TokenAsking,
  until: { readonly grantEnd: string; readonly wanted?: readonly Permission[] },
): Promise<IssuedTokens> {
  const refreshToken = randomToken();
  const idleEnd = isoAfter(now, env.OAUTH_IDLE_SECONDS);
  await insertRefreshToken(tx, {
    hash: sha256(refreshToken),
    grantId: grant.row.id,
    createdAt: now.toISOString(),
    expiresAt: earlier(idleEnd, until.grantEnd),
  });
  const scopes = grant.scopes.filter((scope) => until.wanted === undefined || until.wanted.includes(scope));
  return { kind: 'issued', grant, scopes: heldBy(grant.role, scopes), refreshToken };
}

/** The grant, if it may be used now, else what its client is told. */
export async function usableOrDead(
  tx: SqlWriter,
  grantId: string,
  now: Date,
): Promise<{ readonly kind: 'usable'; readonly grant: UsableGrant } | RefusedTokens> {
  const found = await findUsableGrant(tx, grantId, now);
  if (found.ok) return { kind: 'usable', grant: found.grant };
  return dead(found.refusal, found.row);
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}
