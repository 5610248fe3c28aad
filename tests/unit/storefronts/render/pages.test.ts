import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consentLanguages } from '#lib/consent/categories.ts';
import { contrast } from '#lib/consent/client/colours.ts';
import { palette } from '#lib/storefronts/render/colours.ts';
import { plainBeginning } from '#lib/storefronts/render/markup.ts';
import { renderStorefront } from '#lib/storefronts/render/render-storefront.ts';
import { en } from '#lib/storefronts/texts/en.ts';
import { storefrontTexts } from '#lib/storefronts/texts/texts.ts';
import { viewWith } from './views.ts';

describe('colours', () => {
  it('can be read, whatever the brand: every text on every surface has a contrast of 4.5 at least', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), fc.constantFrom('light', 'dark'), (colour, scheme) => {
        const made = palette(`#${colour.toString(16).padStart(6, '0')}`, scheme);
        expect(contrast(made.ink, made.brand)).toBeGreaterThanOrEqual(4.5);
        for (const surface of [made.page, made.surface, made.band]) {
          for (const ink of [made.text, made.quiet, made.accent]) {
            expect(contrast(ink, surface), `${ink} on ${surface}`).toBeGreaterThanOrEqual(4.5);
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('texts of ours', () => {
  const flat = (texts: object): [string, string][] =>
    Object.entries(texts).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as [string, string]] : flat(value as object),
    );
  const holes = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort();

  it.each(consentLanguages)('are complete and fill in the same: %s', (language) => {
    const own = flat(storefrontTexts[language]);
    const english = new Map(flat(en));
    expect(own.map(([name]) => name)).toEqual([...english.keys()]);
    for (const [name, text] of own) {
      expect(holes(text), name).toEqual(holes(english.get(name) ?? ''));
      expect(text.trim(), name).toBe(text);
      expect(text, name).not.toBe('');
    }
    const said = own.filter(([name, text]) => text.length > 60 && language !== 'en' && text === english.get(name));
    expect(said).toEqual([]);
  });

  it('say each page in the language of the storefront', () => {
    const { text } = renderStorefront(viewWith({ language: 'de' }), 'privacy');
    expect(text).toContain('<html lang="de"');
    expect(text).toContain('Ihre Rechte');
    expect(text).toContain('„Cookie-Einstellungen“');
  });
});

describe('the privacy page', () => {
  const services = [
    { id: 'stats', name: 'Statistics', category: 'analytics' as const, hosts: ['stats.example'], cookies: ['_s*'] },
  ];
  const textOf = (...view: Parameters<typeof viewWith>) => renderStorefront(viewWith(...view), 'privacy').text;
  const contact = { shown: true, title: '', intro: '', phone: false, company: false, notify: null };

  it('says what the storefront does: form, services with hosts and cookies, and for how long', () => {
    const text = textOf({ contact }, { services, keptDays: { messages: 365, choices: 730 }, askAgainDays: 90 });
    for (const said of ['stats.example', '_s*', '12 months', 'for 90 days', '2 years']) expect(text).toContain(said);
    expect(textOf({ contact }, {})).toContain(en.privacy.noServices);
    expect(textOf({ contact: { ...contact, shown: false } })).not.toContain(en.privacy.form);
  });

  it('leads to one’s own data and choices, also under a text of the organisation’s own', () => {
    for (const privacyMarkup of ['', 'Our own words.']) {
      const text = textOf({ privacyMarkup });
      expect(text).toContain('href="https://holdfast.example/privacy/acme"');
      expect(text).toContain('href="https://holdfast.example/consent/shop"');
      expect(text.includes(en.privacy.rightsText)).toBe(privacyMarkup === '');
    }
  });
});

describe('a page', () => {
  it('carries no program in a preview, leads nowhere and is found by nobody', () => {
    const text = renderStorefront(viewWith({}, { preview: true }), 'home').text;
    expect(text).not.toContain('<script');
    expect(text).toContain('<base target="_blank">');
    expect(text).toContain('content="noindex, nofollow"');
  });

  it('is described by the beginning of its text, without markup', () => {
    expect(plainBeginning('# Hello\n\n**A** [link](https://a.example) and more', 20)).toBe('Hello A link and…');
    const { text } = renderStorefront(viewWith({ textMarkup: 'One *two*.' }), 'home');
    expect(text).toContain('<meta name="description" content="One two.">');
  });

  it('has places for pictures that keep their room, and none for those that are gone', () => {
    const hero = { image: 'img_1', alt: 'A view' };
    const images = new Map([['img_1', { width: 1200, height: 800 }]]);
    expect(renderStorefront(viewWith({ hero }, { images }), 'home').text).toContain('width="1200" height="800"');
    expect(renderStorefront(viewWith({ hero }), 'home').text).not.toContain('<img');
  });
});
