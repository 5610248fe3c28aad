import { isoAfter } from '../platform/clock.ts';
import type { TenantDatabase } from '../tenancy/tenancy.ts';
import type { AlertKeeperOptions } from './alert-keeper.ts';
import { type DeliveryRow, findDelivery, noteAttempt } from './delivery-store.ts';
import { mailMessage } from './mail-message.ts';
import { findAlertSettings } from './settings-store.ts';
import { openWebhookSecret, postWebhook } from './webhook.ts';

/** How long to wait after each attempt that was not taken: eight attempts within a day. */
const retryAfterSeconds = [10, 60, 300, 1_800, 7_200, 21_600, 43_200] as const;

/** Reasons for which trying again would not help, and which nobody needs to hear of: somebody chose them. */
const chosen: ReadonlySet<string> = new Set(['webhook_removed', 'no_recipient']);

export interface Attempt {
  readonly progress: { readonly done: boolean; readonly delaySeconds?: number };
  /** The message, when it was taken now. */
  readonly sent?: DeliveryRow;
  /** The message, when this was the last attempt at it. */
  readonly failed?: DeliveryRow;
}

/**
 * Sends a message that is due. Afterwards what came of it is durable: sent, given up, or due again later. A process that ends
 * between sending and noting sends it again, under the same id.
 */
export async function attemptDelivery(
  options: AlertKeeperOptions,
  orgId: string,
  db: TenantDatabase,
  deliveryId: string,
): Promise<Attempt> {
  const row = await findDelivery(db, deliveryId);
  // Asked for before it was written, by a process that ended then; or sent already.
  if (row?.state !== 'waiting') return { progress: { done: true } };
  const waitMs = Date.parse(row.dueAt) - options.clock.now().getTime();
  if (waitMs > 0) return { progress: { done: false, delaySeconds: waitMs / 1000 } };
  const reason = row.channel === 'mail' ? await mailMessage(options, orgId, row) : await post(options, orgId, row);
  const attempts = row.attempts + 1;
  const now = options.clock.now();
  const after = (state: string, endedAt: string | null, dueAt = row.dueAt): DeliveryRow => {
    return { ...row, state, attempts, lastError: reason, dueAt, endedAt };
  };
  const note = async (noted: DeliveryRow) => {
    await db.write((tx) => noteAttempt(tx, noted));
    return noted;
  };
  if (reason === null) return { progress: { done: true }, sent: await note(after('sent', now.toISOString())) };
  const delaySeconds = retryAfterSeconds[row.attempts];
  if (delaySeconds === undefined || chosen.has(reason)) {
    const failed = await note(after('failed', now.toISOString()));
    return { progress: { done: true }, ...(chosen.has(reason) ? {} : { failed }) };
  }
  await note(after('waiting', null, isoAfter(now, delaySeconds)));
  return { progress: { done: false, delaySeconds } };
}

/** @returns null when it was taken, else why not, as a short word. */
async function post(options: AlertKeeperOptions, orgId: string, row: DeliveryRow): Promise<string | null> {
  const { tenancy, clock, outbound } = options;
  const { webhookUrl, webhookSecret, webhookKeyVersion } = await findAlertSettings(tenancy.control, orgId);
  if (webhookUrl === null || webhookSecret === null || webhookKeyVersion === null) return 'webhook_removed';
  const key = await tenancy.keyOf(orgId, 'secrets', webhookKeyVersion);
  if (key === null) return 'no_key';
  const secret = openWebhookSecret(key.bytes, orgId, webhookSecret);
  const outcome = await postWebhook({ url: webhookUrl, secret, id: row.id, body: row.body, at: clock.now() }, outbound);
  return outcome.ok ? null : outcome.reason;
}
