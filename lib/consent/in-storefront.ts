import type { z } from 'zod';
import { execute } from '../access/execute.ts';
import type { TenantOperation } from '../access/operation.ts';
import { fail, toHoldfastError } from '../platform/errors.ts';
import type { PublicContext } from '../tenancy/context.ts';
import type { StorefrontPlace } from './storefront-at.ts';

/**
 * Goes on inside the organisation of a storefront, in the name of nobody but a visitor.
 * @throws `not_found` where the organisation cannot be used, and what the operation throws.
 */
export async function inStorefront<Input extends z.ZodType, Output extends z.ZodType>(
  ctx: PublicContext,
  { orgId }: StorefrontPlace,
  op: TenantOperation<Input, Output>,
  input: z.input<Input>,
): Promise<z.output<Output>> {
  const { idempotencyKey: _key, ifMatch: _match, ...request } = ctx.request;
  try {
    return await execute(op, {
      principal: { kind: 'job', orgId, actor: 'visitor' },
      input,
      request: { ...request, door: 'job' },
      answer: ctx.answer,
    });
  } catch (error) {
    if (toHoldfastError(error).code === 'tenant_unavailable') throw fail('not_found', { cause: error });
    throw error;
  }
}
