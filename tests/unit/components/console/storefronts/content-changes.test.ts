import { describe, expect, it } from 'vitest';
import { newStorefrontContent, type StorefrontContentOf } from '#lib/storefronts/content.ts';
import { contentChanges } from '../../../../../components/console/storefronts/content-changes.ts';
import { imageUses, withAlt } from '../../../../../components/console/storefronts/content-images.ts';

const start = newStorefrontContent('Oak & Co', 'en');
const card = (id: string, title: string): StorefrontContentOf['cards'][number] => ({
  ...{ id, title, text: '', price: null, image: null, imageAlt: '', link: null },
});
const withCards = (...cards: StorefrontContentOf['cards']): StorefrontContentOf => ({ ...start, cards });
const brief = (before: StorefrontContentOf, after: StorefrontContentOf) =>
  contentChanges(before, after).map(({ section, what, kind }) => `${section}: ${what}: ${kind}`);

describe('what differs between a draft and what is published', () => {
  it('is nothing when they are the same, whoever made the objects', () => {
    expect(contentChanges(start, structuredClone(start))).toEqual([]);
  });

  it('is named for every single member of a content', () => {
    const other: StorefrontContentOf = {
      name: 'Elm & Co',
      tagline: 'Tables',
      language: 'de',
      theme: { brand: '#000000', scheme: 'dark', layout: 'narrow' },
      hero: { image: 'img_1', alt: 'A table' },
      textMarkup: 'Text',
      cardsTitle: 'Offers',
      cards: [card('a', 'Table')],
      embeds: [{ id: 'e', kind: 'frame', title: 'Film', service: 'youtube', url: 'https://www.youtube.com/embed/x' }],
      contact: { shown: false, title: 'Write', intro: 'Soon', phone: true, company: true, notify: 'a@example.com' },
      details: { address: 'Here', email: 'b@example.com', phone: '1', hours: 'Always' },
      privacyMarkup: 'Own',
      imprint: {
        ...{ name: 'Elm GmbH', representative: 'E', address: 'Here', email: 'c@example.com', phone: '2' },
        ...{ register: 'HRB 1', vatId: 'DE1', responsible: 'E', moreMarkup: 'More' },
      },
    };
    const leaves = (value: unknown): number =>
      Array.isArray(value) || typeof value !== 'object' || value === null
        ? 1
        : Object.values(value).reduce<number>((sum, member) => sum + leaves(member), 0);
    const changes = contentChanges(start, other);
    expect(changes).toHaveLength(leaves(other));
    expect(new Set(changes.map(({ id }) => id)).size).toBe(changes.length);
    expect(contentChanges(other, start)).toHaveLength(changes.length);
  });

  it('shows what fits in a line, and no ids of images', () => {
    const [tagline] = contentChanges({ ...start, tagline: 'Old' }, { ...start, tagline: 'New' });
    expect(tagline).toMatchObject({ kind: 'changed', before: 'Old', after: 'New' });
    const [text] = contentChanges(start, { ...start, textMarkup: 'one\ntwo' });
    expect(text).toMatchObject({ kind: 'added', after: undefined });
    const [hero] = contentChanges(start, { ...start, hero: { image: 'img_1', alt: '' } });
    expect(JSON.stringify(hero)).not.toContain('img_1');
    const [form] = contentChanges(start, { ...start, contact: { ...start.contact, shown: false } });
    expect(form).toMatchObject({ kind: 'changed', before: 'on', after: 'off' });
  });

  it('tells cards that came, went and changed from those that only moved', () => {
    const [a, b, c] = [card('a', 'A'), card('b', 'B'), card('c', 'C')];
    expect(brief(withCards(a, b), withCards(a, b, c))).toEqual(['cards: Card “C”: added']);
    expect(brief(withCards(a, b, c), withCards(a, c))).toEqual(['cards: Card “B”: removed']);
    expect(brief(withCards(a, b), withCards(a, { ...b, price: '€9' }))).toEqual(['cards: Card “B”: changed']);
    expect(brief(withCards(a, b, c), withCards(c, a, b))).toEqual(['cards: Order of the cards: moved']);
    expect(brief(withCards(a, b), withCards(b))).toEqual(['cards: Card “A”: removed']);
  });
});

describe('images of a content', () => {
  const content: StorefrontContentOf = {
    ...withCards({ ...card('a', 'Table'), image: 'img_1', imageAlt: 'Oak' }, { ...card('b', ''), image: 'img_1' }),
    hero: { image: 'img_1', alt: 'All of it' },
  };

  it('are found wherever they are shown', () => {
    expect(imageUses(content, 'img_1').map(({ what, alt }) => `${what}: ${alt}`)).toEqual([
      'Hero: All of it',
      'Card “Table”: Oak',
      'A card: ',
    ]);
    expect(imageUses(content, 'img_2')).toEqual([]);
  });

  it('are described in one place without touching the others', () => {
    expect(withAlt(content, 'hero', 'X')).toEqual({ ...content, hero: { image: 'img_1', alt: 'X' } });
    expect(withAlt(content, 'a', 'X').cards.map(({ imageAlt }) => imageAlt)).toEqual(['X', '']);
  });
});
