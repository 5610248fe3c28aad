import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConnection } from '#lib/platform/db/connection.ts';
import { controlDatabaseKey, masterKeysOf } from '#lib/tenancy/keys.ts';
import { type ServerProcess, startServer, temporaryDataDir } from '../support/server-process.ts';

const root = join(import.meta.dirname, '../..');

const folders: string[] = [];
function dataFolder(): string {
  const folder = temporaryDataDir();
  folders.push(folder);
  return folder;
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Runs the server with settings that it must refuse, to its end. */
function refusedStart(env: Readonly<Record<string, string>>) {
  const { PATH = '' } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['server/main.ts'], {
    cwd: root,
    env: { PATH, NODE_ENV: 'production', PORT: '0', HOLDFAST_READY_JSON: '1', HOLDFAST_LOG: 'silent', ...env },
    encoding: 'utf8',
    timeout: 30_000,
  });
  return { status, stdout, stderr };
}

describe('a server', () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(async () => {
    await server.stop();
  });

  const operator = () => JSON.parse(readFileSync(join(server.dataDir, 'operator.json'), 'utf8')) as Operator;
  interface Operator {
    readonly pid: number;
    readonly url: string;
    readonly token: string;
  }
  const command = (name: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${operator().url}/operations/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${operator().token}`, ...headers },
      body: JSON.stringify(body),
    });

  it('tells programs on stdout, in one line, where it is and how the first owner signs in', () => {
    const [line = '', ...rest] = server.stdout().trim().split('\n');
    expect(rest).toEqual([]);
    expect(JSON.parse(line)).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      signInUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/sign-in\/verify\?token=/),
    });
  });

  it('serves pages with a nonce of their own each time, the API, and health', async () => {
    const nonces = new Set<string>();
    for (let visit = 0; visit < 2; visit += 1) {
      const page = await fetch(`${server.url}/sign-in`);
      expect(page.status).toBe(200);
      const policy = page.headers.get('content-security-policy') ?? '';
      const nonce = /script-src 'nonce-([^']+)' 'strict-dynamic'/.exec(policy)?.[1] ?? '';
      expect(Buffer.from(nonce, 'base64')).toHaveLength(16);
      const html = await page.text();
      expect(html.match(/<script(?![^>]*nonce=)/g)).toBeNull();
      expect(html).toContain(`nonce="${nonce}"`);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(2);
    expect((await fetch(`${server.url}/api/v1/me`)).status).toBe(401);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });

  it.each(['/sign-in', '/acme/contacts', '/sign-in/', '/_next/static/nothing.js', '/api/v1/nothing', '//evil.example'])(
    'puts the security headers on %s, once each, and says nothing of what it is made of',
    async (path) => {
      const { headers } = await fetch(`${server.url}${path}`, { redirect: 'manual' });
      expect(Object.fromEntries(headers)).toMatchObject({
        'strict-transport-security': 'max-age=63072000; includeSubDomains; preload',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'strict-origin-when-cross-origin',
        'permissions-policy': 'camera=(), microphone=(self), geolocation=()',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'x-request-id': expect.stringMatching(/^req_[0-9A-Z]{26}$/),
      });
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('content-security-policy')).not.toContain(', ');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('server')).toBeNull();
      expect(headers.get('location') ?? '/').toMatch(/^\/(?![/\\])/);
    },
  );

  it('turns nobody into somebody: the console leads to the sign-in page, also when the middleware is told to stand aside', async () => {
    const skips = ['middleware', 'src/middleware', Array.from({ length: 6 }, () => 'middleware').join(':')];
    for (const skip of [undefined, ...skips]) {
      const headers = skip === undefined ? {} : { 'x-middleware-subrequest': skip };
      const answer = await fetch(`${server.url}/acme/contacts?q=x`, { headers, redirect: 'manual' });
      expect([answer.status, answer.headers.get('location')]).toEqual([
        307,
        '/sign-in?next=%2Facme%2Fcontacts%3Fq%3Dx',
      ]);
    }
    const madeUp = await fetch(`${server.url}/acme/contacts`, {
      headers: { cookie: 'holdfast-session=x' },
      redirect: 'manual',
    });
    expect(madeUp.headers.get('location')).toMatch(/^\/sign-in/);
  });

  describe("the operators' door", () => {
    it('is known to whoever can read the data folder, and to nobody else', () => {
      expect(statSync(join(server.dataDir, 'operator.json')).mode & 0o777).toBe(0o600);
      expect(operator()).toEqual({
        pid: server.pid,
        url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
        token: expect.stringMatching(/^[\w-]{43}$/),
        boundOrigin: server.url,
      });
    });

    it('runs operations, those of an organisation inside it', async () => {
      const made = await command('organizations.provision', { input: { name: 'Acme', owner: 'ann@example.com' } });
      expect(made.status).toBe(200);
      const listed = await command('contacts.list', { org: 'acme', input: {} });
      expect([listed.status, await listed.json()]).toEqual([200, { result: { data: [], nextCursor: null } }]);
    });

    it.each([
      ['without the token', { authorization: 'Bearer x' }, 401],
      ['from a browser', { origin: 'http://127.0.0.1:3000' }, 401],
    ])('refuses a caller %s', async (_who, headers, status) => {
      const answer = await command('contacts.list', { org: 'acme', input: {} }, headers);
      expect(answer.status).toBe(status);
    });

    it.each([
      ['an operation that there is not', 'contacts.destroy', { org: 'acme' }, 404],
      ['an operation of people', 'sessions.list', {}, 404],
      ['an organisation that there is not', 'contacts.list', { org: 'nobody' }, 404],
      ['no organisation where one is needed', 'contacts.list', {}, 400],
      ['an organisation that is no name', 'contacts.list', { org: { slug: 'acme' } }, 400],
    ])('refuses %s', async (_what, name, body, status) => {
      expect((await command(name, body)).status).toBe(status);
    });

    it('is not on the public port', async () => {
      const answer = await fetch(`${server.url}/operations/contacts.list`, {
        method: 'POST',
        headers: { authorization: `Bearer ${operator().token}` },
        redirect: 'manual',
      });
      expect(answer.status).not.toBe(200);
    });
  });

  it('refuses a second one on its data folder, naming the first', () => {
    const second = refusedStart({ HOLDFAST_DATA_DIR: server.dataDir });
    expect(second).toMatchObject({ status: 1, stdout: '' });
    expect(second.stderr).toContain(`in use by another Holdfast process (process ${server.pid}`);
    expect(second.stderr.trim().split('\n')).toHaveLength(1);
  });

  it('refuses a second one on its port, with one sentence', () => {
    const { port } = new URL(server.url);
    const second = refusedStart({ HOLDFAST_DATA_DIR: dataFolder(), PORT: port });
    expect(second).toMatchObject({ status: 1, stdout: '' });
    expect(second.stderr).toBe(
      `holdfast: Port ${port} on 127.0.0.1 is taken by another program. Stop it, or choose another port with PORT=${Number(port) + 1}.\n`,
    );
  });
});

describe('a start that must not be', () => {
  it('lists every setting that production refuses, and touches nothing', () => {
    const folder = join(dataFolder(), 'new');
    const refused = refusedStart({
      HOLDFAST_DATA_DIR: folder,
      HOLDFAST_ENV: 'production',
      HOLDFAST_URL: 'http://trust.example',
      AUTH_SECRET: 'changeme',
      CORS_ALLOWED_ORIGINS: '*',
      TURNSTILE_SITE_KEY: '1x00000000000000000000AA',
    });
    expect(refused).toMatchObject({ status: 1, stdout: '' });
    for (const setting of [
      'HOLDFAST_MASTER_KEY is not set',
      'API_KEY_PEPPER is not set',
      'AUTH_SECRET must be 64 hex digits',
      'INTERNAL_API_KEY is not set',
      'HOLDFAST_URL must be an https address',
      'SMTP_URL is not set',
      'MAIL_FROM must be',
      'CORS_ALLOWED_ORIGINS must not hold a wildcard',
      'DATASET_DOWNLOAD_DAILY_LIMIT is not set',
      "TURNSTILE_SITE_KEY is one of Cloudflare's test keys",
      'TURNSTILE_SECRET_KEY is not set',
    ]) {
      expect(refused.stderr).toContain(setting);
    }
    expect(existsSync(folder)).toBe(false);
  });

  it('names a setting that is not of its form', () => {
    const refused = refusedStart({ HOLDFAST_DATA_DIR: dataFolder(), PORT: 'many', TENANT_POOL_MAX: '1' });
    expect(refused.status).toBe(1);
    expect(refused.stderr).toMatch(/PORT [^\n]+\n {2}TENANT_POOL_MAX /);
  });

  it('says in one sentence that the data folder cannot be used', () => {
    const file = join(dataFolder(), 'file');
    writeFileSync(file, '');
    const refused = refusedStart({ HOLDFAST_DATA_DIR: join(file, 'data') });
    expect(refused).toMatchObject({ status: 1, stdout: '' });
    expect(refused.stderr).toMatch(/^holdfast: The data folder [^\n]+ cannot be written: [^\n]+\n$/);
  });

  it('says in one sentence that the data is of a newer version', async () => {
    const dataDir = dataFolder();
    const first = await startServer({ dataDir });
    await first.stop();
    const { HOLDFAST_MASTER_KEY: hex = '' } = JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')) as Record<
      string,
      string
    >;
    const keys = masterKeysOf(Buffer.from(hex, 'hex'));
    const control = openConnection({
      file: join(dataDir, 'control.db'),
      key: controlDatabaseKey(keys, keys.current),
      access: 'write',
    });
    control.exec("INSERT INTO _migration (id, checksum, appliedAt) VALUES ('9999_later', 'x', 'x')");
    control.close();
    const refused = refusedStart({ HOLDFAST_DATA_DIR: dataDir });
    expect(refused).toMatchObject({ status: 1, stdout: '' });
    expect(refused.stderr).toMatch(/^holdfast: The data in [^\n]+ was written by a newer version of Holdfast[^\n]*\n$/);
  });
});

describe('stopping', () => {
  it('gives everything back: exit 0, no operators’ file, a folder that the next start can have', async () => {
    const dataDir = dataFolder();
    const first = await startServer({ dataDir });
    expect(await first.stop()).toBe(0);
    expect(existsSync(join(dataDir, 'operator.json'))).toBe(false);
    const second = await startServer({ dataDir });
    expect(second.ownerLink).not.toBeNull();
    expect(second.ownerLink).not.toBe(first.ownerLink);
    expect(await second.stop()).toBe(0);
  });

  it('after kill -9 the next start takes over', async () => {
    const dataDir = dataFolder();
    const first = await startServer({ dataDir });
    await first.kill();
    const second = await startServer({ dataDir });
    expect((await fetch(`${second.url}/readyz`)).status).toBe(200);
    expect(await second.stop()).toBe(0);
  });

  it('a second signal ends it at once, whatever is under way', async () => {
    const server = await startServer();
    // A request that never ends: its body does not come.
    const { port } = new URL(server.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(`POST /api/v1/auth/request HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 10\r\n\r\n`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const started = performance.now();
    process.kill(server.pid, 'SIGTERM');
    // Within a second it would be taken for the same one, which terminals and parents both send.
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    process.kill(server.pid, 'SIGTERM');
    expect(await server.stop()).toBe(1);
    expect(performance.now() - started).toBeLessThan(5_000);
    socket.destroy();
  });
});

it('a port is found taken before the data folder is touched', async () => {
  const taken = createServer();
  await new Promise<void>((listening) => taken.listen(0, '127.0.0.1', listening));
  const { port } = taken.address() as { port: number };
  const folder = join(dataFolder(), 'new');
  expect(refusedStart({ HOLDFAST_DATA_DIR: folder, PORT: String(port) }).status).toBe(1);
  expect(existsSync(folder)).toBe(false);
  taken.close();
});
