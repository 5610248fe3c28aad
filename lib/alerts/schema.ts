import { z } from 'zod';
import { cursorField, pageLimit, pageOf } from '../platform/fields.ts';
import { alertRuleNames, alertSeverities } from './rules.ts';

export const alertStates = ['open', 'acknowledged', 'resolved'] as const;

export const ListAlerts = z.strictObject({
  state: z.enum(alertStates).optional().describe('How far it has been taken care of'),
  rule: z.enum(alertRuleNames).optional().describe('The rule that raised it'),
  severity: z.enum(alertSeverities).optional(),
  limit: pageLimit,
  cursor: cursorField.optional(),
});

export const AlertId = z.strictObject({ id: z.string().min(1).max(64).describe('The id of the alert') });

/** Something that somebody should look at. */
export const Alert = z.strictObject({
  id: z.string(),
  rule: z.string().describe('The rule that raised it, for example ledger.mismatch'),
  severity: z.enum(alertSeverities),
  title: z.string(),
  means: z.string().describe('What it means'),
  whatToDo: z.string(),
  subject: z.string().describe('What it is about'),
  detail: z
    .record(z.string(), z.union([z.string(), z.number(), z.null()]))
    .describe('What was seen last; nothing personal'),
  state: z.enum(alertStates),
  count: z.number().int().describe('How often it was seen'),
  firstSeenAt: z.string(),
  lastSeenAt: z.string(),
  acknowledgedAt: z.string().nullable(),
  acknowledgedBy: z.string().nullable().describe('Opaque id of who takes care of it'),
  resolvedAt: z.string().nullable(),
  resolvedBy: z.string().nullable().describe('Opaque id of who settled it; system when it was over by itself'),
});

export const AlertPage = pageOf(Alert).extend({ open: z.number().int().describe('How many are open in all') });

export const deliveryStates = ['waiting', 'sent', 'failed'] as const;

export const ListDeliveries = z.strictObject({
  state: z
    .enum(deliveryStates)
    .optional()
    .describe('failed: tried too often, and waiting for somebody to send it again'),
  subject: z.string().min(1).max(64).optional().describe('The id of an alert, or the size of a checkpoint'),
  limit: pageLimit,
  cursor: cursorField.optional(),
});

export const DeliveryId = z.strictObject({ id: z.string().min(1).max(64).describe('The id of the message') });

/** One message on its way out. */
export const Delivery = z.strictObject({
  id: z.string().describe('Also the webhook-id: the same at each attempt'),
  channel: z.enum(['mail', 'webhook']),
  event: z.string(),
  subject: z.string(),
  state: z.enum(deliveryStates),
  attempts: z.number().int(),
  lastError: z.string().nullable().describe('Why it was not taken, as a short word'),
  dueAt: z.string().describe('When it is tried next, or was last due'),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
});

export const DeliveryPage = pageOf(Delivery);

export const mailRecipients = ['owners_and_admins', 'owners', 'nobody'] as const;

/** Who hears of alerts. */
export const AlertSettings = z.strictObject({
  mailTo: z
    .enum(mailRecipients)
    .describe('Who gets mail. Owners hear of a ledger that is not what was written whatever stands here'),
  webhookUrl: z.string().nullable(),
});

export const UpdateAlertSettings = z.strictObject({ mailTo: z.enum(mailRecipients) });

export const SetAlertWebhook = z.strictObject({
  url: z.string().trim().min(1).max(2_000).describe('An https address of the public internet'),
});

export const AlertWebhook = z.strictObject({
  url: z.string(),
  secret: z.string().describe('Signs what is sent, as Standard Webhooks says. It is shown this once'),
});

export const WebhookTest = z.strictObject({
  ok: z.boolean().describe('Whether the receiver took it'),
  status: z.number().int().nullable().describe('The status that it answered'),
  reason: z.string().nullable().describe('Why it was not taken, as a short word'),
});

export const JobState = z.strictObject({ done: z.boolean(), delaySeconds: z.number().optional() });
