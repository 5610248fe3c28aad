import { describe, expect, it } from 'vitest';
import { consentLanguages } from '#lib/consent/categories.ts';
import { servicePresets } from '#lib/consent/presets.ts';
import { consentDefaults } from '#lib/consent/schema.ts';
import { bannerTexts } from '#lib/consent/texts/texts.ts';
import { bannerContrast } from '../../../../components/console/consent/banner-contrast.ts';
import type { Settings } from '../../../../components/console/consent/consent-types.ts';
import { previewConfig } from '../../../../components/console/consent/preview-config.ts';
import { wordsOf } from '../../../../components/console/consent/service-dialog.tsx';
import { same, settingsChanges } from '../../../../components/console/consent/settings-changes.ts';
import { problemAt, problemsOf, serviceProblems } from '../../../../components/console/consent/settings-problems.ts';
import {
  ownCount,
  ownText,
  textGroups,
  usualText,
  withText,
} from '../../../../components/console/consent/text-fields.ts';

const [analytics, , ads] = servicePresets;
if (analytics === undefined || ads === undefined) throw new Error('no presets');

const settings = (changes: Partial<Settings> = {}): Settings => ({ ...consentDefaults, ...changes });
const fields = textGroups.flatMap((group) => group.fields);

describe('the words of a banner', () => {
  it('are all in the form, each once', () => {
    const paths = (value: object, before = ''): string[] =>
      Object.entries(value).flatMap(([name, member]) =>
        typeof member === 'string' ? [`${before}${name}`] : paths(member as object, `${before}${name}.`),
      );
    expect(fields.map(({ path }) => path).sort()).toEqual(paths(bannerTexts.en).sort());
  });

  it('are shown as they are usually said, in every language', () => {
    for (const language of consentLanguages) {
      for (const { path } of fields) expect(usualText(language, path)).not.toBe('');
    }
    expect(usualText('de', 'categories.analytics.title')).toBe(bannerTexts.de.categories.analytics.title);
  });

  it('are the organisation’s own once said, and the usual ones once taken back, without a trace', () => {
    const first = withText({}, 'de', 'title', 'Kekse?');
    const second = withText(first, 'de', 'categories.analytics.text', 'Wir zählen.');
    expect(second).toEqual({ de: { title: 'Kekse?', categories: { analytics: { text: 'Wir zählen.' } } } });
    expect(ownText(second, 'de', 'categories.analytics.text')).toBe('Wir zählen.');
    expect(ownText(second, 'de', 'categories.analytics.title')).toBe('');
    expect(ownText(second, 'fr', 'title')).toBe('');
    expect(ownCount(second, 'de', fields)).toBe(2);
    expect(withText(second, 'de', 'categories.analytics.text', '')).toEqual(first);
    expect(withText(first, 'de', 'title', '')).toEqual({});
  });
});

describe('what is wrong with settings', () => {
  it('is nothing at the beginning', () => expect(problemsOf(consentDefaults)).toEqual({}));

  it('is named by its field, before the server is asked', () => {
    const broken = settings({
      theme: { ...consentDefaults.theme, brand: 'blue' },
      texts: { de: { title: '<b>' } },
      services: [{ ...analytics, hosts: ['127.0.0.1'] }],
      askAgainDays: Number.NaN,
      privacyUrl: 'http://example.com',
    });
    const problems = problemsOf(broken);
    expect(Object.keys(problems).sort()).toEqual(
      ['askAgainDays', 'privacyUrl', 'services.0.hosts.0', 'texts.de.title', 'theme.brand'].sort(),
    );
    expect(problemAt(problems, 'services.0')).toBe(problems['services.0.hosts.0']);
    expect(problemAt(problems, 'services.1')).toBeUndefined();
  });

  it('is a service whose id another has, and none of the presets', () => {
    expect(serviceProblems(analytics, ['other'])).toEqual({});
    expect(Object.keys(serviceProblems(analytics, [analytics.id]))).toEqual(['id']);
    for (const preset of servicePresets) expect(serviceProblems(preset, [])).toEqual({});
  });

  it('is told line by line of what was typed', () => {
    expect(wordsOf(' a.example\n*.b.example, c.example \n\n')).toEqual(['a.example', '*.b.example', 'c.example']);
  });
});

describe('what publishing changes', () => {
  const changes = (draft: Partial<Settings>, published: Partial<Settings> = {}) =>
    settingsChanges(settings(draft), settings(published));

  it('is nothing where nothing was changed, whatever the order of members', () => {
    expect(changes({})).toEqual([]);
    const { name, id, ...rest } = analytics;
    expect(changes({ services: [{ ...rest, id, name }] }, { services: [analytics] })).toEqual([]);
    expect(same({ a: 1, b: undefined }, { a: 1 })).toBe(true);
    expect(same([1, 2], [2, 1])).toBe(false);
  });

  it.each<[string, Partial<Settings>, string, boolean]>([
    [
      'a purpose',
      { categories: ['functional', 'analytics'], gpc: ['functional', 'analytics'] },
      'Asks for Marketing no more',
      true,
    ],
    ['a service', { services: [analytics] }, 'Adds Google Analytics', true],
    ['words', { texts: { de: { title: 'Kekse?' } } }, 'Other words in German', true],
    ['a language', { languages: ['en'] }, 'Offers German no more', true],
    ['GPC', { gpc: [] }, 'Heeds Global Privacy Control no more', true],
    ['a link', { privacyUrl: 'https://example.com/' }, 'Another link to the privacy policy', true],
    ['a colour', { theme: { ...consentDefaults.theme, brand: '#aa0000' } }, 'Brand colour #aa0000', false],
    ['a place', { theme: { ...consentDefaults.theme, position: 'bottom-left' } }, 'Banner: at the bottom left', false],
    ['Consent Mode', { consentMode: false }, 'Leaves Google Consent Mode alone', false],
    ['days', { askAgainDays: 1 }, 'Asks again after 1 day', false],
  ])('says so of %s, and whether visitors are asked again for it', (_what, draft, said, asked) => {
    expect(changes(draft)).toContainEqual({ what: said, asked });
  });

  it('tells services that are added, changed, removed and moved apart', () => {
    const published = { services: [analytics, ads] };
    const what = (services: Settings['services']) => changes({ services }, published).map((change) => change.what);
    expect(what([analytics])).toEqual([`Removes ${ads.name}`]);
    expect(what([{ ...analytics, cookies: [] }, ads])).toEqual([`Changes ${analytics.name}`]);
    expect(what([ads, analytics])).toEqual(['Lists the services in another order']);
  });
});

describe('the preview', () => {
  const kept = { slug: 'shop', scriptUrl: 'https://holdfast.example/consent.js' };

  it('shows what is typed in the language that is looked at, with the storefront’s own legal pages', () => {
    const shown = previewConfig(settings({ texts: { de: { title: 'Kekse?' } } }), kept, 'de');
    expect(shown.texts).toEqual({ ...bannerTexts.de, title: 'Kekse?' });
    expect(shown.privacyUrl).toBe('https://holdfast.example/s/shop/privacy');
    expect(previewConfig(settings({ imprintUrl: 'https://a.example/' }), kept, 'en').imprintUrl).toBe(
      'https://a.example/',
    );
  });

  it('goes on while a service has no purpose that is asked for', () => {
    const halfway = settings({ categories: ['functional'], gpc: [], services: [analytics] });
    expect(previewConfig(halfway, kept, 'en').services).toEqual([]);
  });
});

describe('a brand colour', () => {
  it('stays as it is where it is read well, and is moved where it is not', () => {
    expect(bannerContrast({ brand: '#1D4ED8', scheme: 'light' })).toMatchObject([
      { accent: '#1d4ed8', adjusted: false },
    ]);
    const [light, dark] = bannerContrast({ brand: '#ffe600', scheme: 'auto' });
    expect(light).toMatchObject({ scheme: 'light', adjusted: true, ink: '#ffffff' });
    expect(dark).toMatchObject({ scheme: 'dark', accent: '#ffe600', adjusted: false, ink: '#000000' });
  });
});
