import { describe, expect, it } from 'vitest';
import { requestFingerprint } from '#lib/idempotency/fingerprint.ts';
import { parseIdempotencyKey } from '#lib/idempotency/key.ts';
import { isHoldfastError } from '#lib/platform/errors.ts';

describe('the Idempotency-Key header', () => {
  it.each([
    ['8e03978e-40d5-43dd-bc93-6894a57f9324', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    ['"8e03978e-40d5-43dd-bc93-6894a57f9324"', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    [' x ', 'x'],
    ['"a\\"b\\\\c"', 'a"b\\c'],
    ['!~', '!~'],
    ['k'.repeat(255), 'k'.repeat(255)],
  ])('%j is the key %j', (value, key) => {
    expect(parseIdempotencyKey(value)).toBe(key);
  });

  it.each(['', ' ', '""', '"', '"a', 'a b', '"a b"', '"a", "b"', 'a, b', '"a";p=1', 'é', 'a\tb', 'k'.repeat(256)])(
    '%j is refused by the name of the header',
    (value) => {
      let refused: unknown;
      try {
        parseIdempotencyKey(value);
      } catch (error) {
        refused = error;
      }
      if (!isHoldfastError(refused)) throw refused;
      expect(refused.code).toBe('invalid_input');
      expect(refused.problems[0]?.path).toBe('Idempotency-Key');
    },
  );
});

describe('the fingerprint of a request', () => {
  const of = (operation: string, input: unknown) => requestFingerprint(operation, input).toString('hex');

  it('is that of the operation and its input, whatever the order of members', () => {
    expect(of('a.b', { x: 1, y: { p: [1], q: null } })).toBe(of('a.b', { y: { q: null, p: [1] }, x: 1 }));
    const others = [
      of('a.c', { x: 1 }),
      of('a.b', { x: '1' }),
      of('a.b', { x: [1] }),
      of('a.b', {}),
      of('a.b', { y: 1 }),
    ];
    expect(new Set([...others, of('a.b', { x: 1 })]).size).toBe(others.length + 1);
    expect(of('a.b', undefined)).toBe(of('a.b', {}));
  });
});
