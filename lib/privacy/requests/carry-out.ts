import type { z } from 'zod';
import { execute } from '../../access/execute.ts';
import type { TenantOperation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { placeHold } from '../holds/place-hold.ts';
import { carriedOutKinds } from './kinds.ts';
import type { RequestRow } from './request-store.ts';

/** What was done for a request, by the ids under which it is found. */
export type CarriedOut = Partial<Pick<RequestRow, 'exportId' | 'erasureId'>>;

/**
 * Does what a request asks for, as far as the product can, for the contact that it is linked to. Everything is done by the
 * operation that does it elsewhere, with its own permission, its own checks and its own receipts.
 *
 * @throws `conflict` when no contact is linked, and what those operations throw.
 */
export async function carryOut(ctx: TenantContext, row: RequestRow): Promise<CarriedOut> {
  if (!carriedOutKinds.has(row.kind)) return {};
  const { contactId } = row;
  if (contactId === null) {
    throw fail('conflict', {
      message: 'Say first which contact the request is about, or answer it without having it carried out.',
    });
  }
  if (row.kind === 'restriction') {
    const reason = `Restriction of processing asked for (request ${row.id})`;
    await inTheirName(ctx, placeHold, { contactId, reason });
  }
  return {};
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
