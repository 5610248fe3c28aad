import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openCursor, sealCursor } from '#lib/platform/cursor.ts';

const secret = randomBytes(32);
const binding = { orgId: 'org_a', list: 'contacts.list', query: '{"sort":"name"}' };
const place = { value: 'butt james', id: 'con_1' };

test('a cursor opens to what was sealed, and shows nothing of it', () => {
  const cursor = sealCursor(secret, binding, place);
  expect(openCursor(secret, binding, cursor)).toEqual(place);
  expect(cursor).toMatch(/^[\w-]+$/);
  expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toContain('butt');
  expect(sealCursor(secret, binding, place)).not.toBe(cursor);
});

test.each([
  ['another organisation', { ...binding, orgId: 'org_b' }],
  ['another list', { ...binding, list: 'deals.list' }],
  ['another query', { ...binding, query: '{"sort":"-name"}' }],
  ['parts that only together read the same', { orgId: 'org_acontacts', list: '.list', query: binding.query }],
])('a cursor does not open for %s', (_what, other) => {
  expect(() => openCursor(secret, other, sealCursor(secret, binding, place))).toThrow(/invalid_cursor/);
});

test('a cursor that was changed, cut, lengthened or made up does not open', () => {
  const cursor = sealCursor(secret, binding, place);
  const bytes = Buffer.from(cursor, 'base64url');
  for (let index = 0; index < bytes.length; index += 1) {
    const changed = Buffer.from(bytes);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(() => openCursor(secret, binding, changed.toString('base64url'))).toThrow(/invalid_cursor/);
  }
  for (const other of ['', cursor.slice(0, -1), `${cursor}A`, `${cursor}=`, ` ${cursor}`]) {
    expect(() => openCursor(secret, binding, other)).toThrow(/invalid_cursor/);
  }
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => openCursor(secret, binding, text)).toThrow(/invalid_cursor/);
    }),
  );
  expect(() => openCursor(randomBytes(32), binding, cursor)).toThrow(/invalid_cursor/);
});
