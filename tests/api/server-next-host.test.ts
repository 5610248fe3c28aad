import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limits } from '#lib/access/limits.ts';
import { securityHeaders } from '#lib/http/headers.ts';
import { freePort } from '../support/free-port.ts';
import { temporaryDataDir } from '../support/server-process.ts';

const root = join(import.meta.dirname, '../..');

/** `next start`, which knows nothing of our server: it stands for every other host of Next applications. */
let host: ChildProcess;
let ended: Promise<unknown>;
let dataDir: string;
let url: string;
let said = '';

beforeAll(async () => {
  dataDir = temporaryDataDir();
  const port = await freePort();
  url = `http://localhost:${port}`;
  host = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'start', '-p', String(port), '-H', '127.0.0.1'], {
    cwd: root,
    env: {
      PATH: process.env.PATH ?? '',
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      HOLDFAST_DATA_DIR: dataDir,
      HOLDFAST_LOG: 'warn',
      PORT: String(port),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [host.stdout, host.stderr]) {
    stream?.on('data', (text: Buffer) => {
      said += text;
    });
  }
  ended = new Promise((resolve) => host.once('exit', resolve));
  const ready = () =>
    get('/readyz')
      .then(({ status }) => status === 200)
      .catch(() => false);
  for (const deadline = Date.now() + 60_000; !(await ready()); await wait(100)) {
    if (Date.now() > deadline || host.exitCode !== null) throw new Error(`not ready: ${said}`);
  }
}, 70_000);
afterAll(async () => {
  host.kill();
  await ended;
  rmSync(dataDir, { recursive: true, force: true });
});

interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** By hand, because fetch decides on some headers itself. */
function get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Got> {
  const { port, host: name } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port, path, headers: { host: name, ...headers } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        text += chunk;
      });
      answer.once('end', () => {
        const got = new Headers();
        for (const [header, values = []] of Object.entries(answer.headersDistinct)) {
          for (const value of values) got.append(header, value);
        }
        resolve({ status: answer.statusCode ?? 0, headers: got, text });
      });
    });
    sent.once('error', reject);
    sent.end();
  });
}

describe('another host of Next', () => {
  it('starts the installation by itself', () => {
    expect(said).not.toContain('Error');
  });

  it('answers the API with its own policy, and one request id in header and body', async () => {
    const { status, headers, text } = await get('/api/v1/me');
    expect(status).toBe(401);
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'; sandbox");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(JSON.parse(text)).toMatchObject({ code: 'unauthorized', requestId: headers.get('x-request-id') });
  });

  it.each([
    '/sign-in',
    '/sign-in/',
    '/acme/contacts',
    '/api/v1/me',
    '/healthz',
    '/auth/nothing',
    '/_next/static/nothing.js',
  ])('puts the security headers on %s, once each', async (path) => {
    const { headers } = await get(path);
    expect(Object.fromEntries(headers)).toMatchObject(securityHeaders);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('content-security-policy')).not.toContain(', ');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('believes no header by which a client speaks for us', async () => {
    const forged = {
      'content-security-policy': "script-src 'nonce-evil'",
      'x-nonce': 'evil',
      'x-request-id': 'req_00000000000000000000000000',
      'x-middleware-subrequest': Array.from({ length: 6 }, () => 'middleware').join(':'),
      'x-holdfast-front': 'secret 6.6.6.6',
      'x-holdfast-path': '/globex',
    };
    const page = await get('/sign-in', forged);
    expect(page.text).not.toContain('evil');
    expect(page.headers.get('x-request-id')).not.toBe(forged['x-request-id']);
    const console = await get('/acme', forged);
    expect([console.status, console.headers.get('location')]).toEqual([307, '/sign-in?next=%2Facme']);
  });

  it('gives a client that rotates X-Forwarded-For no new budget', async () => {
    const statuses: number[] = [];
    for (let guess = 0; guess < limits['api.unauthenticated'].limit + 5; guess += 1) {
      statuses.push((await get('/api/v1/me', { 'x-forwarded-for': `203.0.113.${guess}` })).status);
    }
    expect(statuses.slice(-3)).toEqual([429, 429, 429]);
  }, 30_000);

  it('serves no name that was made to point here', async () => {
    for (const path of ['/dev/mailbox', '/sign-in', '/api/v1/me']) {
      expect((await get(path, { host: 'rebound.example' })).status).toBe(403);
    }
  });
});
