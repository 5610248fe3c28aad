import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { BotCheck } from '#lib/platform/bot-check.ts';
import { readEnvironment } from '#lib/platform/env.ts';
import { siteverifyErrors } from '#lib/platform/siteverify.ts';
import { createBotCheck, lostToOpen, verifierRestMs, verifyDeadlineMs } from '#lib/platform/turnstile.ts';
import { createTestRuntime, type TestRuntime } from '../../support/test-runtime.ts';
import { type Misbehaviour, startTurnstileStub, type TurnstileStub } from '../../support/turnstile-stub.ts';

/** Long enough for a loopback answer on a slow machine, short enough to be waited for. */
const deadlineMs = 2_000;
const hostname = 'trust.example.com';

let rt: TestRuntime;
let stub: TurnstileStub;
let check: BotCheck;
let logged: Record<string, unknown>[];
let tokens = 0;

beforeAll(async () => {
  rt = await createTestRuntime();
});
afterAll(() => rt.close());

beforeEach(async () => {
  stub = await startTurnstileStub();
  logged = [];
  check = makeCheck(stub.url);
});
afterEach(() => stub.close());

/** One that has heard nothing of any outage yet. */
function makeCheck(url: string, secretKey = stub.secretKey): BotCheck {
  const log = pino({ level: 'info' }, { write: (line: string) => logged.push(JSON.parse(line)) });
  return createBotCheck({
    env: readEnvironment({ TURNSTILE_SITE_KEY: 'site', TURNSTILE_SECRET_KEY: secretKey, TURNSTILE_VERIFY_URL: url }),
    ...{ origin: `https://${hostname}`, control: rt.tenancy.control, clock: rt.clock, log, deadlineMs },
    nowMs: () => rt.clock.now().getTime(),
  });
}

function solved(): string {
  tokens += 1;
  stub.solve(`token-${tokens}`, { hostname, action: 'login', challengedAt: rt.clock.now() });
  return `token-${tokens}`;
}

const verify = (token = solved(), by = check) => by.verify({ form: 'login', token, address: '203.0.113.9' });
const unavailable = (reason: string) => ({ outcome: 'unavailable', cause: 'verifier', reason });

describe('what Cloudflare answers', () => {
  const matters = Object.entries(siteverifyErrors).map(([code, { blame }]) => [code, blame] as const);
  test.each(matters)('%s is a matter of the %s', async (code, blame) => {
    for (const status of [200, 400]) {
      stub.refuseWith([code], status);
      const verdict = await verify();
      if (blame === 'visitor') expect(verdict).toEqual({ outcome: 'refused', reason: code });
      else expect(verdict).toEqual(unavailable(code));
    }
    expect(check.state().trouble).toEqual(
      blame === 'visitor' ? null : expect.objectContaining({ blame, reason: code, since: rt.clock.now() }),
    );
    expect(logged).toHaveLength(blame === 'visitor' ? 0 : 1);
  });

  test('every documented code has its row', () => {
    expect(Object.keys(siteverifyErrors)).toEqual([
      ...['missing-input-secret', 'invalid-input-secret', 'missing-input-response', 'invalid-input-response'],
      ...['bad-request', 'timeout-or-duplicate', 'internal-error'],
    ]);
  });

  test('a code of the future says nothing against the visitor, and is in the log', async () => {
    stub.refuseWith(['invalid-input-mood']);
    expect(await verify()).toEqual(unavailable('invalid-input-mood'));
    expect(logged).toMatchObject([{ level: 50, reason: 'invalid-input-mood', blame: 'verifier' }]);
  });

  test('names of our own objects are no codes', async () => {
    stub.refuseWith(['constructor', '__proto__']);
    expect(await verify()).toEqual(unavailable('constructor __proto__'));
  });

  test('a refusal without a code is the visitor’s', async () => {
    stub.refuseWith([]);
    expect(await verify()).toEqual({ outcome: 'refused', reason: 'refused without a code' });
  });

  test('what we are to blame for outweighs what the visitor is', async () => {
    stub.refuseWith(['invalid-input-response', 'invalid-input-secret']);
    expect(await verify()).toEqual(unavailable('invalid-input-response invalid-input-secret'));
    expect(check.state().trouble?.blame).toBe('installation');
  });

  test('a wrong secret is asked with, and told of once in five minutes, not once for each form', async () => {
    check = makeCheck(stub.url, 'revoked-key');
    for (let sent = 0; sent < 20; sent += 1) expect(await verify()).toEqual(unavailable('invalid-input-secret'));
    expect(stub.requests).toHaveLength(20);
    expect(logged).toHaveLength(1);
    expect(JSON.stringify(logged)).not.toContain('revoked-key');
    rt.clock.advance(301);
    await verify();
    expect(logged).toHaveLength(2);
    check = makeCheck(stub.url);
    await verify();
    expect(check.state().trouble).toBeNull();
  });
});

describe('a verifier that does not answer as it should', () => {
  const reasons = {
    hang: 'no answer in time',
    trickle: 'no answer in time',
    error: 'status 502',
    reset: 'not reached',
    nonsense: 'unreadable answer',
    'no json': 'unreadable answer',
    large: 'unreadable answer',
    redirect: 'status 307',
    'success with a status': 'status 500',
  } as const satisfies Record<Misbehaviour, string>;

  test.each(Object.entries(reasons) as [Misbehaviour, string][])('by %s vouches for nobody', async (as, reason) => {
    const token = solved();
    stub.misbehave(as);
    const startedMs = performance.now();
    expect(await verify(token)).toEqual(unavailable(reason));
    // The whole answer has to be there in time, not its beginning. Timers may be early by a part of a millisecond.
    const waited = performance.now() - startedMs > deadlineMs - 50;
    if (reason === 'no answer in time') expect(waited).toBe(true);
    // What it says when it is itself again still counts: the token was not spent.
    stub.misbehave(null);
    expect(await verify(token)).toEqual({ outcome: 'passed' });
    expect(stub.strays).toEqual([]);
  });

  test('is given five seconds', () => {
    expect(verifyDeadlineMs).toBe(5_000);
  });

  test('is asked once more, for the same, when a kept connection breaks or it failed for a moment', async () => {
    for (const as of ['reset', 'error'] as const) {
      const before = stub.requests.length;
      stub.misbehave(as, 1);
      expect(await verify()).toEqual({ outcome: 'passed' });
      const asked = stub.requests.slice(before);
      expect(asked).toHaveLength(2);
      expect(asked[0]).toEqual(asked[1]);
    }
    expect(logged).toEqual([]);
  });

  test('and that cannot be reached at all vouches for nobody', async () => {
    const gone = await startTurnstileStub();
    await gone.close();
    expect(await verify(solved(), makeCheck(gone.url))).toEqual(unavailable('not reached'));
    expect(logged[0]).toMatchObject({ blame: 'verifier', err: expect.anything() });
  });
});

describe('an outage', () => {
  const fail = async (times: number) => {
    stub.misbehave('no json');
    for (let sent = 0; sent < times; sent += 1) expect(await verify()).toMatchObject({ outcome: 'unavailable' });
  };

  test('costs a few visitors the wait and the others none, and ends by one who asks', async () => {
    await fail(lostToOpen);
    expect(check.state().open).toBe(true);
    const asked = stub.requests.length;
    for (let sent = 0; sent < 20; sent += 1) expect(await verify()).toEqual(unavailable('verifier left alone'));
    expect(stub.requests).toHaveLength(asked);

    // Of all who come after half a minute one asks, and nobody else waits for what becomes of it.
    rt.clock.advance(verifierRestMs / 1_000);
    const [first, ...others] = await Promise.all([verify(), verify(), verify(), verify()]);
    expect(first).toEqual(unavailable('unreadable answer'));
    for (const other of others) expect(other).toEqual(unavailable('verifier left alone'));
    expect(stub.requests).toHaveLength(asked + 1);

    stub.misbehave(null);
    expect(await verify()).toEqual(unavailable('verifier left alone'));
    rt.clock.advance(verifierRestMs / 1_000);
    expect(await verify()).toEqual({ outcome: 'passed' });
    expect(await verify()).toEqual({ outcome: 'passed' });
    expect(check.state()).toMatchObject({ open: false, trouble: null });
    // One line for the outage.
    expect(logged).toHaveLength(1);
  });

  test('is not one while an answer comes now and then', async () => {
    await fail(lostToOpen - 1);
    stub.misbehave(null);
    await verify();
    await fail(lostToOpen - 1);
    stub.misbehave(null);
    expect(await verify()).toEqual({ outcome: 'passed' });
  });

  test('cannot be made by a visitor: refusals, odd tokens and errors that come at once leave it closed', async () => {
    for (const code of Object.keys(siteverifyErrors)) {
      stub.refuseWith([code]);
      for (let sent = 0; sent < lostToOpen; sent += 1) await verify('made-up');
    }
    stub.refuseWith(null);
    for (let sent = 0; sent < lostToOpen; sent += 1) await verify('x'.repeat(5_000));
    expect(check.state().open).toBe(false);
    expect(await verify()).toEqual({ outcome: 'passed' });
  });
});
