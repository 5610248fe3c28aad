import { describe, expect, it } from 'vitest';
import { newStorefrontContent, StorefrontContent, type StorefrontContentOf } from '#lib/storefronts/content.ts';
import { storefrontSlugProblem } from '#lib/storefronts/slug.ts';
import { contrastChecks } from '../../../../../components/console/storefronts/brand-contrast.ts';
import {
  firstTroubled,
  problemCounts,
  problemsOf,
  sameContent,
} from '../../../../../components/console/storefronts/content-problems.ts';
import { embedHostProblem } from '../../../../../components/console/storefronts/embed-checks.ts';
import { moved, newItemId } from '../../../../../components/console/storefronts/list-items.ts';
import { previewContent } from '../../../../../components/console/storefronts/preview-content.ts';
import { suggestedSlug } from '../../../../../components/console/storefronts/slug-suggestion.ts';

const start = newStorefrontContent('Oak & Co', 'en');
const untitled: StorefrontContentOf = {
  ...start,
  name: '',
  cards: [
    { id: 'a', title: '', text: '', price: null, image: null, imageAlt: '', link: { label: '', url: 'nowhere' } },
    { id: 'b', title: 'B', text: '', price: null, image: null, imageAlt: '', link: null },
  ],
  embeds: [{ id: 'e', kind: 'frame', title: '', service: '', url: '' }],
};

describe('the address suggested for a storefront', () => {
  it.each([
    ['Oak & Co', 'oak-co'],
    ['  Müller’s Äpfel ', 'mullers-apfel'],
    ['Contact', 'contact-page'],
    ['Z', 'z-page'],
    ['北京', ''],
    ['', ''],
  ])('of %j is %j', (name, slug) => expect(suggestedSlug(name)).toBe(slug));

  it('is always one that can be taken', () => {
    for (const name of [
      'Admin',
      'xn--80ak6aa92e',
      'a',
      'A very long name that goes on and on for ever and ever, amen',
    ]) {
      expect(storefrontSlugProblem(suggestedSlug(name))).toBeNull();
    }
  });
});

describe('problems of a content', () => {
  it('are found by path and counted by section', () => {
    const problems = problemsOf(untitled);
    expect(Object.keys(problems).sort()).toEqual([
      ...['cards.0.link.label', 'cards.0.link.url', 'cards.0.title', 'embeds.0.title', 'embeds.0.url', 'name'],
    ]);
    expect(problemCounts(problems)).toEqual({ text: 1, cards: 3, embeds: 2 });
    expect(firstTroubled(problems)).toBe('text');
    expect(firstTroubled({ 'imprint.email': 'x', 'cards.0.title': 'x' })).toBe('cards');
    expect(problemsOf(start)).toEqual({});
  });

  it('do not keep a content from being shown while it is typed', () => {
    const shown = previewContent(untitled);
    expect(StorefrontContent.safeParse(shown).success).toBe(true);
    expect(shown?.cards.map(({ title, link }) => [title, link])).toEqual([
      ['…', null],
      ['B', null],
    ]);
    expect(shown?.embeds).toEqual([]);
    expect(previewContent({ ...start, theme: { ...start.theme, brand: '#12' } })).toBeNull();
  });
});

describe('lists of a content', () => {
  it('move one item and never lose one', () => {
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
  });

  it('give ids that a content takes, and never one twice', () => {
    const ids = Array.from({ length: 50 }, () => newItemId('card'));
    expect(new Set(ids).size).toBe(50);
    const card = { title: 'A', text: '', price: null, image: null, imageAlt: '', link: null };
    expect(problemsOf({ ...start, cards: ids.slice(0, 24).map((id) => ({ ...card, id })) })).toEqual({});
  });

  it('are the same whatever the order of their members', () => {
    expect(sameContent({ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 })).toBe(true);
    expect(sameContent({ a: 1 }, { a: 1, b: undefined })).toBe(false);
    expect(sameContent([], {})).toBe(false);
    expect(sameContent([1, 2], [2, 1])).toBe(false);
  });
});

describe('the brand colour', () => {
  it('is told to fail where it cannot be read, with what the page takes in its place', () => {
    const [buttons, light, dark] = contrastChecks('#ffe100', 'auto');
    expect(buttons).toMatchObject({ passes: true, ink: '#000000' });
    expect(light).toMatchObject({ passes: false, instead: expect.stringMatching(/^#[0-9a-f]{6}$/) });
    expect(dark).toMatchObject({ passes: true, instead: null });
    expect(contrastChecks('#1d4ed8', 'light').map(({ what }) => what)).not.toContain(dark?.what);
  });
});

describe('the address of an embed', () => {
  const youtube = {
    ...{ id: 'youtube', name: 'YouTube', category: 'functional' as const, cookies: [] },
    hosts: ['www.youtube.com', '*.ytimg.com'],
  };

  it('is held to the hosts of the service that it waits for', () => {
    expect(embedHostProblem('https://www.youtube.com/embed/x', youtube)).toBeUndefined();
    expect(embedHostProblem('https://i.ytimg.com/x', youtube)).toBeUndefined();
    expect(embedHostProblem('https://evil.example/www.youtube.com', youtube)).toContain('evil.example');
    expect(embedHostProblem('http://www.youtube.com/embed/x', youtube)).toContain('https://');
    expect(embedHostProblem('', youtube)).toBeUndefined();
  });
});
