import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import type { JobProgress } from '../../platform/jobs/job-queue.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { attendKind } from './attend-job.ts';
import { daysLeft, dueReminder, nextReminderAt } from './due.ts';
import { payMail } from './pay-mail.ts';
import { remindOfTerm } from './remind.ts';
import { findRequest, type RequestRow, replaceRequest } from './request-store.ts';
import { SubjectJobState, SubjectRequestJob } from './schema.ts';
import { unverifiedSeconds } from './terms.ts';
import { withoutWords } from './without-words.ts';

/** An overdue request is told of anew each day. */
const overdueAgainSeconds = 86_400;

/**
 * Does what a request needs by itself, and says when it needs something next: lets one expire that nobody confirmed, mails
 * what its person is owed, reminds of the term before it ends, raises an alert after it. Run by the job queue, one job a
 * request; whatever the time of the run, the row says what is due.
 */
export const attendRequest = operation({
  name: attendKind,
  title: 'Attend to a request of a data subject',
  permission: 'subjectRequests:write',
  feature: undefined,
  limits: [],
  input: SubjectRequestJob,
  output: SubjectJobState,
  writes: true,
  run: async (ctx, { id }) => {
    const row = await findRequest(ctx.db, id);
    if (row === undefined || row.state === 'expired') return { done: true };
    if (row.state === 'unverified') return expire(ctx, row);
    if (row.owedMail !== null) {
      const waitSeconds = await payMail(ctx, row);
      // What comes after the mail is asked of the row as it is then.
      return {
        done: false,
        delaySeconds: row.state === 'open' ? Math.min(waitSeconds, untilNext(row, ctx.now())) : waitSeconds,
      };
    }
    if (row.state === 'open') return watchTerm(ctx, row);
    await ctx.services.alerts.settle(ctx.org.id, 'requests.overdue', id);
    return { done: true };
  },
});

/** Afterwards a request that nobody confirmed in seven days has lost what was written into it. */
async function expire(ctx: TenantContext, row: RequestRow): Promise<JobProgress> {
  const now = ctx.now();
  const leftMs = Date.parse(row.receivedAt) + unverifiedSeconds * 1_000 - now.getTime();
  if (leftMs > 0) return { done: false, delaySeconds: Math.ceil(leftMs / 1_000) };
  const at = now.toISOString();
  await ctx.write({ action: 'subjectRequest.expired', subject: row.id, detail: {} }, async (tx) => {
    const found = await findRequest(tx, row.id);
    // Confirmed in this very moment: the job is asked for anew by that, and begins again.
    if (found?.state !== 'unverified') throw fail('storage_unavailable', { detail: 'confirmed while it expired' });
    await replaceRequest(tx, { ...withoutWords(found, at), state: 'expired' });
  });
  return { done: true };
}

async function watchTerm(ctx: TenantContext, row: RequestRow): Promise<JobProgress> {
  const now = ctx.now();
  const due = dueReminder(row, now);
  if (due !== null) {
    const told = await remindOfTerm(ctx, row, due);
    if (!told) return { done: false, delaySeconds: 600 };
  }
  const left = daysLeft(row.dueAt, now);
  if (left < 0) {
    const detail = { kind: row.kind, dueAt: row.dueAt, daysLate: -left };
    await ctx.services.alerts.raise(ctx.org.id, 'requests.overdue', row.id, detail);
  } else {
    // It may have been extended since.
    await ctx.services.alerts.settle(ctx.org.id, 'requests.overdue', row.id);
  }
  return { done: false, delaySeconds: untilNext(row, now) };
}

function untilNext(row: RequestRow, now: Date): number {
  const next = nextReminderAt(row, now);
  return next === null ? overdueAgainSeconds : Math.ceil((next.getTime() - now.getTime()) / 1_000);
}
