import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isConsolePath, openSegments, signInPath } from '#lib/http/page-paths.ts';
import { isUsableSlug } from '#lib/identity/organizations/slug.ts';

const app = join(import.meta.dirname, '../../../app');

/** The first segments that the application has pages or routes at; groups such as `(auth)` are none. */
function firstSegments(folder = app): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => (entry.name.startsWith('(') ? firstSegments(join(folder, entry.name)) : [entry.name]));
}

describe('console addresses', () => {
  it.each(['/acme', '/acme/contacts', '/organizations', '/switch/acme', '/acme/x.y'])('%s is one', (path) => {
    expect(isConsolePath(path)).toBe(true);
  });

  it.each([
    '/',
    '/sign-in',
    '/sign-in/verify',
    '/sign-out',
    '/invite',
    '/dev/mailbox',
    '/s/shop',
    '/favicon.ico',
    '/_next/x.js',
  ])('%s is none', (path) => {
    expect(isConsolePath(path)).toBe(false);
  });

  it('are remembered for after the sign-in', () => {
    expect(signInPath('/acme/contacts?q=a&b')).toBe('/sign-in?next=%2Facme%2Fcontacts%3Fq%3Da%26b');
    expect(signInPath('/')).toBe('/sign-in');
  });
});

it('no organisation can be called like an address of ours', () => {
  const ours = [...firstSegments().filter((name) => name !== '[org]'), ...openSegments].filter((name) => name !== '');
  expect(ours).toContain('organizations');
  expect(ours.filter(isUsableSlug)).toEqual([]);
});
