import { isoAfter } from '../platform/clock.ts';
import { repeat } from '../platform/jobs/repeat.ts';
import type { Runtime } from '../runtime.ts';
import type { KeyRow } from './store.ts';
import { findExpiring } from './warning-store.ts';

/** Days before the expiry on which its keepers hear of it; 0 is the expiry itself. */
const reminderDays = [14, 3, 0] as const;

const daySeconds = 86_400;
/** A server that was off for long does not tell of what is past and gone. */
const lateSecondsMax = 7 * daySeconds;
const lookEveryMs = 10 * 60_000;

/** What a reminder is decided by. */
type Remindable = Pick<KeyRow, 'createdAt' | 'expiresAt' | 'revokedAt' | 'replacedById' | 'remindedDays'>;

/**
 * The reminder that is due now and was not sent, or null. Of several that were missed the last is due alone. A key that
 * was made for less time than a reminder comes before its end does without that one, and one that was revoked or rotated
 * without any.
 */
export function dueReminder(key: Remindable, now: Date): { readonly days: number; readonly expiresAt: string } | null {
  const { expiresAt } = key;
  if (expiresAt === null || key.revokedAt !== null || key.replacedById !== null) return null;
  const expiresMs = Date.parse(expiresAt);
  if (now.getTime() > expiresMs + lateSecondsMax * 1000) return null;
  const reached = reminderDays.filter((days) => now.getTime() >= expiresMs - days * daySeconds * 1000);
  const days = reached.at(-1);
  if (days === undefined || (key.remindedDays !== null && key.remindedDays <= days)) return null;
  const madeForMs = expiresMs - Date.parse(key.createdAt);
  return madeForMs > days * daySeconds * 1000 ? { days, expiresAt } : null;
}

/**
 * Looks for keys of which a reminder is due, and asks for each. Whatever is asked for is durable, is tried again until
 * mail is accepted, and is asked for once: the key remembers what was sent.
 * @returns how many.
 */
export async function askForReminders(rt: Pick<Runtime, 'tenancy' | 'jobs' | 'clock'>): Promise<number> {
  const now = rt.clock.now();
  const span = { from: isoAfter(now, -lateSecondsMax), to: isoAfter(now, reminderDays[0] * daySeconds) };
  const due = (await findExpiring(rt.tenancy.control, span)).filter((key) => dueReminder(key, now) !== null);
  for (const { id, orgId } of due) {
    await rt.jobs.enqueue({ kind: 'apiKeys.remind', orgId, subject: id, actor: 'system' });
  }
  return due.length;
}

/** Looks now and every ten minutes. @returns what ends that, and waits for a look under way. */
export function startReminders(rt: Pick<Runtime, 'tenancy' | 'jobs' | 'clock' | 'log'>): () => Promise<void> {
  return repeat(
    () => askForReminders(rt),
    lookEveryMs,
    (error) => {
      rt.log.error({ err: error }, 'looking for expiring API keys failed');
    },
  );
}
