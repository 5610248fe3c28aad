import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { limits } from '#lib/access/limits.ts';
import { type Environment, readEnvironment } from '#lib/platform/env.ts';
import { fail } from '#lib/platform/errors.ts';
import type { JobQueue } from '#lib/platform/jobs/job-queue.ts';
import { createLimiter } from '#lib/platform/limits/create-limiter.ts';
import { createLog } from '#lib/platform/log.ts';
import { createMailer } from '#lib/platform/mail/create-mailer.ts';
import { type KeptMail, listLocalMail } from '#lib/platform/mail/local-mailbox.ts';
import { loadSecrets } from '#lib/platform/secrets.ts';
import { createBotCheck } from '#lib/platform/turnstile.ts';
import { hasRuntime, publishRuntime, type Runtime } from '#lib/runtime.ts';
import { createTenancy } from '#lib/tenancy/create-tenancy.ts';
import { openDataFolder } from '#lib/tenancy/data-folder.ts';
import { masterKeysOf } from '#lib/tenancy/keys.ts';
import { createTestClock, type TestClock } from './test-clock.ts';

export interface TestRuntime extends Runtime {
  readonly clock: TestClock;
  /** The temporary data folder; removed by `close`. */
  readonly dataDir: string;
  /** Mail sent so far, newest first, unless SMTP was configured. */
  mailbox(): readonly KeptMail[];
}

interface TestRuntimeOptions {
  /** Settings other than the defaults of local mode. */
  readonly env?: Partial<Environment>;
  readonly clock?: TestClock;
  /** Replaces the job queue, which refuses every job unless a test brings one. */
  readonly jobs?: JobQueue;
  /** A data folder of the test's own; it is not removed. */
  readonly dataDir?: string;
}

const projectRoot = resolve(import.meta.dirname, '../..');

/**
 * A whole installation in this process and a temporary folder, published as `runtime()`: real databases, keys, limiter,
 * mail. The clock stands still until the test moves it; the limiter counts by the same clock.
 *
 * One at a time: close it before making the next.
 */
export async function createTestRuntime(options: TestRuntimeOptions = {}): Promise<TestRuntime> {
  if (hasRuntime()) throw new Error('close the test runtime before making another');
  const clock = options.clock ?? createTestClock();
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'holdfast-test-'));
  const env: Environment = {
    ...readEnvironment({ HOLDFAST_DATA_DIR: dataDir, HOLDFAST_LOG: 'silent' }),
    ...options.env,
  };
  const log = createLog(env.HOLDFAST_LOG);
  const origin = env.HOLDFAST_URL === undefined ? `http://127.0.0.1:${env.PORT}` : new URL(env.HOLDFAST_URL).origin;
  const folder = openDataFolder(dataDir, { clock });
  const secrets = loadSecrets(env, dataDir);
  const tenancy = await createTenancy({ folder, masterKeys: masterKeysOf(secrets.masterKey), projectRoot, clock, log });
  const limiter = createLimiter(limits, env, { log, nowMs: () => clock.now().getTime() });
  const runtime: TestRuntime = {
    env,
    log,
    clock,
    secrets,
    origin,
    limiter,
    mailer: createMailer({ env, dataDir, clock }),
    botCheck: createBotCheck({ env, origin, control: tenancy.control, clock, log }),
    jobs: options.jobs ?? noJobs,
    tenancy,
    dataDir,
    mailbox: () => listLocalMail(dataDir),
    async close() {
      publishRuntime(undefined);
      await limiter.close();
      await tenancy.close();
      folder.release();
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
  publishRuntime(runtime);
  return runtime;
}

const noJobs: JobQueue = {
  enqueue: async () => {
    throw fail('internal', { detail: 'this test has no job queue' });
  },
  start: () => undefined,
  stop: async () => undefined,
};
