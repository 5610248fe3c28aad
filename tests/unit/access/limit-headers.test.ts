import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limitHeaders } from '#lib/access/limit-headers.ts';
import { type LimitVerdict, limits } from '#lib/access/limits.ts';
import { parseItemList } from '../../support/structured-fields.ts';

const names = Object.keys(limits) as (keyof typeof limits)[];

const verdicts = fc
  .record({
    name: fc.constantFrom(...names),
    allowed: fc.boolean(),
    limit: fc.integer({ min: 1, max: 1_000_000 }),
    windowSeconds: fc.integer({ min: 1, max: 86_400 }),
    remaining: fc.nat(1_000_000),
    retryAfterSeconds: fc.double({ min: 0, max: 86_400, noNaN: true }),
  })
  .map((some): LimitVerdict => {
    const remaining = some.allowed ? some.remaining : 0;
    return { ...some, remaining, slot: null };
  });

/** draft-ietf-httpapi-ratelimit-headers-11. */
describe('the headers of a limit', () => {
  test('a policy is a String with a quota q and a window w, both whole and none negative (sections 3.1.1 and 3.1.3)', () => {
    fc.assert(
      fc.property(verdicts, (verdict) => {
        const [item, ...more] = parseItemList(limitHeaders(verdict)['RateLimit-Policy'] ?? '');
        expect(more).toEqual([]);
        expect(item?.value).toBe(verdict.name);
        expect([...(item?.parameters.keys() ?? [])]).toEqual(['q', 'w']);
        expect(item?.parameters.get('q')).toBe(verdict.limit);
        expect(item?.parameters.get('w')).toBe(verdict.windowSeconds);
        expect(item?.parameters.get('w')).toBeGreaterThan(0);
      }),
    );
  });

  test('a service limit names its policy, with r and, once it is spent, t in whole seconds (section 4.1)', () => {
    fc.assert(
      fc.property(verdicts, (verdict) => {
        const headers = limitHeaders(verdict);
        const [item] = parseItemList(headers.RateLimit ?? '');
        expect(item?.value).toBe(parseItemList(headers['RateLimit-Policy'] ?? '')[0]?.value);
        expect(item?.parameters.get('r')).toBe(verdict.remaining);
        const t = item?.parameters.get('t');
        if (verdict.retryAfterSeconds === 0) expect(t).toBeUndefined();
        else {
          expect(Number.isInteger(t)).toBe(true);
          expect(t).toBeGreaterThanOrEqual(verdict.retryAfterSeconds);
        }
      }),
    );
  });

  test('who is refused is told when to come again, and not before it helps; who is let through is not told', () => {
    fc.assert(
      fc.property(verdicts, (verdict) => {
        const retryAfter = limitHeaders(verdict)['Retry-After'];
        if (verdict.allowed) expect(retryAfter).toBeUndefined();
        else {
          expect(retryAfter).toMatch(/^[1-9]\d*$/);
          expect(Number(retryAfter)).toBeGreaterThanOrEqual(verdict.retryAfterSeconds);
        }
      }),
    );
  });
});
