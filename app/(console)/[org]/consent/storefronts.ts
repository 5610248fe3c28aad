import { pageCall } from '#lib/http/page-door.ts';
import { listStorefronts } from '#lib/storefronts/list-storefronts.ts';
import type { StorefrontItem } from '../../../../components/console/consent/consent-types.ts';

/** The first hundred storefronts by their drafts' names: more are found by their own pages. */
export async function storefrontsOf(org: string): Promise<readonly StorefrontItem[]> {
  const { data } = await pageCall(listStorefronts, { limit: 100 }, { orgSlug: org });
  return data.map(({ id, slug, name, state }) => ({ id, slug, name, state }));
}
