import type { StorefrontContentOf } from '#lib/storefronts/content.ts';

/** One place of a content that shows an image. */
export interface ImageUse {
  /** `hero`, or the id of a card. */
  readonly place: string;
  /** For example "Hero" or "Card “Oak table”". */
  readonly what: string;
  readonly alt: string;
}

/** Where a content shows an image. */
export function imageUses({ hero, cards }: StorefrontContentOf, image: string): readonly ImageUse[] {
  return [
    ...(hero.image === image ? [{ place: 'hero', what: 'Hero', alt: hero.alt }] : []),
    ...cards.flatMap(({ id, title, image: shown, imageAlt }) =>
      shown === image ? [{ place: id, what: title === '' ? 'A card' : `Card “${title}”`, alt: imageAlt }] : [],
    ),
  ];
}

/** The same content with another description of an image in one place. */
export function withAlt(content: StorefrontContentOf, place: string, alt: string): StorefrontContentOf {
  if (place === 'hero') return { ...content, hero: { ...content.hero, alt } };
  return {
    ...content,
    cards: content.cards.map((card) => (card.id === place ? { ...card, imageAlt: alt } : card)),
  };
}
