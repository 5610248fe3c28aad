import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstSegment, localPath } from '#lib/identity/redirect-path.ts';

test.each([
  ['/acme/contacts?q=a#b', '/acme/contacts?q=a#b'],
  ['/', '/'],
  ['/a/../b', '/b'],
  ['/a b', '/a%20b'],
])('%j stays here', (text, path) => expect(localPath(text)).toBe(path));

test.each([
  null,
  undefined,
  '',
  'acme',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\\/evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/..//evil.example',
  '/.//evil.example',
  '/%2e//evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  ' /acme',
  `/${'a'.repeat(2_100)}`,
])('%j leads nowhere', (text) => expect(localPath(text)).toBeNull());

test('no text whatever leads to another origin, for any origin of ours', () => {
  const nasty = fc.string({
    unit: fc.constantFrom('/', '\\', '.', ':', '@', '%', 'a', '\t', '\n', '2', 'e', '?', '#'),
  });
  fc.assert(
    fc.property(fc.oneof(nasty, fc.string()), (text) => {
      const path = localPath(`/${text}`);
      if (path === null) return;
      for (const origin of ['https://trust.example.com', 'http://127.0.0.1:3000']) {
        expect(new URL(path, origin).origin).toBe(origin);
        expect(new URL(path, `${origin}/sign-in/verify?x=1`).href).toBe(`${origin}${path}`);
      }
    }),
    { numRuns: 5_000 },
  );
});

test('the first segment is the slug', () => {
  expect(['/acme', '/acme/x', '/acme?x', '/', '/#x'].map(firstSegment)).toEqual(['acme', 'acme', 'acme', null, null]);
});
