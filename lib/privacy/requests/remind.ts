import type { TenantContext } from '../../tenancy/context.ts';
import { requestLink } from './links.ts';
import { reminderMail } from './mails.ts';
import { findAnswering } from './member-store.ts';
import { findRequest, type RequestRow, replaceRequest } from './request-store.ts';

/**
 * Mails everybody who may answer that the term of a request ends, and notes it under a receipt. An address that takes no mail
 * keeps the others from hearing neither now nor, by a repetition, twice.
 * @param days left.
 * @returns whether anybody was reached; otherwise it is to be tried again.
 */
export async function remindOfTerm(ctx: TenantContext, row: RequestRow, days: number): Promise<boolean> {
  const { mailer, log, origin } = ctx.services;
  const request = { kind: row.kind, organization: ctx.org.name, receivedAt: row.receivedAt, dueAt: row.dueAt };
  const people = await findAnswering(ctx.directory, ctx.org.id);
  let reached = 0;
  for (const { email } of people) {
    try {
      await mailer.send(reminderMail(email, request, days, requestLink(origin, ctx.org.slug, row.id)));
      reached += 1;
    } catch (error) {
      log.warn({ err: error, requestId: row.id }, 'somebody was not reminded of a request');
    }
  }
  if (reached === 0 && people.length > 0) return false;
  await ctx.write({ action: 'subjectRequest.reminded', subject: row.id, detail: { days, reached } }, async (tx) => {
    const found = await findRequest(tx, row.id);
    if (found !== undefined && found.dueAt === row.dueAt) await replaceRequest(tx, { ...found, remindedDays: days });
  });
  return true;
}
