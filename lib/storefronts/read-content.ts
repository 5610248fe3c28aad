import { fail } from '../platform/errors.ts';
import { StorefrontContent, type StorefrontContentOf } from './content.ts';

/** The content of a column. @throws `internal` when it holds something else. */
export function readContent(text: string): StorefrontContentOf {
  const read = StorefrontContent.safeParse(JSON.parse(text));
  if (!read.success) throw fail('internal', { detail: `content of a storefront: ${read.error.message}` });
  return read.data;
}

/** The pictures that the content shows, each once. */
export function imagesOf({ hero, cards }: StorefrontContentOf): string[] {
  const ids = [hero.image, ...cards.map(({ image }) => image)];
  return [...new Set(ids.filter((id) => id !== null))];
}
