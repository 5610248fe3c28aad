import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { answerNextAuthRequest } from '#lib/http/next-auth-door.ts';
import { submitRequest } from '#lib/privacy/requests/submit-request.ts';
import { operations } from '#lib/registry.ts';
import { POST as nextAuthPath } from '../../app/auth/[...path]/route.ts';
import { type ApiHost, nextHost, type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { anonymous, call, createTestOrganization, refused } from '../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';
import { startTurnstileStub, type TurnstileStub } from '../support/turnstile-stub.ts';

let rt: TestRuntime;
let stub: TurnstileStub;
let own: OwnServer;
let senders = 0;

beforeAll(async () => {
  stub = await startTurnstileStub();
  rt = await createTestRuntime({
    env: {
      HOLDFAST_TRUSTED_PROXY_HOPS: 1,
      TURNSTILE_SITE_KEY: 'site',
      TURNSTILE_SECRET_KEY: stub.secretKey,
      TURNSTILE_VERIFY_URL: stub.url,
    },
  });
  own = await startOwnServer(rt);
});
afterAll(async () => {
  await own.close();
  await rt.close();
  await stub.close();
});
beforeEach(() => {
  stub.misbehave(null);
  senders += 1;
  // Whatever limits the tests before have used up.
  rt.clock.advance(3_600);
});

function solved(action: string): string {
  const token = `token-${action}-${Math.random()}`;
  stub.solve(token, { hostname: new URL(rt.origin).hostname, action, challengedAt: rt.clock.now() });
  return token;
}

/** Next’s own route for the addresses below `/auth`. */
const nextAuthHost: ApiHost = {
  name: 'a Next host',
  send: async ({ path, headers = {}, body = '' }) => {
    const response = await nextAuthPath(new Request(`${rt.origin}${path}`, { method: 'POST', headers, body }));
    return { status: response.status, headers: response.headers, text: await response.text() };
  },
};

const doors = [
  ['our own server', '/auth/request', () => own],
  ['our own server', '/api/v1/auth/request', () => own],
  ['a Next host', '/auth/request', () => nextAuthHost],
  ['a Next host', '/api/v1/auth/request', () => nextHost],
] as const;

describe.each(doors)('at %s, %s', (_, path, host) => {
  const ask = async (body: Record<string, unknown>) => {
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': `198.51.100.${senders}` };
    const {
      status,
      headers: answered,
      text,
    } = await host().send({
      ...{ method: 'POST', path, headers },
      body: JSON.stringify({ email: `somebody${senders}@example.com`, ...body }),
    });
    const { code } = JSON.parse(text) as { code?: string };
    return { status, code, retryAfter: answered.get('retry-after') };
  };
  const kept = async () => [
    rt.mailbox().length,
    (await rt.tenancy.control.all("SELECT id FROM LoginToken WHERE purpose = 'login'")).length,
  ];

  test.each(['login', 'register'])('no mail for %s leaves without a good token, and one for each', async (form) => {
    const before = await kept();
    for (const [what, turnstileToken] of [
      ['none', undefined],
      ['an empty one', ''],
      ['one that is made up', 'made-up'],
      ['that of another form', solved(form === 'login' ? 'register' : 'login')],
      ['that of the form for rights', solved('request')],
    ] as const) {
      expect(await ask({ form, turnstileToken }), what).toMatchObject({ status: 403, code: 'bot_check_failed' });
    }
    expect(await kept()).toEqual(before);
    // Refused attempts count as attempts.
    rt.clock.advance(3_600);
    const used = solved(form);
    expect(await ask({ form, turnstileToken: used })).toMatchObject({ status: 202 });
    expect(await ask({ form, turnstileToken: used })).toMatchObject({ status: 403, code: 'bot_check_failed' });
    expect(rt.mailbox()).toHaveLength((before[0] ?? 0) + 1);
  });

  test('a form cannot be chosen that asks for less', async () => {
    for (const form of ['request', 'contact', 'payment', '__proto__', '']) {
      expect(await ask({ form }), form).toMatchObject({ status: 400, code: 'invalid_input' });
    }
    expect(await ask({ turnstileToken: 'x'.repeat(2_049) })).toMatchObject({ status: 400, code: 'invalid_input' });
  });

  test('while the verifier is down nobody gets mail, and all hear when to come again', async () => {
    const before = await kept();
    stub.misbehave('error');
    const token = solved('login');
    const answer = await ask({ turnstileToken: token });
    expect(answer).toMatchObject({ status: 503, code: 'bot_check_unavailable', retryAfter: '60' });
    expect(await kept()).toEqual(before);
    stub.misbehave(null);
    expect(await ask({ turnstileToken: token })).toMatchObject({ status: 202 });
  });
});

describe('side doors', () => {
  test('next-auth offers no way in by mail or password', async () => {
    for (const path of ['signin/email', 'signin/credentials', 'callback/credentials', 'callback/email', 'signin']) {
      const request = new Request(`${rt.origin}/api/auth/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'email=a@example.com&csrfToken=x&json=true',
      });
      expect((await answerNextAuthRequest(request, '198.51.100.250')).status, path).toBe(404);
    }
    expect(await rt.tenancy.control.all('SELECT id FROM User')).toEqual([]);
  });

  test('the form for rights has no route beside its page', () => {
    expect(operations.find(({ name }) => name === 'subjectRequests.submit')?.http).toBeUndefined();
  });
});

describe('the form for rights', () => {
  test('lets through whom nobody vouches for, a few an hour, and no wrong token', async () => {
    const org = await createTestOrganization('Acme');
    const asking = (turnstileToken?: string, from = '192.0.2.50') => {
      const input = { org: org.slug, kind: 'access', email: 'right@example.com', turnstileToken };
      return call(submitRequest, anonymous, input, { request: { address: from } });
    };
    for (let sent = 0; sent < 3; sent += 1) await asking();
    await refused(asking(), 'rate_limited');
    // Whoever proves to be a person is not counted there.
    await asking(solved('request'));
    await refused(asking(solved('login'), '192.0.2.51'), 'bot_check_failed');
    await refused(asking('x'.repeat(2_049), '192.0.2.51'), 'bot_check_failed');
    stub.misbehave('error');
    await asking(solved('request'), '192.0.2.52');
    await refused(asking(solved('request')), 'rate_limited');
  });
});
