type Rgb = readonly [number, number, number];

function parse(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function print(rgb: Rgb): string {
  return `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

/** Relative luminance. WCAG 2.2, "relative luminance". */
function luminance(hex: string): number {
  const [red, green, blue] = parse(hex).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two colours (`#rrggbb`), from 1 to 21. WCAG 2.2, "contrast ratio". */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** Enough for small text. WCAG 2.2, success criterion 1.4.3. */
const textContrastMin = 4.5;

/** The brand colour, moved towards black or white no further than it takes to be read on this surface as text. */
export function readableOn(surface: string, brand: string): string {
  const towards = luminance(surface) > 0.5 ? 0 : 255;
  const from = parse(brand);
  for (let share = 0; share < 1; share += 0.04) {
    const mixed = print(from.map((part) => part + (towards - part) * share) as unknown as Rgb);
    if (contrast(mixed, surface) >= textContrastMin) return mixed;
  }
  return towards === 0 ? '#000000' : '#ffffff';
}

/** Black or white, whichever is better read on this colour: one of them always is, by 4.58 at least. */
export function inkOn(colour: string): string {
  return contrast('#ffffff', colour) >= contrast('#000000', colour) ? '#ffffff' : '#000000';
}
