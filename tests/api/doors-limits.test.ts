import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limits } from '#lib/access/limits.ts';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { renewalCookieName, sessionCookieName } from '#lib/identity/session-cookies.ts';
import { signSessionToken } from '#lib/identity/session-token.ts';
import { bearer, nextHost, type OwnServer, somebody, startOwnServer } from '../support/api-hosts.ts';
import { call, createTestMember, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { eventually } from '../support/eventually.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let own: OwnServer;
let acme: TestOrganization;
let key: string;
let keyId: string;

beforeAll(async () => {
  rt = await createTestRuntime({ env: { HOLDFAST_TRUSTED_PROXY_HOPS: 1, AUTH_FLOOR_SUCCESS: 'off' } });
  own = await startOwnServer(rt);
  acme = await createTestOrganization('Acme');
  ({ key, id: keyId } = await call(createApiKey, acme.owner, { name: 'all', scopes: ['*'] }));
});
afterAll(async () => {
  await own.close();
  await rt.close();
});

describe('sessions at the API', () => {
  it('work without waiting on a token that has run out, and get a new one', async () => {
    const member = await createTestMember(acme.orgId, 'member');
    const claims = { userId: member.userId, sessionId: member.sessionId, orgId: acme.orgId, role: 'member' };
    // Past half of its life a token is renewed.
    const token = await signSessionToken(rt, claims, rt.env.SESSION_TOKEN_SECONDS);
    rt.clock.advance(rt.env.SESSION_TOKEN_SECONDS * 0.6);
    const headers = { cookie: `${sessionCookieName(rt.origin)}=${token}`, 'sec-fetch-site': 'same-origin' };
    for (const host of [own, nextHost]) {
      const answer = await host.send({ path: '/api/v1/me', headers });
      expect(answer.status).toBe(200);
      const [line = ''] = answer.headers.getSetCookie();
      expect(line).toMatch(
        new RegExp(`^${sessionCookieName(rt.origin)}=.+; Path=/; Max-Age=\\d+; HttpOnly; SameSite=Lax$`),
      );
    }
  });

  it('that ended, or whose cookies are made up, are nobody', async () => {
    const headers = {
      cookie: `${renewalCookieName(rt.origin)}=ses_00000000000000000000000000.x`,
      'sec-fetch-site': 'same-origin',
    };
    for (const host of [own, nextHost]) {
      expect((await host.send({ path: '/api/v1/me', headers: { ...somebody(), ...headers } })).status).toBe(401);
    }
  });
});

describe('limits at the door', () => {
  it('guesses are counted by address and then refused; a key that is at work there goes on working', async () => {
    const { limit } = limits['api.unauthenticated'];
    for (const host of [own, nextHost]) {
      const from = somebody();
      const guess = () => host.send({ path: '/api/v1/me', headers: { ...from, ...bearer('guess') } });
      expect((await host.send({ path: '/api/v1/me', headers: { ...from, ...bearer(key) } })).status).toBe(200);
      const statuses = (await Promise.all(Array.from({ length: limit + 20 }, guess))).map(({ status }) => status);
      expect(statuses.filter((status) => status === 401)).toHaveLength(limit);
      expect(statuses.filter((status) => status === 429)).toHaveLength(20);
      const refused = await guess();
      expect(refused.headers.get('retry-after')).toBe('60');
      expect(refused.headers.get('ratelimit')).toBe('"api.unauthenticated";r=0;t=60');
      expect((await host.send({ path: '/api/v1/me', headers: { ...from, ...bearer(key) } })).status).toBe(200);
    }
  });

  it('rotating X-Forwarded-For gains nothing: what the client writes stands left of what the proxy saw', async () => {
    for (const host of [own, nextHost]) {
      const { 'x-forwarded-for': seen = '' } = somebody();
      const guess = async (_: unknown, n: number) => {
        const headers = { 'x-forwarded-for': `203.0.113.${n}, ${seen}`, 'x-real-ip': `203.0.113.${n}` };
        return (await host.send({ path: '/api/v1/me', headers: { ...headers, ...bearer('guess') } })).status;
      };
      const statuses = await Promise.all(Array.from({ length: limits['api.unauthenticated'].limit + 5 }, guess));
      expect(statuses.filter((status) => status === 429)).toHaveLength(5);
    }
  });

  it('a refusal takes at least the floor; a success does not when that is freed', async () => {
    for (const host of [own, nextHost]) {
      const timed = async (token: string) => {
        const started = performance.now();
        await host.send({ path: '/api/v1/me', headers: { ...somebody(), ...bearer(token) } });
        return performance.now() - started;
      };
      const floorMs = 80;
      expect(await timed('guess')).toBeGreaterThanOrEqual(floorMs);
      // Where the floor held for successes too, none would ever come sooner, on however fast a machine.
      await eventually('a success below the floor', async () => (await timed(key)) < floorMs);
    }
  });

  it('the true reason of a refusal is in the audit log, and nowhere else', async () => {
    const headers: Record<string, string> = { ...somebody(), ...bearer(`${key.slice(0, -3)}000`) };
    const answer = await own.send({ path: '/api/v1/me', headers });
    const row = await rt.tenancy.control.get<{ reason: string; address: string; detail: string | null }>(
      "SELECT reason, address, detail FROM AuditEvent WHERE requestId = ? AND action = 'api.authenticate'",
      [answer.headers.get('x-request-id') ?? ''],
    );
    expect(row).toEqual({
      reason: 'key_wrong',
      address: headers['x-forwarded-for'],
      detail: JSON.stringify({ operation: 'GET /api/v1/me', keyId }),
    });
    expect(answer.text).not.toContain('wrong');
  });
});
