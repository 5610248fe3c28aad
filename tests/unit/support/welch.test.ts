import { describe, expect, it } from 'vitest';
import { clearestDifference, welchTest } from '../../support/welch.ts';

describe("Welch's t-test", () => {
  it('finds the published values of a well-known example', () => {
    // Student's sleep data as R prints it: t.test(extra ~ group, data = sleep), t = -1.8608, df = 17.776.
    const group1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
    const group2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const { t, degreesOfFreedom } = welchTest(group1, group2);
    expect(t).toBeCloseTo(-1.8608, 4);
    expect(degreesOfFreedom).toBeCloseTo(17.776, 3);
  });

  it('agrees with the formula worked by hand', () => {
    // Means 2 and 5, variances 1 and 4, three and three values: t = -3 / sqrt(5/3), and (5/3)^2 / ((1/9 + 16/9) / 2).
    const { t, degreesOfFreedom } = welchTest([1, 2, 3], [3, 5, 7]);
    expect(t).toBeCloseTo(-3 / Math.sqrt(5 / 3), 12);
    expect(degreesOfFreedom).toBeCloseTo(25 / 9 / (17 / 18), 12);
  });

  it('is 0 for a sample and itself, and has no bound where nothing varies', () => {
    expect(welchTest([1, 2, 3], [1, 2, 3]).t).toBe(0);
    expect(welchTest([2, 2], [2, 2]).t).toBe(0);
    expect(welchTest([1, 1], [2, 2]).t).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('comparing many samples', () => {
  const spread = (mean: number, count = 100) => Array.from({ length: count }, (_, index) => mean + (index % 7));

  it('names the two that are furthest apart', () => {
    const samples = new Map([
      ['near', spread(80)],
      ['same', spread(80)],
      ['far', spread(90)],
    ]);
    const { pair, t } = clearestDifference(samples);
    expect(pair).toMatch(/^(?:near|same) and far$/);
    expect(t).toBeGreaterThan(10);
  });

  it('finds a small difference under a long tail that both share', () => {
    const tail = Array.from({ length: 60 }, (_, index) => 200 + 40 * index);
    const samples = new Map([
      ['one', [...spread(80), ...tail]],
      ['other', [...spread(83), ...tail]],
    ]);
    expect(Math.abs(welchTest(samples.get('one') ?? [], samples.get('other') ?? []).t)).toBeLessThan(1);
    expect(clearestDifference(samples).t).toBeGreaterThan(4.5);
  });

  it('finds none between samples that were drawn alike', () => {
    expect(
      clearestDifference(
        new Map([
          ['one', spread(80)],
          ['other', spread(80)],
        ]),
      ).t,
    ).toBe(0);
  });
});
