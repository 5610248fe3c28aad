import { isoAfter } from '../../platform/clock.ts';
import { equalBytes, sha256 } from '../../platform/crypto/digest.ts';
import type { SqlWriter } from '../../platform/db/types.ts';
import { endGrants } from './end-grants.ts';
import { findGrant, startGrant } from './grant-store.ts';
import {
  dead,
  issueTokens,
  type RefusalReason,
  type TokenAsking,
  type TokenOutcome,
  usableOrDead,
} from './issue-tokens.ts';
import { type CodeRow, findCode, spendCode } from './token-store.ts';

export interface CodeExchange {
  readonly code: string;
  readonly redirectUri: string;
  /** Of the grammar of {@link verifierForm}. */
  readonly verifier: string;
}

/** RFC 7636, section 4.1. */
export const verifierForm = /^[A-Za-z0-9._~-]{43,128}$/;

/**
 * Exchanges a code for tokens: once, within its minute, by the client that it was made for, for the address that it was
 * sent to, and by whoever has the verifier. A code that is shown a second time, or shown by anybody else, has leaked: it
 * dies, and whatever was given for it. RFC 6749, section 4.1.2; RFC 9700, section 4.5.
 */
export async function exchangeCode(tx: SqlWriter, exchange: CodeExchange, asking: TokenAsking): Promise<TokenOutcome> {
  const { now } = asking;
  const hash = sha256(exchange.code);
  const row = await findCode(tx, hash);
  if (row === undefined) return dead('code_unknown', null);
  const leak = leakOf(row, exchange, asking.clientId);
  if (leak !== null) {
    await spendCode(tx, hash, now.toISOString());
    const ended = await endGrants(tx, { id: row.grantId }, { why: 'replay', actor: 'system', at: now });
    return dead(leak, (await findGrant(tx, row.grantId)) ?? null, ended.length > 0);
  }
  const usable = await usableOrDead(tx, row.grantId, now);
  if (usable.kind === 'refused') return usable;
  if (row.expiresAt <= now.toISOString()) return dead('code_expired', usable.grant.row);
  await spendCode(tx, hash, now.toISOString());
  const grantEnd = isoAfter(now, asking.env.OAUTH_GRANT_SECONDS);
  await startGrant(tx, row.grantId, grantEnd, asking.device);
  return issueTokens(tx, usable.grant, asking, { grantEnd });
}

function leakOf(row: CodeRow, exchange: CodeExchange, clientId: string): RefusalReason | null {
  if (row.usedAt !== null) return 'code_replayed';
  if (row.clientId !== clientId) return 'code_of_other_client';
  if (row.redirectUri !== exchange.redirectUri) return 'redirect_mismatch';
  const challenge = sha256(exchange.verifier).toString('base64url');
  return equalBytes(Buffer.from(challenge), Buffer.from(row.challenge)) ? null : 'verifier_mismatch';
}
