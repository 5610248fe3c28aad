import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/*
 * WCAG 2.2, 1.4.3 (text, 4.5:1) and 1.4.11 (controls and focus, 3:1), computed from the tokens themselves, so that a change
 * of one colour cannot break a pair that no page happens to show.
 */

type Rgb = readonly [number, number, number];

const css = readFileSync(new URL('../../../../app/globals.css', import.meta.url), 'utf8');

function tokensOf(selector: string): ReadonlyMap<string, Rgb> {
  const block = css.slice(css.indexOf(`\n${selector} {`)).split('\n}')[0] ?? '';
  return new Map(
    [...block.matchAll(/--([\w-]+): oklch\(([\d.]+) ([\d.]+) ?([\d.]*)\);/g)].map(([, name, l, c, h]) => [
      name ?? '',
      linearRgb(Number(l), Number(c), Number(h || 0)),
    ]),
  );
}

/** OKLCH to linear sRGB, clipped to the gamut (Björn Ottosson, "A perceptual color space for image processing"). */
function linearRgb(lightness: number, chroma: number, hueDegrees: number): Rgb {
  const hue = (hueDegrees * Math.PI) / 180;
  const a = chroma * Math.cos(hue);
  const b = chroma * Math.sin(hue);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

function contrast(one: Rgb, other: Rgb): number {
  const [low, high] = [luminance(one), luminance(other)].sort((x, y) => x - y);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

const surfaces = ['canvas', 'surface', 'raised', 'sunken'];
const tones = ['brand', 'ok', 'warn', 'danger', 'info', 'violet'];

describe.each([
  ['light', ':root'],
  ['dark', '.dark'],
])('in the %s theme', (_theme, selector) => {
  const tokens = tokensOf(selector);
  const ratio = (front: string, back: string) => {
    const [a, b] = [tokens.get(front), tokens.get(back)];
    if (!a || !b) throw new Error(`no token ${a ? back : front}`);
    return contrast(a, b);
  };

  it.each(surfaces)('text of every weight reads on %s', (surface) => {
    for (const ink of ['ink', 'ink-2', 'ink-3', 'brand-ink', 'danger-ink']) {
      expect(ratio(ink, surface), `${ink} on ${surface}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(tones)('%s text reads on its own soft ground', (tone) => {
    expect(ratio(`${tone}-ink`, `${tone}-soft`)).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    ['on-brand', 'brand'],
    ['on-brand', 'brand-hover'],
    ['on-danger', 'danger'],
    ['on-danger', 'danger-hover'],
    ['surface', 'ink'],
  ])('%s reads on %s', (front, back) => {
    expect(ratio(front, back)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(surfaces)('controls, focus and charts stand out from %s', (surface) => {
    for (const line of ['control-line', 'focus', 'brand', 'danger', 'chart-1']) {
      expect(ratio(line, surface), `${line} on ${surface}`).toBeGreaterThanOrEqual(3);
    }
  });
});

it('a contrast of known colours is what WCAG says it is', () => {
  expect(contrast(linearRgb(1, 0, 0), linearRgb(0, 0, 0))).toBeCloseTo(21, 5);
  // #777 on white, the classic near miss: 4.48:1.
  expect(contrast(linearRgb(1, 0, 0), linearRgb(0.5693, 0, 0))).toBeCloseTo(4.48, 1);
});
