import { isoAfter } from '../../platform/clock.ts';
import { deriveKey, equalBytes, hmacSha256, sha256 } from '../../platform/crypto/digest.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import type { RequestRow } from './request-store.ts';
import { answerSeconds } from './terms.ts';

/**
 * What opens the answer to one request until `expiresAt`: 256 bits, derived from the organisation's data key. The database
 * keeps its SHA-256 alone; the job that mails the link makes it anew, however often it has to try.
 */
function tokenOf(key: Uint8Array, id: string, expiresAt: string): string {
  return hmacSha256(deriveKey(key, 'holdfast/subject-answer/v1'), `${id} ${expiresAt}`).toString('base64url');
}

export function answerTokenHash(token: string): Buffer {
  return sha256(token);
}

/** The link's part of a request that gets an answer now: one link, which ends every link before it. */
export async function newAnswerLink(
  ctx: TenantContext,
  id: string,
): Promise<Pick<RequestRow, 'answerTokenHash' | 'answerExpiresAt'>> {
  const answerExpiresAt = isoAfter(ctx.now(), answerSeconds);
  const { bytes } = await ctx.secretsKey();
  return { answerExpiresAt, answerTokenHash: answerTokenHash(tokenOf(bytes, id, answerExpiresAt)) };
}

/** The token whose hash the row keeps; null when it has none. Older keys are tried too: one may have been replaced since. */
export async function answerTokenOf(
  ctx: TenantContext,
  row: Pick<RequestRow, 'id' | 'answerTokenHash' | 'answerExpiresAt'>,
): Promise<string | null> {
  const { id, answerTokenHash: wanted, answerExpiresAt } = row;
  if (wanted === null || answerExpiresAt === null) return null;
  const newest = await ctx.secretsKey();
  for (let version = newest.version; version >= 1; version -= 1) {
    const { bytes } = version === newest.version ? newest : await ctx.secretsKey(version);
    const token = tokenOf(bytes, id, answerExpiresAt);
    if (equalBytes(answerTokenHash(token), wanted)) return token;
  }
  return null;
}

/**
 * What a request is closed with, beside what it says: when, by whom, and what its person is owed. Where the person was erased,
 * the answer goes by mail alone, since what would open a link is removed with the rest.
 */
export async function closedWith(ctx: TenantContext, id: string): Promise<(row: RequestRow) => Partial<RequestRow>> {
  const link = await newAnswerLink(ctx, id);
  const closed = { closedAt: ctx.now().toISOString(), answeredBy: ctx.actor, owedMail: 'answer' } as const;
  return (row) => ({ ...closed, ...(row.erasureId === null ? link : {}) });
}
