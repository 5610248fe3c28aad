import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseMetrics } from '../support/prometheus-text.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';

const key = randomBytes(32).toString('hex');
let server: ServerProcess;

beforeAll(async () => {
  server = await startServer({ env: { INTERNAL_API_KEY: key } });
}, 70_000);
afterAll(async () => {
  await server.stop();
});

interface Got {
  readonly status: number;
  readonly headers: readonly string[];
  readonly text: string;
}

/** An answer without what differs from one request to the next: the request's id, the nonce, the time, the path itself. */
async function plain(path: string, init: RequestInit = {}): Promise<Got> {
  const response = await fetch(`${server.url}${path}`, { redirect: 'manual', ...init });
  const nonce = /'nonce-([^']+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1] ?? 'no nonce';
  const id = response.headers.get('x-request-id') ?? 'no request id';
  const [, first = ''] = path.split('/');
  const same = (text: string) => text.replaceAll(nonce, 'NONCE').replaceAll(id, 'ID').replaceAll(first, 'FIRST');
  const headers = [...response.headers]
    .filter(([name]) => name !== 'date')
    .map(([name, value]) => `${name}: ${same(value)}`);
  return { status: response.status, headers, text: same(await response.text()) };
}

describe('E10: internal calls at the built server', () => {
  it('answers them with address and key', async () => {
    const headers = { authorization: `Bearer ${key}` };
    const answer = await fetch(`${server.url}/internal/metrics`, { headers });
    expect(answer.status).toBe(200);
    expect(parseMetrics(await answer.text()).samples.length).toBeGreaterThan(50);
  });

  it.each(['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS'])(
    '%s: answers all others as a path at which there is nothing',
    async (method) => {
      const nothing = await plain('/legal/metrics', { method });
      expect(nothing.status).toBeGreaterThanOrEqual(400);
      for (const headers of [
        {},
        { authorization: 'Bearer guessed' },
        { authorization: `Bearer ${key}`, 'x-forwarded-for': '::1' },
      ]) {
        const path = 'x-forwarded-for' in headers ? '/internal/elsewhere' : '/internal/metrics';
        const other = await plain(path.replace('/internal', '/legal'), { method, headers });
        expect(await plain(path, { method, headers })).toEqual(other);
      }
    },
  );
});
