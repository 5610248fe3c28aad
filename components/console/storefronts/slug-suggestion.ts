import { slugOf } from '#lib/platform/slug-text.ts';
import { storefrontSlugProblem } from '#lib/storefronts/slug.ts';

/** The address to offer for a storefront of this name; empty when nothing of the name can stand in one. */
export function suggestedSlug(name: string): string {
  const plain = slugOf(name);
  return (
    [plain, `${plain}-page`, `our-${plain}`].find((slug) => plain !== '' && storefrontSlugProblem(slug) === null) ?? ''
  );
}
