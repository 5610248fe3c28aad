import { TabLinks } from '../../ui/tabs.tsx';
import { consolePaths } from '../paths.ts';
import type { StorefrontItem } from './consent-types.ts';

interface StorefrontChoiceProps {
  org: string;
  storefronts: readonly StorefrontItem[];
  /** The one that is looked at; undefined for all of them. */
  chosen: StorefrontItem | undefined;
}

/** Which storefront the page is about. Nothing to choose where there is one. */
export function StorefrontChoice({ org, storefronts, chosen }: StorefrontChoiceProps) {
  if (storefronts.length < 2) return null;
  const path = consolePaths.consent(org);
  return (
    <TabLinks
      label="Storefront"
      links={[
        { href: path, label: 'All storefronts', current: chosen === undefined },
        ...storefronts.map(({ id, name }) => ({
          href: `${path}?storefront=${encodeURIComponent(id)}`,
          label: name,
          current: chosen?.id === id,
        })),
      ]}
    />
  );
}
