import { describe, expect, it } from 'vitest';
import { type BannerTexts, consentCategories, consentLanguages } from '#lib/consent/categories.ts';
import { bannerTexts } from '#lib/consent/texts/texts.ts';

/** Every text by its place: `categories.analytics.title`. */
function flat(texts: BannerTexts): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (value: unknown, path: string): void => {
    if (typeof value === 'string') found.set(path, value);
    else for (const [name, inner] of Object.entries(value as object)) visit(inner, path ? `${path}.${name}` : name);
  };
  visit(texts, '');
  return found;
}

const english = flat(bannerTexts.en);
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('the banner’s texts', () => {
  it('are there in every official language of the European Union', () => {
    expect(Object.keys(bannerTexts).sort()).toEqual([...consentLanguages].sort());
    expect(consentLanguages).toHaveLength(24);
  });

  it.each(consentLanguages)(
    'say in %s all that there is to say, at about the same length, as plain text',
    (language) => {
      const texts = flat(bannerTexts[language]);
      expect([...texts.keys()]).toEqual([...english.keys()]);
      for (const [place, text] of texts) {
        const base = english.get(place) as string;
        expect(text.trim(), place).toBe(text);
        expect(text, place).not.toMatch(/[<>&!]|https?:/);
        expect(placeholders(text), place).toEqual(placeholders(base));
        expect(text.length, `${place}: ${text}`).toBeLessThanOrEqual(Math.max(base.length * 2, base.length + 26));
        expect(text.length, `${place}: ${text}`).toBeGreaterThanOrEqual(Math.min(4, base.length * 0.4));
      }
    },
  );

  it.each(consentLanguages)('weigh yes and no in %s alike: one short phrase each, without ornament', (language) => {
    const { acceptAll, rejectAll, choose, allow } = bannerTexts[language];
    for (const text of [acceptAll, rejectAll, choose, allow]) {
      expect(text).toMatch(/^\p{Lu}[\p{L}\p{M}’ ]+$/u);
      expect(text.length).toBeLessThanOrEqual(24);
    }
    expect(acceptAll).not.toBe(rejectAll);
    const words = (text: string) => text.split(' ').length;
    expect(Math.abs(words(acceptAll) - words(rejectAll))).toBeLessThanOrEqual(1);
    expect(Math.max(acceptAll.length, rejectAll.length) / Math.min(acceptAll.length, rejectAll.length)).toBeLessThan(
      1.5,
    );
  });

  it.each(consentLanguages)('tell purposes in %s apart', (language) => {
    const { categories } = bannerTexts[language];
    expect(new Set(consentCategories.map((name) => categories[name].title)).size).toBe(consentCategories.length);
    expect(new Set(consentCategories.map((name) => categories[name].text)).size).toBe(consentCategories.length);
  });
});
