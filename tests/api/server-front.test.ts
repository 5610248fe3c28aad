import type { IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { frontHeader, readFront } from '#lib/http/front.ts';
import { securityHeaders } from '#lib/http/headers.ts';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { call, createTestOrganization } from '../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let server: OwnServer;
let key: string;
/** What the pages behind our server saw of the last request. */
let seen: IncomingHttpHeaders;
let rawSeen: string[];

const host = 'Host: 127.0.0.1:3000';

beforeAll(async () => {
  rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'off' } });
  const acme = await createTestOrganization('Acme');
  key = (await call(createApiKey, acme.owner, { name: 'all', scopes: ['*'] })).key;
  server = await startOwnServer(rt, {
    timeouts: { headers: 400, request: 1_500 },
    pages: async (request, response) => {
      seen = request.headers;
      rawSeen = request.rawHeaders;
      if (request.url === '/fails') throw new Error('a page that fails at /srv/data');
      response.end('a page');
    },
  });
});
afterAll(async () => {
  await server.close();
  await rt.close();
});
beforeEach(() => {
  seen = {};
  rawSeen = [];
});

interface Raw {
  readonly status: number;
  readonly head: string;
  readonly body: string;
  /** Milliseconds until the server had closed the connection. */
  readonly ms: number;
}

/** Writes these bytes, piece by piece, and reads until the server hangs up. */
function raw(pieces: readonly string[], pauseMs = 0): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const socket = connect(server.port, '127.0.0.1');
    let text = '';
    let timer: NodeJS.Timeout | undefined;
    const rest = [...pieces];
    const write = () => {
      const piece = rest.shift();
      if (piece === undefined || socket.destroyed) return;
      socket.write(piece);
      timer = setTimeout(write, pauseMs);
    };
    socket.once('connect', write);
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
    });
    // A reset after the answer has come is how a refused sender learns to stop.
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error);
    });
    socket.once('close', () => {
      clearTimeout(timer);
      const [head = '', ...body] = text.split('\r\n\r\n');
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0);
      resolve({ status, head: head.toLowerCase(), body: body.join('\r\n\r\n'), ms: performance.now() - started });
    });
  });
}

function expectSecured(answer: Raw): void {
  for (const [name, value] of Object.entries(securityHeaders))
    expect(answer.head).toContain(`${name}: ${value.toLowerCase()}`);
  expect(answer.head).toContain('content-security-policy: ');
  expect(answer.head).toMatch(/x-request-id: req_[0-9a-z]{26}/);
}

describe('what a client can take its time with, or send too much of', () => {
  it('headers that trickle in are cut off', async () => {
    const answer = await raw(
      ['GET / HTTP/1.1\r\n', host, '\r\n', ...Array.from({ length: 100 }, () => 'X: y\r\n')],
      100,
    );
    expect(answer.status).toBe(408);
    expect(answer.ms).toBeLessThan(3_000);
    expectSecured(answer);
  });

  it('a body that trickles in is cut off', async () => {
    const head = `POST /api/v1/contacts HTTP/1.1\r\n${host}\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n`;
    const answer = await raw([head, ...Array.from({ length: 60 }, () => ' ')], 100);
    expect(answer.status).toBe(408);
    expect(answer.ms).toBeLessThan(5_000);
    expectSecured(answer);
  });

  it('a header that is too large is refused with our headers', async () => {
    const answer = await raw([`GET / HTTP/1.1\r\n${host}\r\nX-Big: ${'x'.repeat(40_000)}\r\n\r\n`]);
    expect(answer.status).toBe(431);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'headers_too_large' });
    expectSecured(answer);
  });

  it('a chunked body without end is refused at the byte too many, before it has all come', async () => {
    const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
    const head = `POST /api/v1/contacts HTTP/1.1\r\n${host}\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const answer = await raw([head, ...Array.from({ length: 200 }, () => chunk)], 2);
    expect(answer.status).toBe(413);
    expectSecured(answer);
  });

  it('a form that is too large for a page never reaches it', async () => {
    const answer = await raw([
      `POST /acme HTTP/1.1\r\n${host}\r\nConnection: close\r\nContent-Length: 2000001\r\n\r\n`,
    ]);
    expect(answer.status).toBe(413);
    expect(rawSeen).toEqual([]);
  });
});

describe('what is no request of ours', () => {
  it.each([
    ['bytes that are no HTTP', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
    ['two lengths', `POST / HTTP/1.1\r\n${host}\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n`, 400],
    [
      'a length and chunks',
      `POST / HTTP/1.1\r\n${host}\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
    ],
    ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['a whole address as the target', `GET http://evil.example/ HTTP/1.1\r\n${host}\r\nConnection: close\r\n\r\n`, 400],
    ['an odd method', `TRACE / HTTP/1.1\r\n${host}\r\nConnection: close\r\n\r\n`, 405],
    ['an expectation we do not know', `GET / HTTP/1.1\r\n${host}\r\nExpect: wonders\r\nConnection: close\r\n\r\n`, 417],
  ])('%s', async (_what, text, status) => {
    const answer = await raw([text]);
    expect(answer.status).toBe(status);
    expect(answer.head).toContain('x-frame-options: deny');
    expect(answer.head).toContain('x-request-id: req_');
    expect(rawSeen).toEqual([]);
  });

  it('a name that was made to point here (DNS rebinding) gets neither page nor API', async () => {
    for (const path of ['/dev/mailbox', '/api/v1/me', '/sign-in']) {
      const answer = await raw([`GET ${path} HTTP/1.1\r\nHost: rebound.example:3000\r\nConnection: close\r\n\r\n`]);
      expect(answer.status).toBe(403);
      expectSecured(answer);
    }
    expect(rawSeen).toEqual([]);
  });

  it('another name of this machine is sent to where the cookies are, and never elsewhere', async () => {
    const where = async (target: string) => {
      const answer = await raw([`GET ${target} HTTP/1.1\r\nHost: localhost:3000\r\nConnection: close\r\n\r\n`]);
      return [answer.status, /location: (\S*)/.exec(answer.head)?.[1]];
    };
    expect(await where('/sign-in?next=%2Facme')).toEqual([307, `${rt.origin}/sign-in?next=%2facme`]);
    expect(await where('//evil.example/x')).toEqual([307, `${rt.origin}/evil.example/x`]);
  });
});

it('a client that offers to upgrade gets an ordinary answer', async () => {
  const offers = ['h2c', 'websocket'];
  for (const offer of offers) {
    const lines = `Connection: Upgrade, HTTP2-Settings\r\nUpgrade: ${offer}\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA`;
    // Apart from each other: what stands behind an offer in the same packet is dropped by the parser.
    const answer = await raw(
      [
        `GET /healthz HTTP/1.1\r\n${host}\r\n${lines}\r\n\r\n`,
        `GET /healthz HTTP/1.1\r\n${host}\r\nConnection: close\r\n\r\n`,
      ],
      200,
    );
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('alive');
  }
});

describe('what pages see of a request', () => {
  it('is what we know, not what the client claims', async () => {
    const forged = {
      'x-forwarded-for': '6.6.6.6',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      forwarded: 'for=6.6.6.6',
      'x-real-ip': '6.6.6.6',
      'cf-connecting-ip': '6.6.6.6',
      'content-security-policy': "script-src 'nonce-evil'",
      'x-nonce': 'evil',
      'x-request-id': 'evil',
      'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware',
      'x-holdfast-path': '/globex',
      [frontHeader]: 'x 6.6.6.6',
    };
    const lines = Object.entries({ ...forged, 'user-agent': 'kept' }).map(([name, value]) => `${name}: ${value}\r\n`);
    const answer = await raw([`GET /acme HTTP/1.1\r\n${host}\r\nConnection: close\r\n${lines.join('')}\r\n`]);
    expect(answer.status).toBe(200);
    expectSecured(answer);
    expect(seen).toMatchObject({
      host: '127.0.0.1:3000',
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-host': '127.0.0.1:3000',
      'x-forwarded-proto': 'http',
      'user-agent': 'kept',
    });
    expect(readFront(seen[frontHeader] as string)).toEqual({ address: '127.0.0.1' });
    for (const text of [JSON.stringify(seen), JSON.stringify(rawSeen)]) {
      expect(text).not.toMatch(/evil|6\.6\.6\.6|middleware|globex/);
    }
    expect(answer.head).toContain(`x-request-id: ${String(seen['x-request-id']).toLowerCase()}`);
  });

  it('a header in our name without our secret says nothing', () => {
    expect(readFront(`${'A'.repeat(43)} 6.6.6.6`)).toBeNull();
    expect(readFront('')).toBeNull();
    expect(readFront(null)).toBeNull();
  });

  it('of a page that fails, the client learns nothing of why', async () => {
    const answer = await raw([`GET /fails HTTP/1.1\r\n${host}\r\nConnection: close\r\n\r\n`]);
    expect(answer.status).toBe(500);
    expect(answer.body).not.toContain('/srv/data');
    expectSecured(answer);
  });
});

describe('health', () => {
  it('liveness and readiness answer under any name, and readiness names each check', async () => {
    const alive = await raw([`GET /healthz HTTP/1.1\r\nHost: probe.internal\r\nConnection: close\r\n\r\n`]);
    expect([alive.status, alive.body]).toEqual([200, '{"status":"alive"}']);
    const ready = await raw([`GET /readyz HTTP/1.1\r\nHost: probe.internal\r\nConnection: close\r\n\r\n`]);
    expect([ready.status, JSON.parse(ready.body)]).toEqual([
      200,
      { status: 'ready', checks: { controlDatabase: 'ok', migrations: 'ok', disk: 'ok' } },
    ]);
    expectSecured(ready);
  });

  it('readiness is withdrawn while an organisation is being migrated; liveness is not', async () => {
    await createTestOrganization('Moving');
    await rt.tenancy.control.write((tx) => tx.run("UPDATE Placement SET state = 'migrating'"));
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const answer = await server.send({ path: '/readyz' });
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([503, { checks: { migrations: 'failing' } }]);
    expect((await server.send({ path: '/healthz' })).status).toBe(200);
    await rt.tenancy.control.write((tx) => tx.run("UPDATE Placement SET state = 'ok'"));
  });
});

describe('reports of stopped scripts', () => {
  const report = {
    'csp-report': {
      'document-uri': 'http://127.0.0.1:3000/sign-in?token=x',
      'blocked-uri': 'https://evil.example/x.js?y',
    },
  };
  const send = (body: string, type = 'application/csp-report') =>
    server.send({ method: 'POST', path: '/csp-report', headers: { 'content-type': type }, body });

  it('are taken in both forms', async () => {
    expect((await send(JSON.stringify(report))).status).toBe(204);
    const modern = [{ type: 'csp-violation', body: { documentURL: 'http://127.0.0.1:3000/', blockedURL: 'inline' } }];
    expect((await send(JSON.stringify(modern), 'application/reports+json')).status).toBe(204);
  });

  it.each([
    ['too large', JSON.stringify({ 'csp-report': { 'blocked-uri': 'x'.repeat(70_000) } }), 413],
    ['no JSON', 'x', 400],
    ['empty', '', 400],
    ['of an odd shape', 'null', 204],
  ])('%s', async (_what, body, status) => {
    expect((await send(body)).status).toBe(status);
  });

  it('from one address are bounded', async () => {
    const statuses = await Promise.all(
      Array.from({ length: 80 }, async () => (await send(JSON.stringify(report))).status),
    );
    expect(statuses).toContain(429);
    expect((await server.send({ path: '/csp-report' })).status).toBe(405);
  });
});
