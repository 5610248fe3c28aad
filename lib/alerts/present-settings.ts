import type { z } from 'zod';
import { mayDo, type Principal } from '../access/principal.ts';
import { type AlertSettings, mailRecipients } from './schema.ts';
import type { AlertSettingsRow } from './settings-store.ts';

/**
 * Without the secret. The address may hold a token of the receiver's: whole it is shown to those who may change it, to others
 * as its origin.
 */
export function presentSettings(row: AlertSettingsRow, principal: Principal): z.output<typeof AlertSettings> {
  const mailTo = mailRecipients.find((name) => name === row.mailTo) ?? 'owners_and_admins';
  const { webhookUrl } = row;
  const whole = webhookUrl === null || mayDo(principal, 'organization:write');
  return { mailTo, webhookUrl: whole ? webhookUrl : new URL(webhookUrl).origin };
}
