import type { z } from 'zod';
import { execute } from '../access/execute.ts';
import type { TenantOperation } from '../access/operation.ts';
import type { RequestMeta } from '../access/request.ts';
import type { StorefrontPlace } from '../consent/storefront-at.ts';
import { fail, toHoldfastError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';

/**
 * Runs an operation inside the organisation of a storefront, in the name of nobody but a visitor: for doors that serve its
 * pages. Nothing is kept of who asked.
 * @throws `not_found` where the organisation cannot be used, and what the operation throws.
 */
export async function asVisitor<Input extends z.ZodType, Output extends z.ZodType>(
  { orgId }: StorefrontPlace,
  op: TenantOperation<Input, Output>,
  input: z.input<Input>,
  request: Pick<RequestMeta, 'body'> & { readonly requestId?: string } = { body: null },
): Promise<z.output<Output>> {
  try {
    return await execute(op, {
      principal: { kind: 'job', orgId, actor: 'visitor' },
      input,
      request: {
        requestId: request.requestId ?? newId('req'),
        door: 'job',
        address: 'local',
        userAgent: null,
        cookies: new Map(),
        body: request.body,
        unnamed: true,
      },
      answer: { setCookie: () => undefined, noteLimit: () => undefined },
    });
  } catch (error) {
    if (toHoldfastError(error).code === 'tenant_unavailable') throw fail('not_found', { cause: error });
    throw error;
  }
}
