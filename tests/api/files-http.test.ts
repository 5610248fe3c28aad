import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { fileBytesMax } from '#lib/files/schema.ts';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { call, createTestOrganization } from '../support/call.ts';
import { filesBelow } from '../support/files.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let server: OwnServer;
let key: string;

beforeAll(async () => {
  rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'off' } });
  server = await startOwnServer(rt);
  const acme = await createTestOrganization('Acme');
  key = (await call(createApiKey, acme.owner, { name: 'all', scopes: ['*'] })).key;
});

afterAll(async () => {
  await server.close();
  await rt.close();
});

const stored = () => filesBelow(join(rt.dataDir, 'objects')).length;

function upload(body: string | Uint8Array<ArrayBuffer>, headers: Readonly<Record<string, string>> = {}, query = '') {
  return server.send({
    method: 'POST',
    path: `/api/v1/files${query}`,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/octet-stream', ...headers },
    body,
  });
}

const download = (id: string) =>
  fetch(`http://127.0.0.1:${server.port}/api/v1/files/${id}/download`, { headers: { authorization: `Bearer ${key}` } });

/** Sends a body in chunks without saying how long it is, and reads the answer whenever it comes. */
function uploadChunked(bytes: number): Promise<{ status: number; sent: number }> {
  const chunk = Buffer.alloc(256 * 1024);
  return new Promise((resolve, reject) => {
    let sent = 0;
    const sending = request(
      {
        port: server.port,
        host: '127.0.0.1',
        path: '/api/v1/files',
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'transfer-encoding': 'chunked' },
      },
      (answer) => {
        answer.resume();
        resolve({ status: answer.statusCode ?? 0, sent });
        sending.destroy();
      },
    );
    sending.on('error', (error) => (sending.destroyed ? undefined : reject(error)));
    const write = () => {
      while (sent < bytes && !sending.destroyed) {
        sent += chunk.byteLength;
        if (!sending.write(chunk)) {
          sending.once('drain', write);
          return;
        }
      }
      if (!sending.destroyed) sending.end();
    };
    write();
  });
}

describe('an upload over HTTP', () => {
  test('answers 201 with Location; the bytes come back the same', async () => {
    const content = randomBytes(3_000_000);
    const answer = await upload(new Uint8Array(content), { 'content-disposition': `attachment; filename="a.bin"` });
    expect(answer.status).toBe(201);
    const file = JSON.parse(answer.text);
    expect(file).toMatchObject({ name: 'a.bin', contentType: 'application/octet-stream', bytes: content.length });
    expect(answer.headers.get('location')).toBe(`/api/v1/files/${file.id}`);
    const got = await download(file.id);
    expect(got.headers.get('content-length')).toBe(String(content.length));
    expect(Buffer.from(await got.arrayBuffer())).toEqual(content);
  });

  test('takes 25 MB, and not a byte more: neither announced nor in chunks without a length', async () => {
    expect((await upload(new Uint8Array(fileBytesMax))).status).toBe(201);
    const before = stored();
    expect((await upload(new Uint8Array(fileBytesMax + 1))).status).toBe(413);
    const { status, sent } = await uploadChunked(4 * fileBytesMax);
    expect(status).toBe(413);
    expect(sent).toBeLessThan(3 * fileBytesMax);
    expect(stored()).toBe(before);
  });

  test('takes no compressed body, which would be another file than it is', async () => {
    const answer = await upload('x', { 'content-encoding': 'gzip' });
    expect([answer.status, answer.headers.get('accept-encoding')]).toEqual([415, 'identity']);
  });

  test('refuses by name what it does not know', async () => {
    expect((await upload('x', {}, '?colour=red')).text).toContain('colour');
  });
});

const page = '<html><script>alert(document.domain)</script></html>';

describe('a download over HTTP', () => {
  test.each([
    ['../../etc/cron.d/x', 'x'],
    ['..\\..\\windows\\system.ini', 'system.ini'],
    ['report\u202efdp.exe', 'reportfdp.exe'],
    ['nul\u0000byte.txt', 'nulbyte.txt'],
    [`${'long'.repeat(75)}.txt`, `${'long'.repeat(49)}.txt`],
    ['page.html', 'page.html'],
    ['"; filename="other.html', '; filename=other.html'],
    ['two\r\nset-cookie: a=b.txt', 'twoset-cookie: a=b.txt'],
  ])('of a file that was sent as %j is an attachment that no browser shows or runs', async (given, name) => {
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(given.replaceAll('"', ''))}`;
    const answer = await upload(page, { 'content-disposition': disposition, 'content-type': 'text/html' });
    const file = JSON.parse(answer.text);
    expect(file.name).toBe(name);
    expect(file.contentType).not.toContain('html');
    const got = await download(file.id);
    expect(await got.text()).toBe(page);
    const said = got.headers.get('content-disposition') ?? '';
    expect(said).toMatch(/^attachment; filename="[^"\\/\r\n]*"; filename\*=UTF-8''[^;"\s]*$/);
    expect(decodeURIComponent(said.split("UTF-8''")[1] ?? '')).toBe(name);
    expect(got.headers.get('content-type')).toMatch(/^(?:application\/octet-stream|text\/plain)/);
    expect(got.headers.get('x-content-type-options')).toBe('nosniff');
    expect(got.headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'; sandbox");
    expect(got.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(got.headers.get('cache-control')).toBe('no-store');
    expect(got.headers.has('set-cookie')).toBe(false);
  });

  test('answers HEAD without the bytes, and leaves no file open', async () => {
    const { id } = JSON.parse((await upload('content')).text);
    const head = await server.send({
      method: 'HEAD',
      path: `/api/v1/files/${id}/download`,
      headers: { authorization: `Bearer ${key}` },
    });
    expect([head.status, head.text, head.headers.get('content-length')]).toEqual([200, '', '7']);
  });
});
