import { z } from 'zod';
import { operation } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import { findAlertSettings, saveAlertSettings } from './settings-store.ts';

export const removeAlertWebhook = operation({
  name: 'alerts.removeWebhook',
  title: 'Remove the webhook of alerts',
  http: 'DELETE /alert-webhook',
  permission: 'organization:write',
  feature: undefined,
  limits: ['api.general'],
  input: z.strictObject({}),
  output: z.void(),
  refuses: ['not_found'],
  writes: true,
  status: 204,
  run: async (ctx) => {
    await ctx.directory.write({ action: 'alertWebhook.removed', subject: ctx.org.id, detail: {} }, async (tx) => {
      const before = await findAlertSettings(tx, ctx.org.id);
      if (before.webhookUrl === null) throw fail('not_found');
      await saveAlertSettings(tx, ctx.org.id, {
        ...before,
        webhookUrl: null,
        webhookSecret: null,
        webhookKeyVersion: null,
        updatedAt: ctx.now().toISOString(),
      });
    });
  },
});
