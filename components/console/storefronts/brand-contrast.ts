import { contrast } from '#lib/consent/client/colours.ts';
import { palette } from '#lib/storefronts/render/colours.ts';

/** Enough for small text. WCAG 2.2, success criterion 1.4.3. */
export const contrastMin = 4.5;

export interface ContrastCheck {
  /** For example "Links on a light page". */
  readonly what: string;
  /** From 1 to 21. */
  readonly ratio: number;
  readonly passes: boolean;
  /** What the page takes in its place when it fails. */
  readonly instead: string | null;
  readonly ink: string;
  readonly paper: string;
}

export function isColour(text: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(text);
}

/**
 * How well a brand colour (`#rrggbb`) is read where the page uses it: under the words of a button, and as words on the page. A
 * colour that fails there is moved by the page until it passes.
 */
export function contrastChecks(brand: string, scheme: 'auto' | 'light' | 'dark'): readonly ContrastCheck[] {
  const asWords = (what: string, of: 'light' | 'dark'): ContrastCheck => {
    const { page, accent } = palette(brand, of);
    const ratio = contrast(brand, page);
    const passes = ratio >= contrastMin;
    return { what, ratio, passes, instead: passes ? null : accent, ink: brand, paper: page };
  };
  const { ink } = palette(brand, 'light');
  const onButtons = contrast(ink, brand);
  return [
    { what: 'Words on buttons', ratio: onButtons, passes: onButtons >= contrastMin, instead: null, ink, paper: brand },
    ...(scheme === 'dark' ? [] : [asWords('Links on a light page', 'light')]),
    ...(scheme === 'light' ? [] : [asWords('Links on a dark page', 'dark')]),
  ];
}
