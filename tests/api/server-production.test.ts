import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { temporaryDataDir } from '../support/server-process.ts';

const root = join(import.meta.dirname, '../..');
const openssl = spawnSync('openssl', ['version']).status === 0;

interface Got {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

describe.skipIf(!openssl)('in production, with a certificate of its own', () => {
  let folder: string;
  let port: number;
  let ca: Buffer;
  let server: ChildProcess;
  let said = '';

  beforeAll(async () => {
    folder = temporaryDataDir();
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    spawnSync('openssl', [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
      ...['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', cert],
    ]);
    ca = readFileSync(cert);
    port = await freePort();
    server = spawn(process.execPath, ['server/main.ts'], {
      cwd: root,
      env: {
        PATH: process.env.PATH ?? '',
        NODE_ENV: 'production',
        NEXT_TELEMETRY_DISABLED: '1',
        HOLDFAST_ENV: 'production',
        HOLDFAST_DATA_DIR: join(folder, 'data'),
        HOLDFAST_LOG: 'silent',
        HOLDFAST_URL: `https://127.0.0.1:${port}`,
        HOLDFAST_TLS_CERT_FILE: cert,
        HOLDFAST_TLS_KEY_FILE: key,
        HOST: '127.0.0.1',
        PORT: String(port),
        HOLDFAST_MASTER_KEY: randomBytes(32).toString('hex'),
        API_KEY_PEPPER: randomBytes(32).toString('hex'),
        AUTH_SECRET: randomBytes(32).toString('hex'),
        INTERNAL_API_KEY: randomBytes(32).toString('hex'),
        SMTP_URL: 'smtps://user:password@mail.example.net:465',
        MAIL_FROM: 'Trust <trust@example.net>',
        CORS_ALLOWED_ORIGINS: 'none',
        DATASET_DOWNLOAD_DAILY_LIMIT: '100',
        TURNSTILE_SITE_KEY: '0x4AAAAAAAAAAAAAAAAAAAAA',
        TURNSTILE_SECRET_KEY: '0x4BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    server.stderr?.on('data', (text: Buffer) => {
      said += text;
    });
    await new Promise<void>((resolve, reject) => {
      server.stdout?.on('data', (text: Buffer) => {
        said += text;
        if (said.includes('Holdfast is listening')) resolve();
      });
      server.once('exit', () => reject(new Error(said)));
    });
  }, 60_000);
  afterAll(async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });

  function send(method: string, path: string, headers: Readonly<Record<string, string>> = {}, body = ''): Promise<Got> {
    return new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, method, path, ca, headers }, (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => {
          text += chunk;
        });
        answer.once('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
      });
      sent.once('error', reject);
      sent.end(body);
    });
  }

  it('starts, and keeps no secret in its data folder', () => {
    expect(said).toContain(`Holdfast is listening on https://127.0.0.1:${port}`);
    expect(existsSync(join(folder, 'data', 'secrets.json'))).toBe(false);
  });

  it('speaks TLS 1.3 and nothing older', async () => {
    const handshake = (maxVersion: 'TLSv1.2' | 'TLSv1.3') =>
      new Promise<string>((resolve) => {
        const socket = connect({ host: '127.0.0.1', port, ca, maxVersion }, () => {
          resolve(socket.getProtocol() ?? '');
          socket.destroy();
        });
        socket.once('error', () => resolve('refused'));
      });
    expect(await handshake('TLSv1.3')).toBe('TLSv1.3');
    expect(await handshake('TLSv1.2')).toBe('refused');
  });

  it('asks for https in its pages, and carries the Turnstile widget on the sign-in page alone', async () => {
    const signIn = await send('GET', '/sign-in');
    expect(signIn.status).toBe(200);
    expect(signIn.headers['content-security-policy']).toContain('upgrade-insecure-requests');
    expect(signIn.headers['content-security-policy']).toContain('frame-src https://challenges.cloudflare.com');
    const other = await send('GET', '/sign-out');
    expect(other.headers['content-security-policy']).toContain("frame-src 'none'");
  });

  it('has no mailbox page and no gallery', async () => {
    for (const path of ['/dev/mailbox', '/dev/gallery']) expect((await send('GET', path)).status).toBe(404);
  });

  it('signs the first owner in with cookies that only https carries and no sibling host can set', async () => {
    const token = /\/sign-in\/verify\?token=(\S+)/.exec(said)?.[1];
    const answer = await send(
      'POST',
      '/auth/set-up-owner',
      { 'content-type': 'application/json', origin: `https://127.0.0.1:${port}` },
      JSON.stringify({ token, email: 'ann@example.net', name: 'Ann' }),
    );
    expect(answer.status).toBe(200);
    const lines = answer.headers['set-cookie'] ?? [];
    expect(lines.length).toBeGreaterThanOrEqual(2);
    for (const line of lines)
      expect(line).toMatch(/^__Host-[\w-]+=[^;]*; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/);
    const cookie = lines.map((line) => line.split(';', 1)[0]).join('; ');
    const page = await send('GET', '/organizations', { cookie });
    expect([page.status, page.headers.location]).toEqual([307, '/organizations/new']);
  });

  it('answers a refusal without any word on why', async () => {
    const { status, text } = await send('GET', '/api/v1/me', { authorization: 'Bearer x' });
    expect([status, Object.keys(JSON.parse(text) as object)]).toEqual([
      401,
      ['type', 'title', 'status', 'detail', 'code', 'requestId'],
    ]);
  });
});
