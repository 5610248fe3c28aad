import { type ConsentLanguage, consentLanguages } from '#lib/consent/categories.ts';

const names = new Intl.DisplayNames('en', { type: 'language' });

/** The languages that a storefront can have, by their English names. */
export const languageOptions: readonly { readonly value: ConsentLanguage; readonly label: string }[] = consentLanguages
  .map((value) => ({ value, label: names.of(value) ?? value }))
  .sort((one, other) => one.label.localeCompare(other.label, 'en'));

export function languageName(language: string): string {
  return languageOptions.find(({ value }) => value === language)?.label ?? language;
}

/** The language of this BCP 47 tag when a storefront can have it, else English. */
export function languageOfBrowser(tag: string | undefined): ConsentLanguage {
  const primary = tag?.toLowerCase().split('-')[0];
  return consentLanguages.find((language) => language === primary) ?? 'en';
}
