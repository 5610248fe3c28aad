/** Two samples compared by their means, whatever their variances. */
export interface WelchTest {
  /** Welch's t; 0 when neither sample varies and both means are one. */
  readonly t: number;
  /** The Welch-Satterthwaite degrees of freedom. */
  readonly degreesOfFreedom: number;
}

/** Welch's unequal-variances t-test (B. L. Welch, Biometrika 34, 1947). Each sample holds two values at least. */
export function welchTest(a: readonly number[], b: readonly number[]): WelchTest {
  const [first, second] = [a, b].map((sample) => {
    const mean = meanOf(sample);
    const variance = sample.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (sample.length - 1);
    return { mean, share: variance / sample.length, count: sample.length };
  }) as [Moments, Moments];
  const error = first.share + second.share;
  const difference = first.mean - second.mean;
  if (error === 0)
    return { t: difference === 0 ? 0 : Math.sign(difference) * Number.POSITIVE_INFINITY, degreesOfFreedom: 0 };
  return {
    t: difference / Math.sqrt(error),
    degreesOfFreedom: error ** 2 / (first.share ** 2 / (first.count - 1) + second.share ** 2 / (second.count - 1)),
  };
}

interface Moments {
  readonly mean: number;
  /** The variance of the mean. */
  readonly share: number;
  readonly count: number;
}

/**
 * The samples without what lies above the given quantile of all of them together. Measured times have a long tail of
 * interruptions that tells of the machine, not of the code, and drowns small differences. One threshold for all, so that
 * it favours none; as dudect does (Reparaz, Balasch, Verbauwhede, 2017).
 */
function cropped(samples: ReadonlyMap<string, readonly number[]>, quantile: number): Map<string, number[]> {
  const all = [...samples.values()].flat().sort((a, b) => a - b);
  const threshold = all[Math.ceil(all.length * quantile) - 1] ?? Number.POSITIVE_INFINITY;
  return new Map([...samples].map(([name, values]) => [name, values.filter((value) => value <= threshold)]));
}

/** The largest |t| between any two of the samples, and which two they are. */
function furthestApart(samples: ReadonlyMap<string, readonly number[]>): { pair: string; t: number } {
  const names = [...samples.keys()];
  let worst = { pair: '', t: 0 };
  for (const [index, one] of names.entries()) {
    for (const other of names.slice(index + 1)) {
      const { t } = welchTest(samples.get(one) ?? [], samples.get(other) ?? []);
      if (Math.abs(t) > worst.t) worst = { pair: `${one} and ${other}`, t: Math.abs(t) };
    }
  }
  return worst;
}

/** How much of the measurements to look at: all, all but the long tail, and the faster half, where the machine shows least. */
const quantiles = [1, 0.9, 0.5];

/**
 * The largest |t| between any two of the samples, looked at whole and cropped: a difference that noise hides in one of the
 * ways shows in another.
 */
export function clearestDifference(samples: ReadonlyMap<string, readonly number[]>): { pair: string; t: number } {
  const looks = quantiles.map((quantile) => furthestApart(cropped(samples, quantile)));
  return looks.reduce((clearest, look) => (look.t > clearest.t ? look : clearest));
}

function meanOf(sample: readonly number[]): number {
  return sample.reduce((sum, value) => sum + value, 0) / sample.length;
}
