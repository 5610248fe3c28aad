import type { z } from 'zod';
import { fail } from '../platform/errors.ts';
import type { AlertRow } from './alert-store.ts';
import type { DeliveryRow } from './delivery-store.ts';
import { alertWords } from './message.ts';
import { alertSeverities } from './rules.ts';
import { type Alert, alertStates, type Delivery, deliveryStates } from './schema.ts';

export function presentAlert(row: AlertRow): z.output<typeof Alert> {
  const { id, rule, subject, count, firstSeenAt, lastSeenAt } = row;
  const { acknowledgedAt, acknowledgedBy, resolvedAt, resolvedBy } = row;
  return {
    id,
    rule,
    severity: one(alertSeverities, row.severity),
    ...alertWords(rule),
    subject,
    detail: JSON.parse(row.detail) as Record<string, string | number | null>,
    state: one(alertStates, row.state),
    count,
    firstSeenAt,
    lastSeenAt,
    acknowledgedAt,
    acknowledgedBy,
    resolvedAt,
    resolvedBy,
  };
}

/** Without its body, which stands in the alert or the checkpoint that it is about. */
export function presentDelivery(row: DeliveryRow): z.output<typeof Delivery> {
  const { id, event, subject, attempts, lastError, dueAt, createdAt, endedAt } = row;
  return {
    id,
    channel: one(['mail', 'webhook'] as const, row.channel),
    event,
    subject,
    state: one(deliveryStates, row.state),
    attempts,
    lastError,
    dueAt,
    createdAt,
    endedAt,
  };
}

function one<const Words extends readonly string[]>(words: Words, text: string): Words[number] {
  const found = words.find((word) => word === text);
  if (found === undefined) throw fail('internal', { detail: `${text} is none of ${words.join(', ')}` });
  return found;
}
