import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { operation } from '#lib/access/operation.ts';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { createRouteTable } from '#lib/http/route-table.ts';
import { createApiRouter } from '#lib/http/router.ts';
import { operations } from '#lib/registry.ts';
import { nextHost, type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { call, createTestOrganization } from '../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let own: OwnServer;
let secret: string;
let contactId: string;

beforeAll(async () => {
  rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'off' } });
  own = await startOwnServer(rt);
  const acme = await createTestOrganization('Acme');
  secret = (await call(createApiKey, acme.owner, { name: 'one', scopes: ['*'] })).key;
  contactId = (await call(createContact, acme.owner, { firstName: 'Ann' })).id;
});
afterAll(async () => {
  await own.close();
  await rt.close();
});

const withKey = () => ({ authorization: `Bearer ${secret}` });

/** Each path with all the methods that it takes. */
const paths = new Map<string, Set<string>>();
for (const { method, template, operation } of createRouteTable(operations).routes) {
  const taken = paths.get(template) ?? new Set(['OPTIONS']);
  paths.set(template, taken.add(method));
  if (method === 'GET' && !operation.countsAnswers) taken.add('HEAD');
}

/** Our own server answers HEAD on the wire; `fetch` hides whether a body came with it. */
async function raw(method: string, path: string, more = ''): Promise<{ head: string; body: string }> {
  const { connect } = await import('node:net');
  const text = await new Promise<string>((resolve, reject) => {
    const socket = connect(own.port, '127.0.0.1');
    let got = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      got += chunk;
    });
    socket.on('end', () => resolve(got)).on('error', reject);
    socket.end(
      `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${secret}\r\nconnection: close\r\n${more}\r\n`,
    );
  });
  const [head = '', body = ''] = text.split('\r\n\r\n');
  return { head: head.toLowerCase(), body };
}

describe('OPTIONS and methods that a path does not take', () => {
  it.each([...paths])('%s says which it takes, in any host', async (template, taken) => {
    const path = `/api/v1${template.replaceAll(/\{\w+\}/g, 'x')}`;
    const allow = [...taken].sort().join(', ');
    for (const host of [own, nextHost]) {
      const options = await host.send({ method: 'OPTIONS', path });
      expect([options.status, options.text, options.headers.get('allow')]).toEqual([204, '', allow]);
      expect(options.headers.get('x-request-id')).toMatch(/^req_/);
      for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((name) => !taken.has(name))) {
        const refused = await host.send({ method, path });
        expect([refused.status, refused.headers.get('allow')], method).toEqual([405, allow]);
        expect(refused.headers.get('x-request-id')).toMatch(/^req_/);
      }
    }
  });

  it.each(['TRACE', 'PROPFIND'])('%s is refused with the methods that there are', async (method) => {
    const known = await raw(method, '/api/v1/contacts');
    expect(known.head).toMatch(/^http\/1\.1 405 /);
    expect(known.head).toContain('allow: get, head, options, post\r\n');
    const page = await raw(method, '/sign-in');
    expect(page.head).toMatch(/^http\/1\.1 405 /);
    expect(page.head).toMatch(/\r\nallow: delete, get, head, options, patch, post, put\r\n/);
    for (const { head } of [known, page]) expect(head).toMatch(/\r\nx-request-id: req_/);
  });
});

it('what the server answers before any door carries a request id too', async () => {
  const unmet = await raw('GET', '/api/v1/contacts', 'expect: the-unexpected\r\n');
  expect(unmet.head).toMatch(/^http\/1\.1 417 /);
  expect(unmet.head).toMatch(/\r\nx-request-id: req_/);
});

describe('HEAD', () => {
  it.each(['/contacts', '/contacts/{id}', '/me', '/receipts'])(
    '%s has the headers of GET and no byte of its body',
    async (template) => {
      const path = `/api/v1${template.replace('{id}', contactId)}`;
      const changing = /^(?:date|x-request-id|ratelimit|connection|keep-alive):/;
      const headers = (head: string) => head.split('\r\n').filter((line) => !changing.test(line));
      const get = await raw('GET', path);
      const head = await raw('HEAD', path);
      expect(headers(head.head)).toEqual(headers(get.head));
      expect(get.head).toContain(`content-length: ${Buffer.byteLength(get.body)}`);
      expect([get.body.length > 0, head.body]).toEqual([true, '']);
    },
  );
});

describe('every answer to a caller who is known', () => {
  it('is kept by no cache and carries its request id, refusals included', async () => {
    for (const [target, status] of [
      ['GET /contacts', 200],
      [`GET /contacts/${contactId}`, 200],
      ['GET /contacts/con_none', 404],
      ['GET /contacts?limit=0', 400],
      ['GET /nothing', 404],
      ['PUT /contacts', 405],
    ] as const) {
      const [method = '', path = ''] = target.split(' ');
      for (const host of [own, nextHost]) {
        const got = await host.send({ method, path: `/api/v1${path}`, headers: withKey() });
        expect([got.status, got.headers.get('cache-control')], target).toEqual([status, 'no-store']);
        expect(got.headers.get('x-request-id')).toMatch(/^req_[0-9A-Z]{26}$/);
      }
    }
  });
});

describe('an operation that is on its way out', () => {
  const old = (deprecated: object, http = 'GET /old/{id}') =>
    operation({
      name: 'old.read',
      title: 'Old',
      http: http as 'GET /old/{id}',
      permission: 'contacts:read',
      feature: undefined,
      limits: [],
      input: z.strictObject({ id: z.string() }),
      output: z.strictObject({ id: z.string() }),
      writes: false,
      deprecated: { since: '2026-02-01', ...deprecated },
      run: async (_ctx, { id }) => ({ id }),
    });
  const ask = (deprecated: object, path: string, headers: Record<string, string> = withKey()) =>
    createApiRouter([old(deprecated)])(new Request(`http://127.0.0.1/api/v1${path}`, { headers }), {
      address: '203.0.113.9',
      door: 'api',
    });

  it('says since when, until when, and what comes in its place, refusals included', async () => {
    const full = { sunset: '2026-12-31', successor: 'GET /contacts/{id}' };
    for (const [path, headers, status] of [
      ['/old/a%2Fb', withKey(), 200],
      ['/old/a%2Fb?x=1', withKey(), 400],
      ['/old/a%2Fb', {}, 401],
    ] as const) {
      const got = await ask(full, path, headers);
      expect(got.status).toBe(status);
      expect(got.headers.get('deprecation')).toBe('@1769904000');
      expect(got.headers.get('sunset')).toBe('Thu, 31 Dec 2026 00:00:00 GMT');
      expect(got.headers.get('link')).toBe(
        '</api/v1/contacts/a%2Fb>; rel="successor-version", </docs/api#old.read>; rel="deprecation"; type="text/html"',
      );
    }
  });

  it('without a successor or an end says what it knows; the others say nothing', async () => {
    const got = await ask({}, '/old/1');
    expect(got.headers.get('sunset')).toBeNull();
    expect(got.headers.get('link')).toBe('</docs/api#old.read>; rel="deprecation"; type="text/html"');
    const fresh = await own.send({ path: '/api/v1/contacts', headers: withKey() });
    for (const name of ['deprecation', 'sunset', 'link']) expect(fresh.headers.get(name)).toBeNull();
  });

  it.each([
    ['a day that there is not', { since: '2026-02-30x' }],
    ['an end before its beginning', { sunset: '2026-01-01' }],
    ['a successor that needs more than it has', { successor: 'GET /contacts/{contactId}' }],
  ])('with %s is refused at the start', (_what, deprecated) => {
    expect(() => createRouteTable([old(deprecated)])).toThrow('old.read');
  });
});
