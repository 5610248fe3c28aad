import type { z } from 'zod';
import { auditOf } from '../../access/audit.ts';
import { execute } from '../../access/execute.ts';
import { requireFactor } from '../../access/factor-standing.ts';
import type { TenantOperation } from '../../access/operation.ts';
import { mayDo } from '../../access/principal.ts';
import { fail } from '../../platform/errors.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { placeHold } from '../holds/place-hold.ts';
import { exportPerson } from '../persons/export-person.ts';
import { groundsOf, requirePerson, startErasure } from '../persons/start-erasure.ts';
import { carriedOutKinds } from './kinds.ts';
import type { RequestRow } from './request-store.ts';

/** What was done for a request, by the ids under which it is found. */
export type CarriedOut = Partial<Pick<RequestRow, 'exportId' | 'erasureId'>>;

/**
 * Does what a request asks for, as far as the product can, for the contact that it is linked to. Everything is done as it is
 * done elsewhere: with its own permission, its own checks and its own receipts.
 *
 * @throws `conflict` when no contact is linked, and what is thrown there.
 */
export async function carryOut(ctx: TenantContext, row: RequestRow): Promise<CarriedOut> {
  if (!carriedOutKinds.has(row.kind)) return {};
  const begun = row.kind === 'erasure' ? await findErasureFor(ctx, row) : null;
  if (begun !== null) return { erasureId: begun };
  const { contactId } = row;
  if (contactId === null) {
    throw fail('conflict', {
      message: 'Say first which contact the request is about, or answer it without having it carried out.',
    });
  }
  switch (row.kind) {
    case 'erasure':
      return { erasureId: await erase(ctx, row.id, contactId) };
    case 'restriction':
      await restrict(ctx, row.id, contactId);
      return {};
    case 'access':
    case 'portability':
      return { exportId: await exportFor(ctx, contactId) };
    default:
      return {};
  }
}

/** Everything about the contact as one archive, ready to go with an answer. @throws `forbidden`, `not_found`. */
export async function exportFor(ctx: TenantContext, contactId: string): Promise<string> {
  return (await inTheirName(ctx, exportPerson, { id: contactId })).id;
}

/**
 * An erasure that was begun for this request before something kept it from being closed. One that names the request proves
 * nothing while the contact is still there: it may have been of somebody else. Then it is begun, which finds one under way.
 */
async function findErasureFor(ctx: TenantContext, { id, contactId }: RequestRow): Promise<string | null> {
  const found = await ctx.db.get<{ id: string }>(
    `SELECT "id" FROM "PersonErasure" WHERE "requestId" = ? AND NOT EXISTS (SELECT 1 FROM "Contact" WHERE "id" = ?)
      ORDER BY rowid DESC LIMIT 1`,
    [id, contactId],
  );
  return found?.id ?? null;
}

/** @throws `forbidden`, what {@link requireFactor} throws, `legal_hold`, `not_found`. */
async function erase(ctx: TenantContext, requestId: string, contactId: string): Promise<string> {
  if (!mayDo(ctx.principal, 'persons:write')) throw fail('forbidden', { extension: { permission: 'persons:write' } });
  await requireFactor(ctx);
  const person = await requirePerson(groundsOf(ctx), contactId);
  const detail = { requestId, deals: 'keep' };
  await ctx.services.audit.record({ ...auditOf(ctx), action: 'person.erase', outcome: 'ok', detail });
  const { id } = await startErasure(ctx, person, { deals: 'keep', requestId });
  return id;
}

/** A hold keeps the data, as article 18 wants it kept; that it is not used is for the people who see the hold. */
async function restrict(ctx: TenantContext, requestId: string, contactId: string): Promise<void> {
  const reason = `Restriction of processing (request ${requestId})`;
  const held = await ctx.db.get(
    'SELECT 1 AS one FROM "LegalHold" WHERE "contactId" = ? AND "reason" = ? AND "releasedAt" IS NULL',
    [contactId, reason],
  );
  if (held === undefined) await inTheirName(ctx, placeHold, { contactId, reason });
}

/** Runs another operation of this organisation for whoever runs this one: with their rights and no others. */
async function inTheirName<Input extends z.ZodType, Output extends z.ZodType>(
  ctx: TenantContext,
  op: TenantOperation<Input, Output>,
  input: z.input<Input>,
): Promise<z.output<Output>> {
  const { idempotencyKey: _key, ifMatch: _match, ...request } = ctx.request;
  return execute(op, { principal: ctx.principal, input, request, answer: ctx.answer });
}
