import { operation } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import { outboundProblem } from '../platform/outbound/post-out.ts';
import { AlertWebhook, SetAlertWebhook } from './schema.ts';
import { findAlertSettings, saveAlertSettings } from './settings-store.ts';
import { newWebhookSecret, sealWebhookSecret } from './webhook.ts';

/** Afterwards alerts are sent there, signed under a new secret that is shown this once. The one before is good no more. */
export const setAlertWebhook = operation({
  name: 'alerts.setWebhook',
  title: 'Set the webhook of alerts',
  description:
    'Sends alerts, and checkpoints if that is chosen, to an https address of yours, signed as Standard Webhooks says. Each time a new secret is made.',
  http: 'POST /alert-webhook',
  permission: 'organization:write',
  feature: undefined,
  limits: ['api.general'],
  input: SetAlertWebhook,
  output: AlertWebhook,
  writes: true,
  status: 201,
  stepUp: 'always',
  revealsSecret: true,
  run: async (ctx, { url }) => {
    const problem = outboundProblem(url, { loopback: ctx.services.env.OUTBOUND_LOOPBACK === 'on' });
    if (problem !== null) throw fail('invalid_input', { problems: [{ path: 'url', message: problem }] });
    const secret = newWebhookSecret();
    const key = await ctx.secretsKey();
    await ctx.directory.write(
      // The address may hold a token of the receiver's: its host alone goes to the ledger.
      { action: 'alertWebhook.configured', subject: ctx.org.id, detail: { host: new URL(url).host } },
      async (tx) => {
        await saveAlertSettings(tx, ctx.org.id, {
          ...(await findAlertSettings(tx, ctx.org.id)),
          webhookUrl: url,
          webhookSecret: sealWebhookSecret(key.bytes, ctx.org.id, secret),
          webhookKeyVersion: key.version,
          updatedAt: ctx.now().toISOString(),
        });
      },
    );
    return { url, secret };
  },
});
