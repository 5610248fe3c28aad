import { publicOperation } from '../access/operation.ts';
import { inStorefront } from './in-storefront.ts';
import { BannerConfigAnswer, ReadBannerConfig } from './schema.ts';
import { showBanner } from './show-banner.ts';
import { storefrontAt } from './storefront-at.ts';

/** What the banner's script is told. A storefront that is not published is answered like one that never was. CLAIMS G5. */
export const readBanner = publicOperation({
  name: 'consents.readBanner',
  title: 'Read what visitors are asked',
  description:
    'Texts, categories, services and the hash of what is asked, for the banner on a storefront or on a site that carries its tag. Pages of the storefront’s verified domains can read it.',
  http: 'GET /storefronts/{slug}/consent',
  limits: ['consents.banner'],
  input: ReadBannerConfig,
  output: BannerConfigAnswer,
  writes: false,
  // A new policy asks again within a minute.
  cacheSeconds: 60,
  crossOrigin: 'storefronts',
  keepsNoAddress: true,
  hidesAbsence: true,
  refuses: ['not_found'],
  run: async (ctx, { slug, language }) => {
    const place = await storefrontAt(ctx.control, slug);
    const shown = await inStorefront(ctx, place, showBanner, { id: place.storefrontId, language });
    return { ...shown, gpcSent: ctx.request.gpc === true };
  },
});
