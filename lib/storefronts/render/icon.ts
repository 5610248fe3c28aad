import { inkOn } from '../../consent/client/colours.ts';
import type { StorefrontContentOf } from '../content.ts';
import { initialOf } from './document.ts';
import { html, htmlText } from './html.ts';

/** The mark of a storefront: its first letter on its colour. */
export function storefrontIcon({ name, theme }: Pick<StorefrontContentOf, 'name' | 'theme'>): string {
  return htmlText(
    html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="18" fill="${theme.brand}"/><text x="32" y="44" text-anchor="middle" font-family="system-ui,sans-serif" font-size="36" font-weight="700" fill="${inkOn(theme.brand)}">${initialOf(name)}</text></svg>`,
  );
}
