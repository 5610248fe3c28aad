import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const secondsMs = (seconds: number): number => seconds * 1000;

interface Suite {
  readonly name: string;
  /** Suites of one group run together; groups run one after the other. */
  readonly group: number;
  readonly testTimeoutSeconds: number;
  /**
   * How often a test of real processes, background work and browsers that failed is tried again on a build machine, where it is
   * named at the end: scripts/test.mjs.
   */
  readonly retriesInCi?: number;
}

const suites: readonly Suite[] = [
  { name: 'guards', group: 0, testTimeoutSeconds: 120 },
  { name: 'unit', group: 0, testTimeoutSeconds: 30 },
  { name: 'api', group: 1, testTimeoutSeconds: 120, retriesInCi: 1 },
  { name: 'isolation', group: 1, testTimeoutSeconds: 120, retriesInCi: 1 },
  { name: 'faults', group: 2, testTimeoutSeconds: 300, retriesInCi: 1 },
  { name: 'e2e', group: 2, testTimeoutSeconds: 180, retriesInCi: 1 },
];

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // Processes of their own, of which there are hundreds, start in half the time when each finds what another one compiled.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'tests/.artifacts/compile-cache') },
    // What is waited for is waited for, on slow machines too.
    expect: { poll: { timeout: secondsMs(20), interval: 50 } },
    // Every suite is named here; a test file in no suite would never run, so tests/guards counts them.
    projects: suites.map((suite) => ({
      extends: true,
      test: {
        name: suite.name,
        include: [`tests/${suite.name}/**/*.test.{ts,tsx}`],
        environment: 'node',
        testTimeout: secondsMs(suite.testTimeoutSeconds),
        hookTimeout: secondsMs(Math.max(60, suite.testTimeoutSeconds)),
        retry: process.env.CI === 'true' ? (suite.retriesInCi ?? 0) : 0,
        sequence: { groupOrder: suite.group },
      },
    })),
  },
});
