import type { AlertKeeperOptions } from './alert-keeper.ts';
import type { AlertDetail } from './alerts.ts';
import { mailPeople } from './mail-message.ts';
import { alertMail } from './mails.ts';
import { alertWords } from './message.ts';
import type { OwedAlertRow } from './owed-store.ts';
import { alertRules, isAlertRule } from './rules.ts';

/** Mails an alert whose organisation's database cannot be written. @returns whether somebody was reached. */
export async function mailOwedAlert(options: AlertKeeperOptions, owed: OwedAlertRow): Promise<boolean> {
  const { orgId, rule, subject, at } = owed;
  const alert = {
    ...{ id: '', organization: orgId, rule, subject, count: 1, firstSeenAt: at, lastSeenAt: at },
    severity: isAlertRule(rule) ? alertRules[rule].severity : 'warning',
    ...alertWords(rule),
    detail: JSON.parse(owed.detail) as AlertDetail,
  };
  return (await mailPeople(options, orgId, true, (to, org) => alertMail(to, org, alert))) === null;
}
