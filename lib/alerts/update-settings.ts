import { operation } from '../access/operation.ts';
import { presentSettings } from './present-settings.ts';
import { AlertSettings, UpdateAlertSettings } from './schema.ts';
import { findAlertSettings, saveAlertSettings } from './settings-store.ts';

export const updateAlertSettings = operation({
  name: 'alerts.updateSettings',
  title: 'Say who hears of alerts',
  http: 'PATCH /alert-settings',
  permission: 'organization:write',
  feature: undefined,
  limits: ['api.general'],
  input: UpdateAlertSettings,
  output: AlertSettings,
  writes: true,
  run: async (ctx, { mailTo }) => {
    const saved = await ctx.directory.write(
      { action: 'alertSettings.updated', subject: ctx.org.id, detail: { mailTo } },
      async (tx) => {
        const after = {
          ...(await findAlertSettings(tx, ctx.org.id)),
          mailTo,
          updatedAt: ctx.now().toISOString(),
        };
        await saveAlertSettings(tx, ctx.org.id, after);
        return after;
      },
    );
    return presentSettings(saved, ctx.principal);
  },
});
