import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listAlerts } from '#lib/alerts/list-alerts.ts';
import { createBotCheckWatch } from '#lib/alerts/watch-bot-check.ts';
import { readMetrics } from '#lib/internal/read-metrics.ts';
import { call, createTestOrganization, type TestOrganization } from '../../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../../support/test-runtime.ts';
import { startTurnstileStub, type TurnstileStub } from '../../support/turnstile-stub.ts';

let rt: TestRuntime;
let stub: TurnstileStub;
let organizations: readonly TestOrganization[];
let look: () => Promise<void>;

beforeEach(async () => {
  stub = await startTurnstileStub();
  rt = await createTestRuntime({
    serving: false,
    env: { TURNSTILE_SITE_KEY: 'site', TURNSTILE_SECRET_KEY: stub.secretKey, TURNSTILE_VERIFY_URL: stub.url },
  });
  organizations = [await createTestOrganization(), await createTestOrganization('Other')];
  look = createBotCheckWatch(rt);
});
afterEach(async () => {
  await rt.close();
  await stub.close();
});

async function send(): Promise<void> {
  const token = `token-${stub.requests.length}`;
  stub.solve(token, { hostname: '127.0.0.1', action: 'login', challengedAt: rt.clock.now() });
  await rt.botCheck.verify({ form: 'login', token, address: '203.0.113.9' });
}

const alerts = async () =>
  Promise.all(
    organizations.map(async ({ owner }) =>
      (await call(listAlerts, owner, {})).data.map(({ rule, state, count, detail }) => ({
        rule,
        state,
        count,
        detail,
      })),
    ),
  );
const alert = (state: string, count: number, blame: string) => ({
  ...{ rule: 'forms.botCheckUnavailable', state, count },
  detail: expect.objectContaining({ blame }),
});

describe('a bot check that does not work', () => {
  test('for a wrong key is told of at once, once, and settled when a token was verified again', async () => {
    await send();
    await look();
    expect(await alerts()).toEqual([[], []]);

    stub.refuseWith(['invalid-input-secret']);
    for (let sent = 0; sent < 5; sent += 1) await send();
    for (let looked = 0; looked < 3; looked += 1) await look();
    expect(await alerts()).toEqual([[alert('open', 1, 'installation')], [alert('open', 1, 'installation')]]);
    expect(await readMetrics(rt)).toContain('holdfast_bot_check_trouble 1');

    rt.clock.advance(3_600);
    await look();
    expect(await alerts()).toEqual([[alert('open', 2, 'installation')], [alert('open', 2, 'installation')]]);

    stub.refuseWith(null);
    await look();
    expect((await alerts())[0]).toEqual([alert('open', 2, 'installation')]);
    await send();
    await look();
    expect(await alerts()).toEqual([[alert('resolved', 2, 'installation')], [alert('resolved', 2, 'installation')]]);
    const metrics = await readMetrics(rt);
    expect(metrics).toContain('holdfast_bot_check_trouble 0');
    expect(metrics).toContain('holdfast_bot_check_verdicts_total{outcome="unavailable"} 5');
  });

  test('for a verifier that does not answer is told of once that lasts', async () => {
    stub.misbehave('no json');
    await send();
    await look();
    expect(await alerts()).toEqual([[], []]);
    // Whether it goes on is known once somebody has asked again.
    rt.clock.advance(301);
    await look();
    expect(await alerts()).toEqual([[], []]);
    await send();
    await look();
    expect(await alerts()).toEqual([[alert('open', 1, 'verifier')], [alert('open', 1, 'verifier')]]);
  });

  test('and was told of by a process before this one is settled by the first token that is verified', async () => {
    for (const { orgId } of organizations) {
      await rt.alerts.raise(orgId, 'forms.botCheckUnavailable', 'turnstile', { blame: 'verifier' });
    }
    await look();
    expect((await alerts())[0]).toEqual([alert('open', 1, 'verifier')]);
    await send();
    await look();
    expect((await alerts())[1]).toEqual([alert('resolved', 1, 'verifier')]);
  });
});
