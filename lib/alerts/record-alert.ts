import type { SqlWriter } from '../platform/db/types.ts';
import { newId } from '../platform/ids.ts';
import { type AlertRow, findLiveAlert, insertAlert, replaceAlert } from './alert-store.ts';
import { type AlertRuleName, alertRules } from './rules.ts';

export interface Sighting {
  readonly rule: AlertRuleName;
  readonly subject: string;
  /** JSON. */
  readonly detail: string;
  readonly at: Date;
}

/** Whether people are told of a sighting: not when they were lately told of the same. */
export function tellsAnew(
  live: Pick<AlertRow, 'toldAt'> | undefined,
  sighting: Pick<Sighting, 'rule' | 'at'>,
): boolean {
  if (live === undefined) return true;
  return sighting.at.getTime() >= Date.parse(live.toldAt) + alertRules[sighting.rule].dedupeSeconds * 1000;
}

/**
 * Notes a sighting: in the open alert of that rule and subject, else in a new one. One that was acknowledged is open again
 * when people are told of it anew.
 */
export async function recordAlert(
  tx: SqlWriter,
  sighting: Sighting,
): Promise<{ readonly alert: AlertRow; readonly told: boolean }> {
  const { rule, subject, detail } = sighting;
  const at = sighting.at.toISOString();
  const live = await findLiveAlert(tx, rule, subject);
  const told = tellsAnew(live, sighting);
  if (live === undefined) {
    const alert: AlertRow = {
      id: newId('alr'),
      rule,
      severity: alertRules[rule].severity,
      subject,
      state: 'open',
      detail,
      count: 1,
      firstSeenAt: at,
      lastSeenAt: at,
      toldAt: at,
      acknowledgedAt: null,
      acknowledgedBy: null,
      resolvedAt: null,
      resolvedBy: null,
    };
    await insertAlert(tx, alert);
    return { alert, told };
  }
  const seen = { ...live, detail, count: live.count + 1, lastSeenAt: at };
  const alert: AlertRow = told
    ? { ...seen, state: 'open', toldAt: at, acknowledgedAt: null, acknowledgedBy: null }
    : seen;
  await replaceAlert(tx, alert);
  return { alert, told };
}
