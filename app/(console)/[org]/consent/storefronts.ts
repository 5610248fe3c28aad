import { pageCall } from '#lib/http/page-door.ts';
import { listStorefronts } from '#lib/storefronts/list-storefronts.ts';
import type { StorefrontItem } from '../../../../components/console/consent/consent-types.ts';

/** Hundreds that are shown at most. */
const pagesMax = 10;

/** Every storefront by its draft's name, the newest first: one that is missing here could not be looked at by itself. */
export async function storefrontsOf(org: string): Promise<readonly StorefrontItem[]> {
  const found: StorefrontItem[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < pagesMax; page += 1) {
    const { data, nextCursor } = await pageCall(listStorefronts, { limit: 100, cursor }, { orgSlug: org });
    found.push(...data.map(({ id, slug, name, state }) => ({ id, slug, name, state })));
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  return found;
}
