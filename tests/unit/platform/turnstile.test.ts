import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { GuardedSending } from '#lib/platform/bot-check.ts';
import { readEnvironment } from '#lib/platform/env.ts';
import { createBotCheck } from '#lib/platform/turnstile.ts';
import { refused } from '../../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../../support/test-runtime.ts';
import { startTurnstileStub, type TurnstileStub } from '../../support/turnstile-stub.ts';

let rt: TestRuntime;
let stub: TurnstileStub;
let tokens = 0;
const hostname = 'trust.example.com';
const address = '203.0.113.9';

beforeAll(async () => {
  stub = await startTurnstileStub();
  rt = await createTestRuntime({
    env: {
      HOLDFAST_URL: `http://${hostname}:8443`,
      TURNSTILE_SITE_KEY: 'site',
      TURNSTILE_SECRET_KEY: stub.secretKey,
      TURNSTILE_VERIFY_URL: stub.url,
    },
  });
});

afterAll(async () => {
  await rt.close();
  await stub.close();
});

beforeEach(() => {
  stub.misbehave(null);
  stub.allowReplay(false);
});

function solved(other: Parameters<TurnstileStub['solve']>[1] = {}): string {
  tokens += 1;
  const token = `token-${tokens}`;
  stub.solve(token, { hostname, action: 'login', challengedAt: rt.clock.now(), ...other });
  return token;
}

const verify = (token: string | undefined, other: Partial<GuardedSending> = {}) =>
  rt.botCheck.verify({ form: 'login', token, address, ...other });
const refusal = (reason: string) => ({ outcome: 'refused', reason: expect.stringContaining(reason) });

describe('the bot check', () => {
  test('asks with secret, token, the address of the client, and a key of this one sending', async () => {
    const [first, second] = [solved(), solved()];
    expect(await verify(first)).toEqual({ outcome: 'passed' });
    await verify(second);
    const [asked, other] = stub.requests.slice(-2);
    expect(asked).toMatchObject({ secret: stub.secretKey, response: first, remoteip: address });
    expect(asked?.idempotency_key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(other?.idempotency_key).not.toBe(asked?.idempotency_key);
  });

  test('refuses a token used before, also when the verifier would take it again', async () => {
    const once = solved();
    await verify(once);
    expect(await verify(once)).toEqual(refusal('timeout-or-duplicate'));
    stub.allowReplay(true);
    const token = solved();
    await verify(token);
    expect(await verify(token)).toEqual(refusal('spent'));
  });

  test('lets one of fifty pass that use a token at once', async () => {
    stub.allowReplay(true);
    const token = solved();
    const verdicts = await Promise.all(Array.from({ length: 50 }, () => verify(token)));
    expect(verdicts.filter(({ outcome }) => outcome === 'passed')).toHaveLength(1);
    expect(verdicts.filter(({ outcome }) => outcome === 'refused')).toHaveLength(49);
  });

  test('refuses a token of another host or form', async () => {
    expect(await verify(solved({ hostname: 'evil.example' }))).toEqual(refusal('another host'));
    expect(await verify(solved({ hostname: `${hostname}.evil.example` }))).toEqual(refusal('another host'));
    expect(await verify(solved({ hostname: `evil.${hostname}` }))).toEqual(refusal('another host'));
    expect(await verify(solved({ action: 'register' }))).toEqual(refusal('another form'));
    expect(await verify(solved(), { form: 'register' })).toEqual(refusal('another form'));
    expect(await verify(solved({ action: 'LOGIN' }))).toEqual(refusal('another form'));
  });

  test('takes tokens of the hosts that this form stands on beside our own, and for this form alone', async () => {
    const alsoHosts = ['shop.example', 'xn--bcher-kva.example'];
    const contact = { form: 'contact', alsoHosts } as const;
    for (const host of [hostname, 'shop.example', 'SHOP.example', 'xn--bcher-kva.example']) {
      const token = solved({ hostname: host, action: 'contact' });
      expect(await verify(token, contact), host).toEqual({ outcome: 'passed' });
    }
    for (const host of ['other.example', 'a.shop.example', '']) {
      const token = solved({ hostname: host, action: 'contact' });
      expect(await verify(token, contact), host).toEqual(refusal('another host'));
    }
    expect(await verify(solved({ hostname: 'shop.example' }))).toEqual(refusal('another host'));
  });

  test('asks nobody about what can be no token', async () => {
    const before = stub.requests.length;
    expect(await verify('x'.repeat(2_049))).toEqual(refusal('no token of the verifier’s form'));
    expect(await verify('with space')).toEqual(refusal('no token of the verifier’s form'));
    expect(await verify('line\nbreak')).toEqual(refusal('no token of the verifier’s form'));
    for (const none of [undefined, '']) {
      expect(await verify(none)).toEqual({ outcome: 'unavailable', cause: 'no_token', reason: 'no token' });
    }
    expect(stub.requests).toHaveLength(before);
    expect(await verify('x'.repeat(2_048))).toEqual(refusal('timeout-or-duplicate'));
    expect(stub.requests).toHaveLength(before + 1);
  });

  test('refuses a verdict that says neither host nor form, and one on a challenge of another time', async () => {
    const missing: object[] = [{ hostname: undefined }, { action: undefined }];
    for (const other of missing) expect(await verify(solved(other))).toEqual(refusal('another'));
    const at = (seconds: number) => new Date(rt.clock.now().getTime() + seconds * 1_000);
    expect(await verify(solved({ challengedAt: at(-361) }))).toEqual(refusal('stale'));
    expect(await verify(solved({ challengedAt: at(61) }))).toEqual(refusal('stale'));
    expect(await verify(solved({ challengedAt: at(-290) }))).toEqual({ outcome: 'passed' });
  });

  test('counts what it found', async () => {
    const before = rt.botCheck.state().counts;
    await verify(solved());
    await verify('made-up');
    await verify(undefined);
    const { counts, open, trouble } = rt.botCheck.state();
    expect({ open, trouble }).toEqual({ open: false, trouble: null });
    for (const outcome of ['passed', 'refused', 'unavailable'] as const) {
      expect(counts[outcome] - before[outcome], outcome).toBe(1);
    }
  });

  test('forgets spent tokens once they would have run out anyway', async () => {
    rt.clock.advance(3_600);
    await verify(solved());
    expect(await rt.tenancy.control.all('SELECT hash FROM SpentToken')).toHaveLength(1);
  });

  test('keeps no token, only its digest', async () => {
    const token = solved();
    await verify(token);
    const [row] = await rt.tenancy.control.all<{ hash: Uint8Array; purpose: string }>(
      'SELECT hash, purpose FROM SpentToken ORDER BY expiresAt DESC LIMIT 1',
    );
    expect(row?.hash).toHaveLength(32);
    expect(JSON.stringify(row)).not.toContain(token);
  });
});

describe('keys', () => {
  const make = (settings: Record<string, string>) =>
    createBotCheck({ ...rt, nowMs: () => 0, env: readEnvironment(settings), control: rt.tenancy.control });

  test('absent, both of them, leave the check off in local mode', async () => {
    const check = make({});
    expect(check.siteKey).toBeNull();
    expect(await check.verify({ form: 'login', token: undefined, address })).toEqual({ outcome: 'passed' });
  });

  test.each([
    [{ HOLDFAST_ENV: 'production' }, 'TURNSTILE_SITE_KEY is not set; TURNSTILE_SECRET_KEY is not set'],
    [{ TURNSTILE_SITE_KEY: 'site' }, 'TURNSTILE_SECRET_KEY is not set, but its partner is'],
    [{ TURNSTILE_SECRET_KEY: 'key' }, 'TURNSTILE_SITE_KEY is not set, but its partner is'],
    [{ HOLDFAST_ENV: 'production', TURNSTILE_SITE_KEY: 'site' }, 'TURNSTILE_SECRET_KEY is not set'],
    [
      {
        HOLDFAST_ENV: 'production',
        TURNSTILE_SITE_KEY: '1x00000000000000000000BB',
        TURNSTILE_SECRET_KEY: '0x4AAAAAAABkMYinukE8nzY3ZqkWbgSqoks',
      },
      "TURNSTILE_SITE_KEY is one of Cloudflare's test keys",
    ],
  ])('nothing starts with %j', async (settings, detail) => {
    const error = await refused((async () => make(settings))(), 'unsafe_configuration');
    expect(error.detail).toContain(detail);
  });

  test('for tests let every token of theirs through in local mode, as often as it comes', async () => {
    const testing = { TURNSTILE_SITE_KEY: '1x00000000000000000000AA', TURNSTILE_VERIFY_URL: stub.url };
    const secret = '1x0000000000000000000000000000000AA';
    const other = await startTurnstileStub(secret);
    const check = make({ ...testing, TURNSTILE_SECRET_KEY: secret, TURNSTILE_VERIFY_URL: other.url });
    other.allowReplay(true);
    other.solve('XXXX.DUMMY.TOKEN.XXXX', { hostname: 'example.com', action: '', challengedAt: new Date(0) });
    for (let sent = 0; sent < 2; sent += 1) {
      const sending = { form: 'login', token: 'XXXX.DUMMY.TOKEN.XXXX', address } as const;
      expect(await check.verify(sending)).toEqual({ outcome: 'passed' });
    }
    expect(await check.verify({ form: 'login', token: 'another', address })).toMatchObject({ outcome: 'refused' });
    await other.close();
  });
});
