import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listAlerts } from '#lib/alerts/list-alerts.ts';
import { listDeliveries } from '#lib/alerts/list-deliveries.ts';
import { readAlertSettings } from '#lib/alerts/read-settings.ts';
import { removeAlertWebhook } from '#lib/alerts/remove-webhook.ts';
import { retryDelivery } from '#lib/alerts/retry-delivery.ts';
import { setAlertWebhook } from '#lib/alerts/set-webhook.ts';
import { testAlertWebhook } from '#lib/alerts/test-webhook.ts';
import { fail } from '#lib/platform/errors.ts';
import { call, createTestMember, createTestOrganization, refused, type TestOrganization } from '../support/call.ts';
import { eventually } from '../support/eventually.ts';
import { ledgerOf } from '../support/ledger.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';
import { type CaughtCall, startWebhookCatcher, type WebhookCatcher } from '../support/webhook-catcher.ts';

let rt: TestRuntime;
let acme: TestOrganization;
let catcher: WebhookCatcher;
beforeEach(async () => {
  rt = await createTestRuntime({ env: { OUTBOUND_LOOPBACK: 'on' } });
  acme = await createTestOrganization('Acme');
  catcher = await startWebhookCatcher();
});
afterEach(async () => {
  await rt.close();
  await catcher.close();
});

const raise = () => rt.alerts.raise(acme.orgId, 'ledger.mismatch', 'altered', { place: 7 });
const deliveries = async (filter = {}) => (await call(listDeliveries, acme.owner, filter)).data;
const toWebhook = async () =>
  (await deliveries()).find(({ channel, event }) => channel === 'webhook' && event === 'alert.raised');
const attempts = (count: number) =>
  eventually(`${count} attempts`, async () => {
    const found = await toWebhook();
    return found !== undefined && found.attempts >= count && found;
  });

/** As a receiver checks it, by the definition of Standard Webhooks. */
function holds({ headers, body }: CaughtCall, secret: string): boolean {
  const id = String(headers['webhook-id']);
  const at = new Date(Number(headers['webhook-timestamp']) * 1000);
  return new Webhook(secret).sign(id, at, body) === headers['webhook-signature'];
}

describe('the webhook of an organisation', () => {
  it('gets alerts, signed under its secret, which is shown once and never kept in the open', async () => {
    const { secret } = await call(setAlertWebhook, acme.owner, { url: catcher.url });
    await raise();
    const got = await eventually('a call', () => catcher.calls[0]);
    expect(holds(got, secret)).toBe(true);
    expect(holds({ ...got, body: `${got.body} ` }, secret)).toBe(false);
    expect(JSON.parse(got.body)).toMatchObject({
      type: 'alert.raised',
      data: { rule: 'ledger.mismatch', severity: 'critical', organization: acme.orgId, detail: { place: 7 } },
    });
    const row = await rt.tenancy.control.get<{ webhookSecret: Uint8Array }>('SELECT webhookSecret FROM AlertSettings');
    expect(Buffer.from(row?.webhookSecret ?? []).includes(secret.slice(6))).toBe(false);
    expect(JSON.stringify(await ledgerOf(acme.orgId))).not.toContain(secret.slice(6));
    expect(JSON.stringify(await call(readAlertSettings, acme.owner))).not.toContain(secret.slice(6));
  });

  it('is shown whole to those alone who may change it', async () => {
    await call(setAlertWebhook, acme.owner, { url: `${catcher.url}?token=abc` });
    const member = await createTestMember(acme.orgId, 'member');
    expect((await call(readAlertSettings, acme.owner)).webhookUrl).toContain('token=abc');
    expect((await call(readAlertSettings, member)).webhookUrl).toBe(new URL(catcher.url).origin);
    expect(JSON.stringify(await ledgerOf(acme.orgId))).not.toContain('token=abc');
  });

  it('is tried again later and later under the same id, then given up with an alert, and can be sent again', async () => {
    const { secret } = await call(setAlertWebhook, acme.owner, { url: catcher.url });
    catcher.answer(503);
    await raise();
    for (const [index, seconds] of [10, 60, 300, 1_800, 7_200, 21_600, 43_200].entries()) {
      const { state, lastError, dueAt } = await attempts(index + 1);
      expect({ state, lastError }).toEqual({ state: 'waiting', lastError: 'status_503' });
      expect(Date.parse(dueAt) - rt.clock.now().getTime()).toBe(seconds * 1000);
      rt.clock.advance(seconds);
    }
    const dead = await attempts(8);
    expect(dead).toMatchObject({ state: 'failed', lastError: 'status_503' });
    const alert = await eventually('an alert', async () =>
      (await call(listAlerts, acme.owner, { rule: 'alerts.deliveryFailed' })).data.at(0),
    );
    expect(alert).toMatchObject({ subject: 'webhook', state: 'open', detail: { attempts: 8 } });
    // It does not go by the way that it tells of.
    expect((await deliveries({ subject: alert.id })).map(({ channel }) => channel)).toEqual(['mail']);
    catcher.answer(204);
    await call(retryDelivery, acme.owner, { id: dead.id });
    await eventually('it was sent', async () => (await deliveries({ state: 'sent' })).some(({ id }) => id === dead.id));
    expect(new Set(catcher.calls.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([dead.id]));
    expect(new Set(catcher.calls.map(({ body }) => body)).size).toBe(1);
    expect(catcher.calls.every((got) => holds(got, secret))).toBe(true);
    await refused(call(retryDelivery, acme.owner, { id: dead.id }), 'conflict');
    await eventually('the alert is over', async () =>
      (await call(listAlerts, acme.owner, { rule: 'alerts.deliveryFailed' })).data.every(
        ({ state }) => state === 'resolved',
      ),
    );
  });

  it('is tested at once, and a receipt tells what came of it', async () => {
    await refused(call(testAlertWebhook, acme.owner), 'conflict');
    const { secret } = await call(setAlertWebhook, acme.owner, { url: catcher.url });
    expect(await call(testAlertWebhook, acme.owner)).toEqual({ ok: true, status: 204, reason: null });
    expect(holds(catcher.calls[0] as CaughtCall, secret)).toBe(true);
    catcher.answer(404);
    expect(await call(testAlertWebhook, acme.owner)).toEqual({ ok: false, status: 404, reason: 'status_404' });
    await call(removeAlertWebhook, acme.owner);
    await refused(call(removeAlertWebhook, acme.owner), 'not_found');
    expect((await ledgerOf(acme.orgId)).map(({ action }) => action)).toEqual([
      'alertWebhook.configured',
      'alertWebhook.tested',
      'alertWebhook.tested',
      'alertWebhook.removed',
    ]);
  });

  it.each(['http://hooks.example.com/', 'https://10.0.0.1/', 'https://user@hooks.example.com/', 'https://metadata/'])(
    'is not %s',
    async (url) => {
      const error = await refused(call(setAlertWebhook, acme.owner, { url }), 'invalid_input');
      expect(error.problems).toMatchObject([{ path: 'url' }]);
    },
  );

  it('that was removed while messages wait ends them without an alert', async () => {
    await call(setAlertWebhook, acme.owner, { url: catcher.url });
    catcher.answer(500);
    await raise();
    await attempts(1);
    await call(removeAlertWebhook, acme.owner);
    rt.clock.advance(10);
    expect(await attempts(2)).toMatchObject({ state: 'failed', lastError: 'webhook_removed' });
    expect((await call(listAlerts, acme.owner, { rule: 'alerts.deliveryFailed' })).data).toEqual([]);
  });
});

describe('a message', () => {
  it('comes by mail once mail can be sent', async () => {
    const { send } = rt.mailer;
    Object.assign(rt.mailer, { send: () => Promise.reject(fail('mail_unavailable')) });
    await raise();
    await eventually('an attempt', async () =>
      (await deliveries()).some(({ lastError }) => lastError === 'mail_refused'),
    );
    Object.assign(rt.mailer, { send });
    rt.clock.advance(10);
    await eventually('mail', () => rt.mailbox().some(({ to }) => to === acme.owner.email));
  });

  it('that a process wrote and did not live to send is sent by the next', async () => {
    await call(setAlertWebhook, acme.owner, { url: catcher.url });
    // As a process leaves it that ends right after the write: the job that was asked for before it is all there is.
    const { enqueue } = rt.jobs;
    Object.assign(rt.jobs, {
      enqueue: (job: never, options?: { delaySeconds?: number }) =>
        options?.delaySeconds ? enqueue.call(rt.jobs, job, options) : new Promise(() => undefined),
    });
    void raise();
    await eventually('the alert is written', toWebhook);
    expect(catcher.calls).toEqual([]);
    rt.clock.advance(10);
    await eventually('a call', () => catcher.calls[0]);
  });
});
