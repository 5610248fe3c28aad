import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEnvironment } from '#lib/platform/env.ts';
import { isHoldfastError } from '#lib/platform/errors.ts';
import { createLimiter, type LimitTable } from '#lib/platform/limits/create-limiter.ts';
import { createLog } from '#lib/platform/log.ts';
import { freePort } from '../../../support/free-port.ts';

const table = {
  guarded: { by: 'address', limit: 25, windowSeconds: 3_600, onFailure: 'deny' },
  generous: { by: 'organization', limit: 25, windowSeconds: 3_600, onFailure: 'allow' },
  mailed: { by: 'address+email', limit: 2, windowSeconds: 3_600, onFailure: 'deny' },
} as const satisfies LimitTable<string>;

const options = { log: createLog('silent'), nowMs: () => performance.now() };
const limiterWith = (settings: Record<string, string>) => createLimiter(table, readEnvironment(settings), options);

async function passes(take: () => Promise<{ readonly allowed: boolean }>, attempts: number): Promise<number> {
  const verdicts = await Promise.all(Array.from({ length: attempts }, take));
  return verdicts.filter((verdict) => verdict.allowed).length;
}

describe('in one process', () => {
  test('of N attempts at once exactly the limit passes', async () => {
    const limiter = limiterWith({});
    expect(await passes(() => limiter.take('generous', 'org_a'), 200)).toBe(25);
    expect(await passes(() => limiter.take('generous', 'org_b'), 10)).toBe(10);
    await limiter.close();
  });

  test('a household behind one IPv6 /64 has one budget, whichever address it takes', async () => {
    const limiter = limiterWith({});
    let next = 0;
    const take = () => {
      next += 1;
      return limiter.take('guarded', `2001:db8:0:1::${next.toString(16)}`);
    };
    expect(await passes(take, 200)).toBe(25);
    expect((await limiter.take('guarded', '2001:db8:0:2::1')).allowed).toBe(true);
    await limiter.close();
  });

  test('spelling an e-mail address otherwise gains nothing', async () => {
    const limiter = limiterWith({});
    const spellings = ['a@example.com', 'A@example.com', 'a@EXAMPLE.com ', 'a@example.com'];
    const verdicts = await Promise.all(spellings.map((email) => limiter.take('mailed', `203.0.113.7 ${email}`)));
    expect(verdicts.map((verdict) => verdict.allowed)).toEqual([true, true, false, false]);
    await limiter.close();
  });
});

/** What a limiter does whose store is gone or slow: the row decides, and nobody waits long. */
async function expectOutage(settings: Record<string, string>): Promise<void> {
  const limiter = limiterWith(settings);
  try {
    const started = performance.now();
    const refused = await limiter.take('guarded', '203.0.113.7').then(
      () => null,
      (error: unknown) => error,
    );
    expect(isHoldfastError(refused) && refused.code).toBe('limiter_unavailable');
    expect(performance.now() - started).toBeLessThan(1_500);
    // Rows that allow are still bounded, by this process alone, and do not wait while the store rests.
    const restStarted = performance.now();
    expect(await passes(() => limiter.take('generous', 'org_a'), 100)).toBe(25);
    expect(performance.now() - restStarted).toBeLessThan(2_000);
  } finally {
    await limiter.close();
  }
}

describe('when the shared store fails', () => {
  test('a store that is not there denies where the row says so', async () => {
    await expectOutage({ REDIS_URL: `redis://127.0.0.1:${await freePort()}` });
  });

  test('a store that never answers denies within the deadline', async () => {
    const sockets = new Set<Socket>();
    const silent = createServer((socket) => sockets.add(socket));
    const port = await freePort();
    await new Promise<void>((listening) => silent.listen(port, '127.0.0.1', listening));
    await expectOutage({ REDIS_URL: `redis://127.0.0.1:${port}` });
    await expectOutage({ UPSTASH_REDIS_REST_URL: `http://127.0.0.1:${port}`, UPSTASH_REDIS_REST_TOKEN: 'unused' });
    for (const socket of sockets) socket.destroy();
    await new Promise((closed) => silent.close(closed));
  });
});

const redisInstalled = spawnSync('redis-server', ['--version']).status === 0;

describe.skipIf(!redisInstalled)('over a real Redis', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-redis-'));
  let settings: Record<string, string>;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const port = await freePort();
    const server = spawn('redis-server', [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--dir',
      folder,
    ]);
    const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
    stop = async () => {
      server.kill();
      await ended;
    };
    settings = { REDIS_URL: `redis://127.0.0.1:${port}` };
    await new Promise<void>((ready) => {
      server.stdout.on('data', (chunk: Buffer) => {
        if (chunk.toString().includes('Ready to accept connections')) ready();
      });
    });
  });

  afterAll(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('of N attempts at once from two instances exactly the limit passes', async () => {
    const instances = [limiterWith(settings), limiterWith(settings)];
    for (const instance of instances) {
      // Until its connection stands, an instance denies.
      const answers = () =>
        instance.take('guarded', '198.51.100.1').then(
          () => true,
          () => false,
        );
      await expect.poll(answers, { timeout: 10_000 }).toBe(true);
    }
    const attempts = (instance: (typeof instances)[number]) =>
      passes(() => instance.take('guarded', '198.51.100.2'), 60);
    const each = await Promise.all(instances.map(attempts));
    expect(each.reduce((sum, passed) => sum + passed, 0)).toBe(25);
    const refused = await instances[0]?.take('guarded', '198.51.100.2');
    expect(refused).toMatchObject({ allowed: false, remaining: 0, limit: 25 });
    expect(refused?.retryAfterSeconds).toBeGreaterThan(0);
    for (const instance of instances) await instance.close();
  });
});
