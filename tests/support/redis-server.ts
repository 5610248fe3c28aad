import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@redis/client';
import { freePort } from './free-port.ts';

/** Where it is missing, suites that need it are skipped by name. */
export const redisInstalled = spawnSync('redis-server', ['--version']).status === 0;

export interface RedisServer {
  readonly url: string;
  command(...args: string[]): Promise<unknown>;
  /** Stops the process in its tracks: connections stay open and nothing is answered. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

/** A real `redis-server` of its own, in memory alone. */
export async function startRedisServer(port?: number): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-redis-'));
  const listening = port ?? (await freePort());
  const args = ['--port', String(listening), '--bind', '127.0.0.1', '--save', '', '--dir', folder];
  const server = spawn('redis-server', args);
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  await new Promise<void>((ready, reject) => {
    server.stdout.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('Ready to accept connections')) ready();
    });
    server.once('exit', () => reject(new Error('redis-server did not start')));
  });
  const url = `redis://127.0.0.1:${listening}`;
  const client = createClient({ url });
  client.on('error', () => {});
  await client.connect();
  return {
    url,
    command: (...command) => client.sendCommand(command),
    freeze: () => server.kill('SIGSTOP'),
    thaw: () => server.kill('SIGCONT'),
    async stop() {
      client.destroy();
      server.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
