import { operation } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import type { ConsentLanguage } from './categories.ts';
import { readPolicy, readStoredConsent } from './policy.ts';
import { findConsentStorefront } from './policy-store.ts';
import { BannerConfigAnswer, ShowBanner } from './schema.ts';

/**
 * What the visitors of a published storefront are asked now, in one language. For the public door.
 * @throws `not_found` unless it is published; `internal` when what is kept is not what its hash names.
 */
export const showBanner = operation({
  name: 'consents.showBanner',
  title: 'Show what visitors are asked',
  permission: 'storefronts:read',
  feature: undefined,
  limits: [],
  input: ShowBanner,
  output: BannerConfigAnswer,
  writes: false,
  run: async (ctx, { id, language }) => {
    const row = await findConsentStorefront(ctx.db, id);
    if (row?.state !== 'published' || row.policy === null) throw fail('not_found');
    const settings = readStoredConsent(row.consent).published;
    const policy = await readPolicy(ctx.db, id, row.policy);
    if (settings === null || policy === undefined) throw fail('internal', { detail: `storefront ${id} has no policy` });
    const { snapshot } = policy;
    const offered = Object.keys(snapshot.texts) as ConsentLanguage[];
    const spoken = chosenLanguage(offered, language);
    const texts = snapshot.texts[spoken];
    if (texts === undefined) throw fail('internal', { detail: `policy ${row.policy} has no texts in ${spoken}` });
    const { categories, services, gpc, privacyUrl, imprintUrl } = snapshot;
    const { theme, consentMode, askAgainDays } = settings;
    return {
      ...{ storefront: row.slug, policy: row.policy, language: spoken, texts, categories, services, theme },
      ...{ consentMode, gpc, askAgainDays, privacyUrl, imprintUrl },
    };
  },
});

/**
 * The first of the wanted languages that is offered (`de-AT` is German); else English where it is offered, else the first.
 * @param wanted BCP 47 tags in order of preference, parted by commas.
 */
export function chosenLanguage(offered: readonly ConsentLanguage[], wanted: string | undefined): ConsentLanguage {
  for (const tag of (wanted ?? '').split(',')) {
    const primary = tag.trim().split(/[-_]/, 1)[0]?.toLowerCase();
    const found = offered.find((language) => language === primary);
    if (found !== undefined) return found;
  }
  const usual = offered.includes('en') ? 'en' : offered[0];
  if (usual === undefined) throw fail('internal', { detail: 'a policy without a language' });
  return usual;
}
