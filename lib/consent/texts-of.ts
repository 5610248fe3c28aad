import type { BannerTexts, ConsentCategory, ConsentLanguage } from './categories.ts';
import { consentCategories } from './categories.ts';
import type { TextOverridesOf } from './settings-fields.ts';
import { bannerTexts } from './texts/texts.ts';

/** What the banner says in a language: the usual texts, with an organisation's own words in their place. No Node imports. */
export function textsOf(language: ConsentLanguage, own: TextOverridesOf | undefined): BannerTexts {
  const usual = bannerTexts[language];
  const { categories = {}, ...lines } = withoutUndefined(own ?? {});
  const named = (category: ConsentCategory) => ({
    ...usual.categories[category],
    ...withoutUndefined(categories[category] ?? {}),
  });
  const all = Object.fromEntries(consentCategories.map((category) => [category, named(category)]));
  return { ...usual, ...lines, categories: all as unknown as BannerTexts['categories'] };
}

/** Members that are not given do not take the place of those that are. */
function withoutUndefined<T extends object>(value: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>;
  };
}
