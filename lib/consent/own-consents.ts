import type { SqlReader } from '../platform/db/types.ts';
import { fail } from '../platform/errors.ts';
import type { PublicContext } from '../tenancy/context.ts';
import { consentTag, readConsentId } from './consent-id.ts';
import { type ConsentRow, consentsOf } from './consent-store.ts';
import { type StorefrontPlace, storefrontAt } from './storefront-at.ts';

export interface OwnConsents {
  readonly place: StorefrontPlace;
  readonly tag: string;
}

/**
 * The choices that a visitor's id stands for. Whether there are any is seen inside the organisation.
 * @throws `not_found`, the same for a storefront that never was and for what can be no id.
 */
export async function ownConsents(
  ctx: PublicContext,
  { storefront, consentId }: { readonly storefront: string; readonly consentId: string },
): Promise<OwnConsents> {
  const place = await storefrontAt(ctx.control, storefront);
  const id = readConsentId(consentId);
  if (id === null) throw fail('not_found');
  return { place, tag: consentTag(id) };
}

/** Newest first. @throws `not_found` when there is none. */
export async function requireConsents(
  db: SqlReader,
  storefrontId: string,
  tag: string,
): Promise<readonly [ConsentRow, ...ConsentRow[]]> {
  const [first, ...rest] = await consentsOf(db, storefrontId, tag);
  if (first === undefined) throw fail('not_found');
  return [first, ...rest];
}
