import { z } from 'zod';
import { operation } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Message } from './message.ts';
import { WebhookTest } from './schema.ts';
import { findAlertSettings } from './settings-store.ts';
import { openWebhookSecret, postWebhook } from './webhook.ts';

/** Sends one message now and says what came of it. It is not tried again. */
export const testAlertWebhook = operation({
  name: 'alerts.testWebhook',
  title: 'Send a test to the webhook of alerts',
  http: 'POST /alert-webhook/test',
  permission: 'organization:write',
  feature: undefined,
  limits: ['api.general', 'alerts.test'],
  input: z.strictObject({}),
  output: WebhookTest,
  refuses: ['conflict'],
  writes: true,
  run: async (ctx) => {
    const { webhookUrl, webhookSecret, webhookKeyVersion } = await findAlertSettings(ctx.directory, ctx.org.id);
    if (webhookUrl === null || webhookSecret === null || webhookKeyVersion === null) {
      throw fail('conflict', { message: 'There is no webhook yet.' });
    }
    const key = await ctx.secretsKey(webhookKeyVersion);
    const secret = openWebhookSecret(key.bytes, ctx.org.id, webhookSecret);
    const at = ctx.now();
    const message: Message = {
      type: 'webhook.tested',
      timestamp: at.toISOString(),
      data: { organization: ctx.org.id },
    };
    const id = newId('dlv');
    const call = { url: webhookUrl, secret, id, body: JSON.stringify(message), at };
    const outcome = await postWebhook(call, { loopback: ctx.services.env.OUTBOUND_LOOPBACK === 'on' });
    const { ok, status } = outcome;
    const reason = outcome.ok ? null : outcome.reason;
    await ctx.write({ action: 'alertWebhook.tested', subject: id, detail: { ok, status, reason } }, async () => null);
    return { ok, status, reason };
  },
});
