import { hostMatches } from '../consent/client/hosts.ts';
import type { ConsentSettingsOf } from '../consent/schema.ts';
import type { SqlReader } from '../platform/db/types.ts';
import type { StorefrontContentOf } from './content.ts';
import { imagesOf } from './read-content.ts';
import type { StorefrontProblemOf } from './schema.ts';
import { findImageFacts } from './store.ts';

/**
 * What keeps content from being published: a program or frame of others has to belong to a service that visitors are asked
 * about, at a host that the service names, or nobody could consent to it; and a picture has to be there. A draft may be as
 * unfinished as it likes.
 *
 * @param settings the consent settings that would be published with it.
 */
export async function problemsOf(
  db: SqlReader,
  storefrontId: string,
  content: StorefrontContentOf,
  settings: ConsentSettingsOf,
): Promise<StorefrontProblemOf[]> {
  const problems: StorefrontProblemOf[] = [];
  const ids = imagesOf(content);
  const there = new Set(ids.length === 0 ? [] : (await findImageFacts(db, storefrontId, ids)).map(({ id }) => id));
  const requireImage = (path: string, id: string | null) => {
    if (id !== null && !there.has(id)) problems.push({ path, message: 'There is no such image' });
  };
  requireImage('hero.image', content.hero.image);
  for (const [index, { image }] of content.cards.entries()) requireImage(`cards.${index}.image`, image);
  content.embeds.forEach(({ service: id, url }, index) => {
    const service = settings.services.find((each) => each.id === id);
    if (service === undefined) {
      const message = 'The consent settings name no such service: nobody could consent to it';
      problems.push({ path: `embeds.${index}.service`, message });
      return;
    }
    const { hostname } = new URL(url);
    if (service.hosts.some((pattern) => hostMatches(pattern, hostname))) return;
    const message = `${hostname} is none of the hosts that the consent settings name for ${service.name}`;
    problems.push({ path: `embeds.${index}.url`, message });
  });
  return problems;
}
