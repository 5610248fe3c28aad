import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Environment, readEnvironment } from '#lib/platform/env.ts';
import { type KeptMail, listLocalMail } from '#lib/platform/mail/local-mailbox.ts';
import { hasRuntime, type Runtime } from '#lib/runtime.ts';
import { startRuntime } from '#lib/start-runtime.ts';
import { createTestClock, type TestClock } from './test-clock.ts';

export interface TestRuntime extends Runtime {
  readonly clock: TestClock;
  /** The data folder; a temporary one is removed by `close`. */
  readonly dataDir: string;
  /** Mail sent so far, newest first, unless SMTP was configured. */
  mailbox(): readonly KeptMail[];
}

interface TestRuntimeOptions {
  /** Settings other than the defaults of local mode. */
  readonly env?: Partial<Environment>;
  readonly clock?: TestClock;
  /** A data folder of the test's own; it is not removed. */
  readonly dataDir?: string;
  /** Whether background work goes on; it does unless said otherwise. */
  readonly serving?: boolean;
}

const projectRoot = resolve(import.meta.dirname, '../..');

/**
 * A whole installation in this process and a temporary folder, published as `runtime()`: real databases, keys, limiter,
 * mail and background jobs. The clock stands still until the test moves it; limits and jobs go by it too.
 *
 * One at a time: close it before making the next.
 */
export async function createTestRuntime(options: TestRuntimeOptions = {}): Promise<TestRuntime> {
  if (hasRuntime()) throw new Error('close the test runtime before making another');
  const clock = options.clock ?? createTestClock();
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'holdfast-test-'));
  const env: Environment = {
    // Nobody outside is asked about domains: no DNS server listens there.
    ...readEnvironment({ HOLDFAST_DATA_DIR: dataDir, HOLDFAST_LOG: 'silent', HOLDFAST_DNS_SERVERS: '127.0.0.1:9' }),
    ...options.env,
  };
  const boundOrigin = `http://127.0.0.1:${env.PORT}`;
  const started = await startRuntime({ env, boundOrigin, projectRoot, clock, serving: options.serving ?? true });
  return Object.assign(started, {
    clock,
    dataDir,
    mailbox: () => listLocalMail(dataDir),
    close: closing(started.close, () => {
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    }),
  });
}

function closing(close: () => Promise<void>, after: () => void): () => Promise<void> {
  return async () => {
    await close();
    after();
  };
}
