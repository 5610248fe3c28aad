import { readStoredConsent } from '../consent/policy.ts';
import { newStoredConsent } from '../consent/schema.ts';
import { canonicalJson, type Json } from '../ledger/canonical.ts';
import type { StorefrontContentOf } from './content.ts';

type Look = StorefrontContentOf['theme'];

/** The consent settings that a storefront begins with: the banner looks like the page. */
export function consentLike({ brand, scheme }: Look): string {
  const { draft, ...rest } = newStoredConsent;
  const like = { ...rest, draft: { ...draft, theme: { ...draft.theme, brand, scheme } } };
  return canonicalJson(like as unknown as Json);
}

/**
 * Consent settings whose banner follows the page to a new look. It does so until the settings are published, and only in what
 * nobody has chosen otherwise: from then on the banner has a look of its own. Look is no part of what visitors agree to.
 *
 * @param stored as in `Storefront.consent`.
 */
export function followLook(stored: string, before: Look, after: Look): string {
  const { draft, published } = readStoredConsent(stored);
  if (published !== null) return stored;
  const brand = draft.theme.brand === before.brand ? after.brand : draft.theme.brand;
  const scheme = draft.theme.scheme === before.scheme ? after.scheme : draft.theme.scheme;
  if (brand === draft.theme.brand && scheme === draft.theme.scheme) return stored;
  const follows = { published, draft: { ...draft, theme: { ...draft.theme, brand, scheme } } };
  return canonicalJson(follows as unknown as Json);
}
