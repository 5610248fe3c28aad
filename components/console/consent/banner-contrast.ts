import type { BannerTheme } from '#lib/consent/categories.ts';
import { contrast, inkOn, readableOn } from '#lib/consent/client/colours.ts';

/** The surfaces on which the banner draws buttons, as lib/consent/client/styles.ts has them. */
const surfaces = { light: '#f5f6f8', dark: '#21242b' } as const;

export interface BannerContrast {
  readonly scheme: 'light' | 'dark';
  readonly surface: string;
  /** The brand colour as the banner uses it there: moved until it can be read. */
  readonly accent: string;
  /** The words on a button of it. */
  readonly ink: string;
  /** Of the brand colour itself with the surface, from 1 to 21. */
  readonly ratio: number;
  readonly adjusted: boolean;
}

export function isColour(text: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(text);
}

/** How a brand colour is read in the banner, for each way in which it is shown. WCAG 2.2, success criterion 1.4.3. */
export function bannerContrast({ brand, scheme }: Pick<BannerTheme, 'brand' | 'scheme'>): readonly BannerContrast[] {
  const shown = scheme === 'auto' ? (['light', 'dark'] as const) : [scheme];
  return shown.map((name) => {
    const surface = surfaces[name];
    const accent = readableOn(surface, brand.toLowerCase());
    const adjusted = accent !== brand.toLowerCase();
    return { scheme: name, surface, accent, ink: inkOn(accent), ratio: contrast(brand, surface), adjusted };
  });
}
