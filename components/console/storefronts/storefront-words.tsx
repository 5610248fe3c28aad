import { Badge } from '../../ui/badge.tsx';
import type { StorefrontItem } from './storefront-types.ts';

/** How a storefront stands, and whether visitors see something else than the draft. */
export function StorefrontBadges({ state, hasChanges }: Pick<StorefrontItem, 'state' | 'hasChanges'>) {
  return (
    <>
      {state === 'published' ? (
        <Badge tone="ok" dot>
          Published
        </Badge>
      ) : state === 'unpublished' ? (
        <Badge tone="warn">Unpublished</Badge>
      ) : (
        <Badge>Draft</Badge>
      )}
      {state === 'published' && hasChanges ? <Badge tone="info">Changes not published</Badge> : null}
    </>
  );
}

/** An address as it is read: without the scheme. */
export function shownUrl(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/\/$/, '');
}

/** How many storefronts are published, of how many the plan allows: "1 of 1 on Free". */
export function quotaWords({ used, max }: { used: number; max: number | null }, planTitle: string): string {
  if (max === null) return `${used} published`;
  return `${used} of ${max} published on ${planTitle}`;
}

/** Why no other storefront can be published; undefined while one can. */
export function quotaRefusal(
  { used, max }: { used: number; max: number | null },
  planTitle: string,
): string | undefined {
  if (max === null || used < max) return undefined;
  const noun = max === 1 ? 'one storefront' : `${max} storefronts`;
  return `The ${planTitle} plan publishes ${noun} at a time. Unpublish one first, or change the plan.`;
}
