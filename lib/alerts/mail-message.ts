import type { Mail } from '../platform/mail/mailer.ts';
import type { AlertKeeperOptions } from './alert-keeper.ts';
import type { DeliveryRow } from './delivery-store.ts';
import { alertMail, checkpointMail, type MailedOrganization } from './mails.ts';
import type { AlertData, CheckpointData, Message } from './message.ts';
import { type AlertRule, alertRules, isAlertRule } from './rules.ts';
import { findAlertedOrganization, findAlertSettings, findMailed } from './settings-store.ts';

type MailOptions = Pick<AlertKeeperOptions, 'tenancy' | 'mailer' | 'log' | 'origin'>;

/**
 * Mails a message to everybody whom it is for. Afterwards (null) at least one of them was reached: an address that takes no
 * mail keeps the others from hearing neither now nor, by a repetition, twice.
 * @returns null, or why nobody was reached, as a short word.
 */
export async function mailMessage(
  options: MailOptions,
  orgId: string,
  row: Pick<DeliveryRow, 'event' | 'body'>,
): Promise<string | null> {
  const { data } = JSON.parse(row.body) as Message;
  if (row.event === 'ledger.checkpoint') {
    const checkpoint = data as unknown as CheckpointData;
    return mailPeople(options, orgId, true, (to, org) => checkpointMail(to, org, checkpoint));
  }
  const alert = data as unknown as AlertData;
  const rule: AlertRule | undefined = isAlertRule(alert.rule) ? alertRules[alert.rule] : undefined;
  return mailPeople(options, orgId, rule?.ownersHear === 'always', (to, org) => alertMail(to, org, alert));
}

/** @param ownersAlways whether owners get it whatever the settings say. */
export async function mailPeople(
  { tenancy, mailer, log, origin }: MailOptions,
  orgId: string,
  ownersAlways: boolean,
  write: (to: string, organization: MailedOrganization) => Mail,
): Promise<string | null> {
  const organization = await findAlertedOrganization(tenancy.control, orgId);
  if (organization === undefined) return 'no_recipient';
  const { mailTo } = await findAlertSettings(tenancy.control, orgId);
  const to = { owners: ownersAlways || mailTo !== 'nobody', admins: mailTo === 'owners_and_admins' };
  const people = await findMailed(tenancy.control, orgId, to);
  let reached = 0;
  for (const { email } of people) {
    try {
      await mailer.send(write(email, { name: organization.name, url: `${origin}/${organization.slug}` }));
      reached += 1;
    } catch (error) {
      log.warn({ err: error, orgId }, 'somebody could not be mailed');
    }
  }
  if (people.length === 0) return 'no_recipient';
  return reached > 0 ? null : 'mail_refused';
}
