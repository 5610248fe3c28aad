import { describe, expect, test } from 'vitest';
import { randomBytesFast } from '#lib/platform/crypto/random.ts';

describe('random bytes from the pool', () => {
  test('are of the length asked for, across refills and beyond the pool', () => {
    for (const length of [0, 1, 32, 5_000, 5_000, 8_192, 20_000]) expect(randomBytesFast(length).length).toBe(length);
  });

  test('are never handed out twice', () => {
    const seen = new Set(Array.from({ length: 5_000 }, () => randomBytesFast(16).toString('hex')));
    expect(seen.size).toBe(5_000);
  });

  test('are the holder’s own: what is written into them reaches nobody else', () => {
    const first = randomBytesFast(64);
    first.fill(0xff);
    expect(randomBytesFast(64).equals(first)).toBe(false);
  });

  test('use every value of a byte about equally often', () => {
    const counts = new Array<number>(256).fill(0);
    for (let n = 0; n < 256_000; n += 1) {
      const value = randomBytesFast(1)[0] as number;
      counts[value] = (counts[value] ?? 0) + 1;
    }
    // 256,000 draws over 256 values: 1,000 each, with a deviation of 32; ten deviations are never seen.
    expect(Math.min(...counts)).toBeGreaterThan(680);
    expect(Math.max(...counts)).toBeLessThan(1_320);
  });
});
