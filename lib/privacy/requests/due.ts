/**
 * The term within which a request is answered. No Node imports: badges use it too.
 *
 * One month after receipt, by two further months when extended (GDPR, article 12, paragraph 3). Counted as Regulation (EEC,
 * Euratom) No 1182/71 says: the day of receipt is not counted; the period ends with the last hour of the day of the same
 * date, or of the month's last day where that date is missing (article 3, paragraph 2, point c); when that is a Saturday or
 * Sunday, with the last hour of the Monday after (paragraph 4). All of it in UTC. Public holidays, which differ from place
 * to place, are not known here: a term is never too long for that.
 */

/** Months to answer in. */
const monthsToAnswer = 1;
/** Months that an extension adds, at most and here always. */
const monthsOfExtension = 2;

const dayMs = 86_400_000;

/** Until when a request that was received then is to be answered: the last millisecond of that day, ISO 8601 UTC. */
export function dueAt(receivedAt: string): string {
  return endOfPeriod(receivedAt, monthsToAnswer);
}

/** The same once it was extended. Counted from receipt as well, not from the first term. */
export function extendedDueAt(receivedAt: string): string {
  return endOfPeriod(receivedAt, monthsToAnswer + monthsOfExtension);
}

function endOfPeriod(from: string, months: number): string {
  const start = new Date(from);
  const year = start.getUTCFullYear();
  const month = start.getUTCMonth() + months;
  // Day 0 of the month after is the last day of this one.
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const end = new Date(Date.UTC(year, month, Math.min(start.getUTCDate(), lastDay), 23, 59, 59, 999));
  const weekday = end.getUTCDay();
  const daysToMonday = weekday === 6 ? 2 : weekday === 0 ? 1 : 0;
  return new Date(end.getTime() + daysToMonday * dayMs).toISOString();
}

/** Whole days left, by the calendar: 0 on the last day, negative once the term has passed. */
export function daysLeft(due: string, now: Date): number {
  return Math.floor(Date.parse(due) / dayMs) - Math.floor(now.getTime() / dayMs);
}

/** Days before the end of the term on which owners and admins are reminded. */
export const reminderDays = [7, 1] as const;

/** What is reached and was not told of yet: a number of days before the end; null when nothing is, or the term has passed. */
export function dueReminder(
  request: { readonly dueAt: string; readonly remindedDays: number | null },
  now: Date,
): number | null {
  const left = daysLeft(request.dueAt, now);
  const reached = left < 0 ? undefined : reminderDays.findLast((days) => left <= days);
  if (reached === undefined) return null;
  return request.remindedDays !== null && request.remindedDays <= reached ? null : reached;
}

/** When a reminder is reached next, or the end of the term; null once that has passed. Midnight UTC of its day. */
export function nextReminderAt(request: { readonly dueAt: string }, now: Date): Date | null {
  const dueDayMs = Math.floor(Date.parse(request.dueAt) / dayMs) * dayMs;
  const ahead = [...reminderDays.map((days) => dueDayMs - days * dayMs), dueDayMs + dayMs];
  const next = ahead.find((at) => at > now.getTime());
  return next === undefined ? null : new Date(next);
}
