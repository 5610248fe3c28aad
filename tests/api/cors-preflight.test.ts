import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '#lib/registry.ts';
import {
  acmeOrigin,
  type CorsSetup,
  corsHeaders,
  globexOrigin,
  hostile,
  hostsOf,
  preflight,
  startCors,
} from './cors-setup.ts';

/*
 * CLAIMS E8. A preflight is answered for the union of all organisations' origins; the real request is held to the list of
 * its own organisation.
 */

let cors: CorsSetup;
beforeAll(async () => {
  cors = await startCors();
});
afterAll(() => cors.close());

const hosts = hostsOf(() => cors);

describe.each(hosts)('a preflight at %s', (_name, host) => {
  it.each([acmeOrigin, globexOrigin])(
    '204: is answered for every organisation’s origins, without a key: %s',
    async (origin) => {
      const got = await host().send(preflight(origin));
      expect(got).toMatchObject({ status: 204, text: '' });
      expect(corsHeaders(got)).toEqual({
        'access-control-allow-origin': origin,
        'access-control-allow-methods': 'GET, POST, HEAD',
        'access-control-allow-headers':
          'Authorization, Content-Type, Content-Disposition, Idempotency-Key, If-Match, If-None-Match',
        'access-control-max-age': '600',
      });
      expect(got.headers.get('allow')).toBe('GET, HEAD, OPTIONS, POST');
      expect(got.headers.get('vary')).toMatch(/^Origin, Access-Control-Request-Method, Access-Control-Request-Headers/);
    },
  );

  it.each(hostile)('204: of an origin that nobody allows gets no leave: %j', async (origin) => {
    const got = await host().send(preflight(origin));
    expect(got.status).toBe(204);
    expect(corsHeaders(got)).toEqual({});
    expect(got.headers.get('vary')).toContain('Origin');
  });

  it('204: never opens a private network, nor lets cookies along', async () => {
    const got = await host().send(
      preflight(acmeOrigin, '/api/v1/contacts', {
        'access-control-request-private-network': 'true',
        cookie: cors.cookie,
      }),
    );
    expect(Object.keys(corsHeaders(got))).not.toContain('access-control-allow-private-network');
    expect(Object.keys(corsHeaders(got))).not.toContain('access-control-allow-credentials');
  });

  it('204: an OPTIONS that is none, or one of our own pages, gets the ordinary answer', async () => {
    const plain = { method: 'OPTIONS', path: '/api/v1/contacts', headers: { origin: acmeOrigin } };
    for (const sent of [plain, preflight(cors.rt.origin)]) {
      const got = await host().send(sent);
      expect(got.status).toBe(204);
      expect(corsHeaders(got)).toEqual({});
      expect(got.headers.get('allow')).toBe('GET, HEAD, OPTIONS, POST');
    }
  });

  it('grants on each path the methods that keys can use there, and nothing where they can use none', async () => {
    const paths = new Map<string, Set<string>>();
    for (const op of operations) {
      if (op.http === undefined) continue;
      const [method = '', template = ''] = op.http.split(' ');
      const path = `/api/v1${template.replace(/\{\w+\}/g, 'x')}`;
      const methods = paths.get(path) ?? new Set();
      if (op.scope === 'tenant') methods.add(method);
      paths.set(path, methods);
    }
    expect([...paths.values()].some((methods) => methods.size === 0)).toBe(true);
    for (const [path, methods] of paths) {
      const got = await host().send(preflight(acmeOrigin, path));
      const granted = got.headers.get('access-control-allow-methods')?.split(', ') ?? [];
      expect(granted.filter((method) => method !== 'HEAD').sort(), path).toEqual([...methods].sort());
      expect(got.headers.get('access-control-allow-origin'), path).toBe(methods.size === 0 ? null : acmeOrigin);
    }
  });
});
