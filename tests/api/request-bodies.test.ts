import { connect } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { operation } from '#lib/access/operation.ts';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { createApiRouter } from '#lib/http/router.ts';
import { type Got, nextHost, type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { call, createTestOrganization } from '../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let own: OwnServer;
let secret: string;

beforeAll(async () => {
  rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'off' } });
  own = await startOwnServer(rt);
  const acme = await createTestOrganization('Acme');
  secret = (await call(createApiKey, acme.owner, { name: 'one', scopes: ['*'] })).key;
});
afterAll(async () => {
  await own.close();
  await rt.close();
});

type Body = string | Uint8Array<ArrayBuffer>;
const bytes = (body: Uint8Array) => new Uint8Array(body);

async function post(
  body: Body,
  headers: Record<string, string> = {},
  host: { send: OwnServer['send'] } = own,
): Promise<Got> {
  const sent = { authorization: `Bearer ${secret}`, 'content-type': 'application/json', ...headers };
  return host.send({ method: 'POST', path: '/api/v1/contacts', headers: sent, body });
}

const problem = (got: Got) => JSON.parse(got.text);
const ann = '{"firstName":"Ann"}';

describe('a compressed body', () => {
  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ] as const)('in %s is read by any host', async (coding, compress) => {
    for (const host of [own, nextHost]) {
      expect((await post(bytes(compress(ann)), { 'content-encoding': coding }, host)).status).toBe(201);
    }
  });

  it('that becomes more than 1 MB is refused, however small it came', async () => {
    for (const host of [own, nextHost]) {
      for (const decoded of [1_000_001, 200_000_000]) {
        const bomb = bytes(gzipSync(Buffer.alloc(decoded, ' ')));
        expect(bomb.byteLength).toBeLessThan(250_000);
        const refused = await post(bomb, { 'content-encoding': 'gzip' }, host);
        expect([refused.status, problem(refused).bytesMax]).toEqual([413, 1_000_000]);
      }
    }
  });

  it('that is none is refused as such', async () => {
    const refused = await post(ann, { 'content-encoding': 'gzip' });
    expect([refused.status, problem(refused).code]).toEqual([400, 'malformed_body']);
  });

  it('in an unknown coding is refused with those that are known', async () => {
    const refused = await post(ann, { 'content-encoding': 'zstd' });
    expect([refused.status, refused.headers.get('accept-encoding')]).toEqual([415, 'gzip, deflate, br']);
  });
});

describe('a body that is no acceptable JSON is refused by its place', () => {
  it.each([
    ['{"customFields":{"a":"1","a":"2"}}', 'customFields.a'],
    ['{"customFields":{"__proto__":"x"}}', 'customFields.__proto__'],
    ['{"tags":["a",1e400]}', 'tags.1'],
    ['{"amount":12345678901234567890}', 'amount'],
    ['{"notes":"\\ud83d"}', 'notes'],
    [`{"customFields":${'{"a":'.repeat(40)}1${'}'.repeat(40)}}`, expect.stringMatching(/^customFields(?:\.a){31}$/)],
  ])('%.60s', async (body, path) => {
    for (const host of [own, nextHost]) {
      const refused = await post(body, {}, host);
      expect([refused.status, problem(refused).code]).toEqual([400, 'malformed_body']);
      expect(problem(refused).errors).toEqual([{ path, message: expect.any(String) }]);
      expect(problem(refused).detail).toMatch(/at position \d+ \(line 1, column \d+\)/);
    }
  });

  it('bytes that are no UTF-8', async () => {
    const refused = await post(bytes(Buffer.from('{"firstName":"\xff"}', 'latin1')));
    expect(problem(refused)).toMatchObject({ code: 'malformed_body', detail: expect.stringContaining('at byte 14') });
  });

  it('a thousand unknown fields are not all said back', async () => {
    const fields = Object.fromEntries(Array.from({ length: 900 }, (_, n) => [`unknown ${n} ${'x'.repeat(500)}`, n]));
    const refused = await post(JSON.stringify(fields));
    expect(refused.status).toBe(400);
    expect(refused.text.length).toBeLessThan(5_000);
    expect(refused.text).toContain('unknown 0');
  });

  it.each([
    [undefined, 415],
    ['text/json', 415],
    ['application/json; charset=iso-8859-1', 415],
    ['application/merge-patch+json', 415],
    ['application/json;charset=UTF-8', 201],
  ])('type %s: %i', async (type, status) => {
    // Bytes, so that nobody adds a type of their own.
    const headers: Record<string, string> = {
      authorization: `Bearer ${secret}`,
      ...(type ? { 'content-type': type } : {}),
    };
    const sent = { method: 'POST', path: '/api/v1/contacts', headers, body: bytes(Buffer.from(ann)) };
    for (const host of [own, nextHost]) {
      const got = await host.send(sent);
      expect([got.status, got.headers.get('accept')]).toEqual([status, status === 415 ? 'application/json' : null]);
    }
  });
});

describe('the largest body', () => {
  const batch = operation({
    name: 'batches.create',
    title: 'Batch',
    http: 'POST /batches',
    permission: 'contacts:write',
    feature: undefined,
    limits: [],
    input: z.strictObject({ text: z.string() }),
    output: z.strictObject({ chars: z.number() }),
    writes: true,
    bodyBytesMax: 5_000_000,
    run: async (_ctx, { text }) => ({ chars: text.length }),
  });
  const route = createApiRouter([batch]);

  it('is what the operation declares: 5 MB for a batch, to the byte', async () => {
    for (const [chars, status] of [
      [4_999_989, 200],
      [4_999_990, 413],
    ] as const) {
      const body = JSON.stringify({ text: 'x'.repeat(chars) });
      expect(Buffer.byteLength(body)).toBe(chars + 11);
      const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
      const request = new Request('http://127.0.0.1/api/v1/batches', { method: 'POST', headers, body });
      expect((await route(request, { address: '203.0.113.9', door: 'api' })).status).toBe(status);
    }
  });

  /** Writes these pieces on one connection and resolves with all that came back once `until` is in it. */
  async function exchange(pieces: readonly string[], until: RegExp): Promise<string> {
    const socket = connect(own.port, '127.0.0.1');
    try {
      return await new Promise<string>((resolve, reject) => {
        let got = '';
        socket.setEncoding('latin1').on('data', (chunk: string) => {
          got += chunk;
          if (until.test(got)) resolve(got);
        });
        socket.on('close', () => reject(new Error(`closed after: ${got}`))).on('error', reject);
        for (const piece of pieces) socket.write(piece);
      });
    } finally {
      socket.destroy();
    }
  }
  const head = () =>
    `POST /api/v1/contacts HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${secret}\r\ncontent-type: application/json\r\n`;
  const chunk = (bytesOfIt: number) => `${bytesOfIt.toString(16)}\r\n${' '.repeat(bytesOfIt)}\r\n`;

  it('that is announced is refused before a byte of it has come', async () => {
    const got = await exchange([`${head()}content-length: 1000001\r\n\r\n`], /"bytesMax":1000000/);
    expect(got).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('refused in the middle of its chunks, leaves the connection to the next request', async () => {
    const chunks = Array.from({ length: 30 }, () => chunk(50_000));
    const next = `${head()}content-length: ${ann.length}\r\n\r\n${ann}`;
    const got = await exchange(
      [`${head()}transfer-encoding: chunked\r\n\r\n`, ...chunks, '0\r\n\r\n', next],
      /HTTP\/1\.1 201 [\s\S]*"firstName":"Ann"/,
    );
    expect(got).toMatch(/^HTTP\/1\.1 413 /);
    expect(got.match(/HTTP\/1\.1 /g)).toHaveLength(2);
  });

  it('compressed, in chunks, is held to the bound like any other', async () => {
    const bomb = gzipSync(Buffer.alloc(3_000_000, ' ')).toString('latin1');
    const socket = connect(own.port, '127.0.0.1');
    const got = await new Promise<string>((resolve, reject) => {
      socket.setEncoding('latin1').on('data', resolve).on('error', reject);
      socket.write(`${head()}content-encoding: gzip\r\ntransfer-encoding: chunked\r\n\r\n`);
      socket.write(`${bomb.length.toString(16)}\r\n${bomb}\r\n0\r\n\r\n`, 'latin1');
    });
    socket.destroy();
    expect(got).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('says nothing to whoever has no credential', async () => {
    const refused = await post('x'.repeat(1_000_001), { authorization: 'Bearer none' });
    expect(refused.status).toBe(401);
  });
});
