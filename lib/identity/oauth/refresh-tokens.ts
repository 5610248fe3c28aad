import { sha256 } from '../../platform/crypto/digest.ts';
import type { SqlWriter } from '../../platform/db/types.ts';
import { endGrants } from './end-grants.ts';
import { findGrant } from './grant-store.ts';
import { dead, issueTokens, type TokenAsking, type TokenOutcome, usableOrDead } from './issue-tokens.ts';
import { refuse } from './protocol.ts';
import { bothHold, requestedScopes } from './scopes.ts';
import { findRefreshToken, spendRefreshToken } from './token-store.ts';

export interface RefreshAsk {
  readonly refreshToken: string;
  /** Fewer scopes for the access token; the grant keeps its own. */
  readonly scope: string | undefined;
}

/**
 * Exchanges a refresh token for the next one, once. One that is shown a second time is in two hands, and nobody can tell
 * which are the right ones: the grant ends, with the tokens that both hold. There is no grace for an answer that was lost
 * (RFC 9700, section 4.14.2). CLAIMS I5.
 */
export async function refreshTokens(tx: SqlWriter, ask: RefreshAsk, asking: TokenAsking): Promise<TokenOutcome> {
  const { now } = asking;
  const hash = sha256(ask.refreshToken);
  const row = await findRefreshToken(tx, hash);
  if (row === undefined) return dead('refresh_unknown', null);
  const owner = await findGrant(tx, row.grantId);
  if (owner?.clientId !== asking.clientId) return dead('refresh_of_other_client', owner ?? null);
  if (row.usedAt !== null) {
    const ended = await endGrants(tx, { id: row.grantId }, { why: 'reuse', actor: 'system', at: now });
    return dead('refresh_reused', owner, ended.length > 0);
  }
  if (row.expiresAt <= now.toISOString()) return dead('refresh_expired', owner);
  const usable = await usableOrDead(tx, row.grantId, now);
  if (usable.kind === 'refused') return usable;
  const { grant } = usable;
  const wanted = requestedScopes(ask.scope, grant.scopes);
  if (wanted === null || bothHold(wanted, grant.scopes).length < wanted.length) {
    const refusal = refuse('invalid_scope', 'more than was allowed');
    return { kind: 'refused', refusal, reason: 'scope_beyond_grant', grant: grant.row };
  }
  await spendRefreshToken(tx, hash, now.toISOString());
  return issueTokens(tx, grant, asking, { grantEnd: grant.row.expiresAt, wanted });
}
