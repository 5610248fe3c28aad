import { z } from 'zod';
import { operation } from '../access/operation.ts';
import { presentSettings } from './present-settings.ts';
import { AlertSettings } from './schema.ts';
import { findAlertSettings } from './settings-store.ts';

export const readAlertSettings = operation({
  name: 'alerts.readSettings',
  title: 'Read who hears of alerts',
  http: 'GET /alert-settings',
  permission: 'alerts:read',
  feature: undefined,
  limits: ['api.general'],
  input: z.strictObject({}),
  output: AlertSettings,
  writes: false,
  run: async (ctx) => presentSettings(await findAlertSettings(ctx.directory, ctx.org.id), ctx.principal),
});
