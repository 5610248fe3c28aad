import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isUsableSlug, reservedSlugs, slugCandidate } from '#lib/identity/organizations/slug.ts';
import { slugOf } from '#lib/platform/slug-text.ts';

const root = resolve(import.meta.dirname, '../../..');

/** The first segments of the paths that Next's folders make: groups make none, parameters are the slugs themselves. */
function firstSegments(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory() || /^[[_@]/.test(entry.name)) return [];
    return entry.name.startsWith('(') ? firstSegments(join(folder, entry.name)) : [entry.name];
  });
}

describe('slugs', () => {
  test('never take the place of a page or file of ours', () => {
    const taken = [
      ...firstSegments(join(root, 'app')),
      ...(existsSync(join(root, 'public')) ? readdirSync(join(root, 'public')) : []),
    ];
    expect(taken.filter((segment) => isUsableSlug(segment))).toEqual([]);
  });

  test.each(['api', 's', 'share', 'verify', 'trust', 'sign-in', 'dev', 'internal', 'oauth', 'scim', 'mcp', 'healthz'])(
    'leave %s to the product',
    (word) => expect(isUsableSlug(word)).toBe(false),
  );

  test.each(['readyz', '_next', 'switch', 'organizations', 'auth', 'invite', 'sign-out', 'account'])(
    'leave %s to the product too',
    (word) => expect(isUsableSlug(word)).toBe(false),
  );

  test.each([
    ['Acme', 'acme'],
    ['Acme Inc.', 'acme-inc'],
    ['  Müller & Söhne  ', 'muller-sohne'],
    ["O'Reilly’s", 'oreillys'],
    ['Straße', 'strasse'],
    ['Łódź Œuvre', 'lodz-oeuvre'],
    ['---', ''],
    ['日本', ''],
    ['x'.repeat(80), 'x'.repeat(40)],
  ])('of %j read %j', (name, slug) => expect(slugOf(name)).toBe(slug));

  test('are usable whatever the name, at every attempt', () => {
    for (const name of ['', '日本', 'api', 'a', '-', 'Acme', 'x'.repeat(200), `${'x'.repeat(34)} y`, '../../etc']) {
      for (let attempt = 0; attempt < 5; attempt += 1) {
        const slug = slugCandidate(name, attempt);
        expect(isUsableSlug(slug), `${name} → ${slug}`).toBe(true);
      }
    }
  });

  test('are reserved in the form in which they are compared', () => {
    for (const word of reservedSlugs) expect(word).toBe(word.toLowerCase());
  });
});
