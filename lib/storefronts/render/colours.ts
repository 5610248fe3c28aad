import { inkOn, readableOn } from '../../consent/client/colours.ts';

/** The colours of a page in one scheme. */
export interface Palette {
  readonly page: string;
  /** Cards, fields: what lies on the page. */
  readonly surface: string;
  /** Bands of the page, tinted by the brand. */
  readonly band: string;
  readonly line: string;
  readonly text: string;
  readonly quiet: string;
  /** The brand as a surface, and what is read on it. */
  readonly brand: string;
  readonly ink: string;
  /** The brand as text: on the page, on surfaces and on bands. */
  readonly accent: string;
}

function parts(hex: string): readonly number[] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** So much of `one` in `other`, from 0 to 1. */
function mix(one: string, other: string, share: number): string {
  const [from, to] = [parts(one), parts(other)];
  const mixed = from.map((part, index) => Math.round(part * share + (to[index] ?? 0) * (1 - share)));
  return `#${mixed.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/**
 * The palette that a brand colour (`#rrggbb`) gives. Every text on every surface has a contrast of 4.5 at least: WCAG 2.2,
 * success criterion 1.4.3.
 */
export function palette(brand: string, scheme: 'light' | 'dark'): Palette {
  const light = scheme === 'light';
  const page = light ? '#ffffff' : '#101216';
  const surface = light ? '#ffffff' : '#181b21';
  const band = mix(brand, light ? '#fafaf9' : '#14171c', light ? 0.06 : 0.1);
  // Of light surfaces the darkest, of dark ones the lightest: what is read there is read on all of them.
  const hardest = light ? band : mix('#ffffff', band, 0.03);
  return {
    page,
    surface,
    band,
    line: light ? mix(brand, '#e4e4e2', 0.08) : mix(brand, '#2c3038', 0.1),
    text: light ? '#16181d' : '#eceef2',
    quiet: readableOn(hardest, light ? '#5b616d' : '#a3aab7'),
    brand,
    ink: inkOn(brand),
    accent: readableOn(hardest, brand),
  };
}
