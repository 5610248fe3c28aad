import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const root = join(import.meta.dirname, '../..');
const readySecondsMax = 60;
const drainSecondsMax = 30;

interface ServerOptions {
  /** A folder that outlives the server, for tests that start it again. Without it a temporary one is made, and removed by `stop`. */
  readonly dataDir?: string;
  /** Settings on top of the defaults: port 0, local mode, warnings only. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface ServerProcess {
  /** Origin, without a trailing slash. */
  readonly url: string;
  /** The one-time link for the first owner; null when there is an owner already. */
  readonly ownerLink: string | null;
  readonly dataDir: string;
  readonly pid: number;
  /** All that it printed so far. */
  stdout(): string;
  stderr(): string;
  /** Asks it to drain and waits for its end; removes a temporary data folder. Returns the exit code. Safe to call twice. */
  stop(): Promise<number | null>;
  /** `kill -9`, and waits until it is gone. The data folder stays. */
  kill(): Promise<void>;
}

/** A temporary data folder; remove it yourself. */
export function temporaryDataDir(): string {
  return mkdtempSync(join(tmpdir(), 'holdfast-test-'));
}

/**
 * Starts the built server as a process of its own, as `npm start` does, and waits until `/readyz` answers 200.
 * @throws with everything the server printed when it ends early or is not ready within a minute.
 */
export async function startServer(options: ServerOptions = {}): Promise<ServerProcess> {
  const dataDir = options.dataDir ?? temporaryDataDir();
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: root,
    env: {
      ...withoutSettings(process.env),
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      HOLDFAST_DATA_DIR: dataDir,
      HOLDFAST_LOG: 'warn',
      HOLDFAST_READY_JSON: '1',
      PORT: '0',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const out = collect(child.stdout);
  const err = collect(child.stderr);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const removeDataDir = () => {
    if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
  };

  try {
    const ready = await untilReady(child, out);
    return {
      url: ready.url.replace(/\/$/, ''),
      ownerLink: ready.signInUrl ?? null,
      dataDir,
      pid: child.pid ?? 0,
      stdout: out,
      stderr: err,
      stop: async () => {
        child.kill('SIGTERM');
        const impatience = setTimeout(() => child.kill('SIGKILL'), drainSecondsMax * 1000);
        const code = await ended;
        clearTimeout(impatience);
        removeDataDir();
        return code;
      },
      kill: async () => {
        child.kill('SIGKILL');
        await ended;
      },
    };
  } catch (error) {
    child.kill('SIGKILL');
    await ended;
    removeDataDir();
    throw new Error(`the server did not start: ${String(error)}\n${out()}\n${err()}`);
  }
}

async function untilReady(child: ChildProcess, out: () => string): Promise<{ url: string; signInUrl?: string | null }> {
  for (const deadline = Date.now() + readySecondsMax * 1000; Date.now() < deadline; await wait(50)) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    const line = out()
      .split('\n')
      .find((text) => text.startsWith('{"url"'));
    if (!line) continue;
    const ready = JSON.parse(line) as { url: string; signInUrl?: string | null };
    const answer = await fetch(new URL('/readyz', ready.url)).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.status === 200) return ready;
  }
  throw new Error(`not ready after ${readySecondsMax} s`);
}

function collect(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    text += chunk;
  });
  return () => text;
}

/** The surroundings of a server under test hold no setting of whoever runs the tests. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const settings =
    /^(HOLDFAST_|VITEST|HOST$|PORT$|API_KEY_|AUTH_|INTERNAL_|GOOGLE_|SMTP_|MAIL_|TURNSTILE_|CORS_|DATASET_|REDIS_|UPSTASH_|SESSION_|OAUTH_|TENANT_|S3_)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !settings.test(name))) as NodeJS.ProcessEnv;
}
