import { StorefrontContent, type StorefrontContentOf } from '#lib/storefronts/content.ts';

const sampleTitle = '…';

/**
 * What can be shown of a content that is being edited: what has no title yet gets one, and links and embeds that lead nowhere
 * yet are left out. Null when something else is wrong with it; then what was shown before stays.
 */
export function previewContent(content: StorefrontContentOf): StorefrontContentOf | null {
  const whole = StorefrontContent.safeParse(content);
  if (whole.success) return whole.data;
  const { cards, embeds } = StorefrontContent.shape;
  const patched = {
    ...content,
    name: content.name.trim() || sampleTitle,
    cards: content.cards.map((card) => {
      const titled = { ...card, title: card.title.trim() || sampleTitle };
      return cards.safeParse([titled]).success ? titled : { ...titled, link: null };
    }),
    embeds: content.embeds.filter((embed) => embeds.safeParse([embed]).success),
    contact: { ...content.contact, notify: null },
  };
  const read = StorefrontContent.safeParse(patched);
  return read.success ? read.data : null;
}
