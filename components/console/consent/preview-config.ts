import type { BannerConfig, ConsentLanguage } from '#lib/consent/categories.ts';
import { textsOf } from '#lib/consent/texts-of.ts';
import type { Settings, SettingsAnswer } from './consent-types.ts';

/** What the banner's script would be told if these settings were published. Nothing is asked under this name. */
export function previewConfig(
  settings: Settings,
  { slug, scriptUrl }: Pick<SettingsAnswer, 'slug' | 'scriptUrl'>,
  language: ConsentLanguage,
): BannerConfig {
  const { origin } = new URL(scriptUrl);
  const { categories, services, theme, consentMode, gpc, askAgainDays } = settings;
  return {
    ...{ storefront: 'preview', policy: '0'.repeat(64), language },
    texts: textsOf(language, settings.texts[language]),
    categories,
    services: services.filter(({ category }) => categories.includes(category)),
    ...{ theme, consentMode, gpc, askAgainDays },
    privacyUrl: settings.privacyUrl ?? `${origin}/s/${slug}/privacy`,
    imprintUrl: settings.imprintUrl ?? `${origin}/s/${slug}/imprint`,
  };
}
