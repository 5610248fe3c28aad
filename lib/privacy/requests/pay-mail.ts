import { fail } from '../../platform/errors.ts';
import type { Mail } from '../../platform/mail/mailer.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { findErasure } from '../persons/erasure-store.ts';
import { exportStanding, keepExportUntil } from './answer-export.ts';
import { answerTokenOf } from './answer-token.ts';
import { answerLink, privacyLink } from './links.ts';
import { answerMail, extensionMail, lastMail, receivedMail, withdrawalMail } from './mails.ts';
import { findRequest, type RequestRow, replaceRequest } from './request-store.ts';
import { withoutWords } from './without-words.ts';

/** An export that is still being made is waited for; seconds between looks. */
const exportLookSeconds = 5;
/** An erasure that is still under way asks for the mail when it has ended; this is for one that was cut off before it did. */
const erasureLookSeconds = 60;
const retrySecondsMin = 60;
const retrySecondsMax = 6 * 3_600;

/**
 * Mails what a request owes its person, and notes that it was taken, under a receipt. A mail that is not taken stays owed and
 * is tried again, more and more seldom. A process that ends between the two is the one way in which a mail comes twice.
 *
 * Where the person was erased meanwhile, their words and address go with the same write: nothing is left to send.
 * @returns after how many seconds the request is to be looked at again.
 */
export async function payMail(ctx: TenantContext, row: RequestRow): Promise<number> {
  const { owedMail, email } = row;
  const archive = owedMail === 'answer' ? await exportStanding(ctx, row) : 'none';
  if (archive === 'making') return exportLookSeconds;
  // Nobody is told that they were erased before they were.
  if (owedMail === 'answer' && (await isBeingErased(ctx, row))) return erasureLookSeconds;
  // Somebody has to make it again: the console says so, and asks for this job then.
  if (archive === 'lost') return retrySecondsMax;
  const mail = email === null ? null : await mailOf(ctx, row, email);
  if (mail !== null) {
    try {
      await ctx.services.mailer.send(mail);
    } catch (error) {
      ctx.services.log.warn({ err: error, requestId: row.id, owedMail }, 'mail about a request was not taken');
      const sinceSeconds = (ctx.now().getTime() - Date.parse(row.updatedAt)) / 1_000;
      return Math.min(retrySecondsMax, Math.max(retrySecondsMin, Math.round(sinceSeconds / 2)));
    }
  }
  const at = ctx.now().toISOString();
  await ctx.write({ action: 'subjectRequest.mailed', subject: row.id, detail: { mail: owedMail } }, async (tx) => {
    const found = await findRequest(tx, row.id);
    if (found === undefined) throw fail('not_found');
    // Something else is owed by now, or the same with another link: that is for the next look.
    if (found.owedMail !== owedMail || found.answerExpiresAt !== row.answerExpiresAt) return;
    const after = { ...found, owedMail: null, mailedAt: at, updatedAt: at };
    // The archive is there for as long as the link to it.
    if (archive === 'ready') await keepExportUntil(tx, after);
    const closed = after.state !== 'open';
    await replaceRequest(tx, closed && after.erasureId !== null ? withoutWords(after, at) : after);
  });
  return 0;
}

async function isBeingErased({ db }: TenantContext, { erasureId }: RequestRow): Promise<boolean> {
  const erasure = erasureId === null ? undefined : await findErasure(db, erasureId);
  return erasure !== undefined && erasure.state !== 'done';
}

/** Null when there is nothing to say, such as an answer whose link was taken back. */
async function mailOf(ctx: TenantContext, row: RequestRow, to: string): Promise<Mail | null> {
  const { origin } = ctx.services;
  const { slug, name: organization } = ctx.org;
  const { kind, receivedAt, dueAt } = row;
  const request = { kind, organization, receivedAt, dueAt };
  const form = privacyLink(origin, slug);
  switch (row.owedMail) {
    case 'received':
      return receivedMail(to, request, form);
    case 'extension':
      return extensionMail(to, request, row.extensionReason ?? '', form);
    case 'withdrawal':
      return withdrawalMail(to, request, form);
    case 'answer': {
      const refused = row.state === 'refused';
      if (row.erasureId !== null) {
        const text = (refused ? row.refusalReason : row.answer) ?? '';
        return lastMail(to, request, { text, url: form, refused });
      }
      const token = await answerTokenOf(ctx, row);
      const expiresAt = row.answerExpiresAt;
      if (token === null || expiresAt === null) return null;
      return answerMail(to, request, { url: answerLink(origin, slug, token), expiresAt, refused });
    }
    case null:
      return null;
  }
}
