import type { SqlReader } from '../platform/db/types.ts';
import { fail } from '../platform/errors.ts';
import type { TenantContext } from '../tenancy/context.ts';
import type { PolicySubject } from './policy.ts';
import { type ConsentStorefrontRow, findConsentStorefront } from './policy-store.ts';

/** @throws `not_found` when the organisation has no such storefront. */
export async function requireStorefront(db: SqlReader, id: string): Promise<ConsentStorefrontRow> {
  const row = await findConsentStorefront(db, id);
  if (row === undefined) throw fail('not_found');
  return row;
}

/** Whose policy a storefront's is. One that was never published is called by its address. */
export function subjectOf(ctx: Pick<TenantContext, 'org' | 'services'>, row: ConsentStorefrontRow): PolicySubject {
  const { id, slug, name } = row;
  return { storefront: { id, slug, name: name ?? slug }, organization: ctx.org.name, origin: ctx.services.origin };
}
