import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../support/data-folder.ts';
import { freePort } from '../support/free-port.ts';
import { temporaryDataDir } from '../support/server-process.ts';

interface Started {
  readonly child: ChildProcess;
  /** All it printed so far. */
  stdout(): string;
  stderr(): string;
  readonly ended: Promise<number | null>;
}

const started: Started[] = [];
const folders: string[] = [];

function dataFolder(): string {
  const folder = temporaryDataDir();
  folders.push(folder);
  return folder;
}

/** Runs a command line in the clone, in a process group of its own. */
function run(command: string, args: readonly string[], env: Readonly<Record<string, string>>): Started {
  const child = spawn(command, args, {
    cwd: projectRoot,
    env: { NODE_ENV: 'production', PATH: process.env.PATH ?? '', HOLDFAST_LOG: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const texts = { out: '', err: '' };
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    texts.out += chunk;
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    texts.err += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const one = { child, stdout: () => texts.out, stderr: () => texts.err, ended };
  started.push(one);
  return one;
}

const start = (env: Readonly<Record<string, string>>) => run(process.execPath, ['scripts/start.mjs'], env);

async function untilListening(one: Started): Promise<void> {
  for (const deadline = Date.now() + 60_000; !one.stdout().includes('is listening on'); await wait(20)) {
    if (one.child.exitCode !== null || Date.now() > deadline) throw new Error(`${one.stdout()}\n${one.stderr()}`);
  }
}

async function untilRefused(port: number): Promise<void> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; await wait(50)) {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined);
    if (answer === undefined) return;
    await answer.body?.cancel();
  }
  throw new Error('the server still answers');
}

afterEach(() => {
  for (const { child } of started.splice(0)) {
    try {
      process.kill(-(child.pid ?? 0), 'SIGKILL');
    } catch {
      // The whole group has ended by itself.
    }
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('npm start on a prepared clone', () => {
  it('prints its address and a one-time link, drains on SIGTERM, leaves no lock', async () => {
    const folder = dataFolder();
    const port = await freePort();
    const server = start({ PORT: String(port), HOLDFAST_DATA_DIR: folder });
    await untilListening(server);
    expect(server.stdout()).toContain(`http://127.0.0.1:${port}`);
    expect(server.stdout()).toMatch(/token=[\w-]{20,}/);
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    expect(existsSync(join(folder, 'operator.json'))).toBe(false);
  });

  it('drains once when a signal reaches the whole process group', async () => {
    const server = start({ PORT: String(await freePort()), HOLDFAST_DATA_DIR: dataFolder() });
    await untilListening(server);
    process.kill(-(server.child.pid ?? 0), 'SIGINT');
    expect(await server.ended).toBe(0);
  });

  it('prepares nothing a second time', async () => {
    const marks = ['.next/holdfast-sources', 'prisma/generated/.sources', 'node_modules/.package-lock.json'];
    const times = () => marks.map((mark) => statSync(join(projectRoot, mark)).mtimeMs);
    const before = times();
    const server = start({ PORT: String(await freePort()), HOLDFAST_DATA_DIR: dataFolder() });
    await untilListening(server);
    expect(times()).toEqual(before);
    expect(server.stderr()).not.toMatch(/Installing|Generating|Building/);
  });

  it('ends with the npm that started it, although npm passes no signal on', async () => {
    const port = await freePort();
    const server = run('sh', ['-c', `"${process.execPath}" scripts/start.mjs; true`], {
      PORT: String(port),
      HOLDFAST_DATA_DIR: dataFolder(),
      npm_lifecycle_event: 'start',
    });
    await untilListening(server);
    server.child.kill('SIGKILL');
    await untilRefused(port);
  });
});

describe('npm start says in one sentence what keeps it from starting', () => {
  it('a taken port, before anything is prepared', async () => {
    const port = await freePort();
    const other: Server = createServer().listen(port, '127.0.0.1');
    try {
      const server = start({ PORT: String(port), HOLDFAST_DATA_DIR: dataFolder() });
      expect(await server.ended).toBe(1);
      expect(server.stderr()).toMatch(new RegExp(`^holdfast: port ${port} is taken by another program; .+\\n$`));
    } finally {
      other.close();
    }
  });

  it('a data folder that cannot be made', async () => {
    const server = start({ PORT: String(await freePort()), HOLDFAST_DATA_DIR: '/dev/null/data' });
    expect(await server.ended).toBe(1);
    expect(server.stderr()).toMatch(/^holdfast: the data folder \/dev\/null\/data cannot be used: .+\n$/);
  });

  it('a data folder that another server has', async () => {
    const folder = dataFolder();
    const first = start({ PORT: String(await freePort()), HOLDFAST_DATA_DIR: folder });
    await untilListening(first);
    const second = start({ PORT: String(await freePort()), HOLDFAST_DATA_DIR: folder });
    expect(await second.ended).toBe(1);
    expect(second.stderr()).toMatch(/^holdfast: The data folder .+ is in use by another Holdfast process .+\n$/);
  });

  it('settings that production refuses, every one of them', async () => {
    const server = start({
      PORT: String(await freePort()),
      HOLDFAST_DATA_DIR: dataFolder(),
      HOLDFAST_ENV: 'production',
      HOLDFAST_URL: 'http://example.com',
    });
    expect(await server.ended).toBe(1);
    for (const name of ['HOLDFAST_MASTER_KEY', 'HOLDFAST_URL', 'SMTP_URL', 'TURNSTILE_SECRET_KEY']) {
      expect(server.stderr()).toContain(name);
    }
  });
});
