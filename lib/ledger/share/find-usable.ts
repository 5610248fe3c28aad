import { type AuditEvent, auditOf } from '../../access/audit.ts';
import { organizationOf } from '../../access/principal.ts';
import { addressBlock } from '../../platform/address.ts';
import { fail, type HoldfastError } from '../../platform/errors.ts';
import type { PublicContext } from '../../tenancy/context.ts';
import { shareState } from './present-share.ts';
import { findShareByToken, type ShareRow } from './share-store.ts';
import { shareTokenHash } from './share-token.ts';

/** How long one note of a link that was refused to somebody stands for all that follow. */
const refusedSeconds = 60;

/**
 * The link that a token opens, as long as it does. One look-up, whatever the outcome.
 * @throws `not_found`, the same for a token that never was, a link that has expired, one that was revoked and one that is
 * used up; which of them it was is in the audit log.
 */
export async function findUsableShare(
  ctx: PublicContext,
  token: string,
): Promise<ShareRow & { readonly organization: string }> {
  const row = await findShareByToken(ctx.control, shareTokenHash(token));
  const state = row === undefined ? 'unknown' : shareState(row, ctx.now());
  if (row === undefined || state !== 'active') throw await refusedShare(ctx, state, row);
  return row;
}

/** Notes why a link opens nothing, once a minute for each link and address: trying it again is no flood of writes. */
export async function refusedShare(
  ctx: PublicContext,
  reason: string,
  row: Pick<ShareRow, 'id' | 'orgId'> | undefined,
): Promise<HoldfastError> {
  const event = { ...openingOf(ctx, row), outcome: 'refused', reason: `share_${reason}` } as const;
  const key = `share ${row?.id ?? 'unknown'} ${addressBlock(ctx.request.address)}`;
  await ctx.services.audit.recordOnce(event, { key, windowSeconds: refusedSeconds });
  return fail('not_found');
}

/** What the organisation of the link is told: not who of another organisation it was that had the link. */
export function openingOf(
  ctx: PublicContext,
  row: Pick<ShareRow, 'id' | 'orgId'> | undefined,
): Omit<AuditEvent, 'outcome'> {
  const event = { ...auditOf(ctx), action: 'share.open', orgId: row?.orgId ?? null } as const;
  const ofTheirs = row !== undefined && organizationOf(ctx.principal) === row.orgId;
  return { ...event, actor: ofTheirs ? (event.actor ?? null) : null, ...(row ? { detail: { shareId: row.id } } : {}) };
}
