import type { AlertRow } from './alert-store.ts';
import type { AlertDetail, OutgoingEvent } from './alerts.ts';
import { alertRules, isAlertRule } from './rules.ts';

/** A message as it is kept and as a webhook gets it: type, time and data, as Standard Webhooks has it. */
export interface Message {
  readonly type: OutgoingEvent | 'webhook.tested';
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What a message about an alert says. */
export interface AlertData {
  readonly id: string;
  readonly organization: string;
  readonly rule: string;
  readonly severity: string;
  readonly title: string;
  readonly means: string;
  readonly whatToDo: string;
  readonly subject: string;
  readonly detail: AlertDetail;
  readonly count: number;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
}

export function alertData(orgId: string, alert: AlertRow): AlertData {
  const { id, rule, severity, subject, count, firstSeenAt, lastSeenAt } = alert;
  const detail = JSON.parse(alert.detail) as AlertDetail;
  const words = alertWords(rule);
  return { id, organization: orgId, rule, severity, ...words, subject, detail, count, firstSeenAt, lastSeenAt };
}

/** What a rule says. One that an earlier version raised and this one does not know is called by its name. */
export function alertWords(rule: string): {
  readonly title: string;
  readonly means: string;
  readonly whatToDo: string;
} {
  if (!isAlertRule(rule)) return { title: rule, means: '', whatToDo: '' };
  const { title, means, whatToDo } = alertRules[rule];
  return { title, means, whatToDo };
}

/** What a message about a checkpoint says. */
export interface CheckpointData {
  readonly organization: string;
  readonly origin: string;
  readonly size: number;
  /** Hex. */
  readonly root: string;
  readonly at: string;
  readonly note: string;
}
