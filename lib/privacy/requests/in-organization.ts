import type { z } from 'zod';
import { execute } from '../../access/execute.ts';
import type { TenantOperation } from '../../access/operation.ts';
import { fail, toHoldfastError } from '../../platform/errors.ts';
import type { PublicContext } from '../../tenancy/context.ts';
import { findUsableOrganization } from './code-store.ts';

/**
 * The organisation whose form somebody is at.
 * @throws `not_found`, the same for one that never was and for one that cannot be used now.
 */
export async function organizationAt(
  ctx: PublicContext,
  slug: string,
): Promise<{ readonly id: string; readonly name: string }> {
  const found = await findUsableOrganization(ctx.control, slug);
  if (found === undefined) throw fail('not_found');
  return found;
}

/**
 * Goes on inside an organisation, in nobody's name, with what somebody outside of it has shown the right to.
 * @throws `not_found` where the organisation cannot be used, and what the operation throws.
 */
export async function inOrganization<Input extends z.ZodType, Output extends z.ZodType>(
  ctx: PublicContext,
  orgId: string,
  op: TenantOperation<Input, Output>,
  input: z.input<Input>,
): Promise<z.output<Output>> {
  const { idempotencyKey: _key, ifMatch: _match, ...request } = ctx.request;
  try {
    return await execute(op, {
      principal: { kind: 'job', orgId, actor: 'anonymous' },
      input,
      request: { ...request, door: 'job' },
      answer: ctx.answer,
    });
  } catch (error) {
    if (toHoldfastError(error).code === 'tenant_unavailable') throw fail('not_found', { cause: error });
    throw error;
  }
}
