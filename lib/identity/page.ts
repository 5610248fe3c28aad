import { openCursor, sealCursor } from '../platform/cursor.ts';
import { fail } from '../platform/errors.ts';
import type { TenantContext } from '../tenancy/context.ts';

/**
 * One page of rows in the order of their ids. `read` is given the id that the page begins after.
 * @throws `invalid_cursor` for a cursor of another list or organisation.
 */
export async function pageById<Row extends { readonly id: string }>(
  ctx: TenantContext,
  list: string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  read: (afterId: string, limit: number) => Promise<Row[]>,
): Promise<{ readonly rows: readonly Row[]; readonly nextCursor: string | null }> {
  const binding = { orgId: ctx.org.id, list, query: '' };
  const secret = ctx.services.secrets.authSecret;
  const after = cursor === undefined ? '' : openCursor(secret, binding, cursor);
  if (typeof after !== 'string') throw fail('invalid_cursor');
  const found = await read(after, limit + 1);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return {
    rows,
    nextCursor: found.length > limit && last !== undefined ? sealCursor(secret, binding, last.id) : null,
  };
}
