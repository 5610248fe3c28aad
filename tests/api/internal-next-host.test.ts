import { NextRequest } from 'next/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { frontHeader, openFront } from '#lib/http/front.ts';
import { middleware } from '../../middleware.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;

beforeAll(async () => {
  rt = await createTestRuntime({ env: { HOLDFAST_TRUSTED_PROXY_HOPS: 1, INTERNAL_ADDRESSES: '10.0.0.0/8' } });
});
afterAll(() => rt.close());

function visit(path: string, headers: Record<string, string>): Promise<Response> {
  return middleware(new NextRequest(`${rt.origin}${path}`, { headers: { host: new URL(rt.origin).host, ...headers } }));
}

const key = (): string => `Bearer ${rt.secrets.internalApiKey}`;

/** Whether Next goes on as with any path: to its own 404, for one at which nothing is. */
const goesOn = (answer: Response): boolean => answer.headers.get('x-middleware-next') === '1';

const notes = () => rt.tenancy.control.all("SELECT id FROM AuditEvent WHERE action = 'internal.call'");

describe('E10: internal calls at a Next host that is not our server', () => {
  test('are answered with address and key, by the same door', async () => {
    const answer = await visit('/internal/limiter', { authorization: key(), 'x-forwarded-for': '10.1.2.3' });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ store: 'memory' });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-request-id')).toMatch(/^req_/);
  });

  test('find nothing otherwise, by what Next says of any path at which nothing is', async () => {
    const strip = (answer: Response) =>
      [...answer.headers].filter(([name]) => !/request-id|content-security-policy|x-nonce|path/.test(name)).sort();
    for (const headers of [
      { authorization: key(), 'x-forwarded-for': '203.0.113.5' },
      { authorization: key() },
      { authorization: 'Bearer guessed', 'x-forwarded-for': '10.1.2.3' },
      { 'x-forwarded-for': '10.1.2.3' },
    ]) {
      const sent = headers as unknown as Record<string, string>;
      const answer = await visit('/internal/limiter', sent);
      expect(goesOn(answer)).toBe(true);
      expect(strip(answer)).toEqual(strip(await visit('/legal/limiter', sent)));
    }
  });

  test('are not asked for again behind our own server, which has asked already', async () => {
    const before = (await notes()).length;
    const speak = openFront();
    rt.clock.advance(61);
    const answer = await visit('/internal/limiter', {
      authorization: key(),
      [frontHeader]: speak({ address: '10.1.2.3' }),
    });
    expect(goesOn(answer)).toBe(true);
    expect(await notes()).toHaveLength(before);
  });
});
