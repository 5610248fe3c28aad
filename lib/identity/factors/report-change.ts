import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { publicOperation } from '../../access/operation.ts';
import { isoAfter } from '../../platform/clock.ts';
import type { SqlReader, SqlWriter } from '../../platform/db/types.ts';
import { fail } from '../../platform/errors.ts';
import type { Mail } from '../../platform/mail/mailer.ts';
import { deleteLink } from '../google/account-links.ts';
import { consolePath } from '../links.ts';
import { endGrants } from '../oauth/end-grants.ts';
import { clearedSessionCookies } from '../session-cookies.ts';
import { endSessionsOf } from '../session-store.ts';
import { findUser } from '../users.ts';
import { alertOrganizationsOf } from './alert-organizations.ts';
import { changeText, reportedMail } from './factor-mails.ts';
import { deletePasskey, deleteTotp, hasFactor } from './factor-store.ts';
import { changesSince, findNotice, type SecurityNotice, sendNotices, takeNotice } from './notices.ts';
import { ChangeNotice, ChangeReported, NoticeToken } from './schema.ts';

/** How long nothing of how the person signs in can be changed, in seconds: long enough to come back from a weekend. */
export const frozenSeconds = 72 * 3_600;

/** What the page behind "This was not me" shows. Reading changes nothing: mail scanners open every link. */
export const readNotice = publicOperation({
  name: 'auth.readNotice',
  title: 'See what a notice was about',
  limits: ['auth.pages'],
  input: NoticeToken,
  output: ChangeNotice,
  writes: false,
  run: async (ctx, { token }) => {
    const notice = await findNotice(ctx.control, token, ctx.now());
    if (notice === null) return { state: 'dead' as const, text: null, at: null };
    return { state: 'ready' as const, text: changeText(notice.change), at: notice.createdAt };
  },
});

/**
 * Takes a change for somebody else's. Afterwards the person has no session, programs may do nothing for them, what was added is
 * gone again, nothing of how they sign in can be changed for three days, and their organisations were told: by an alert, and
 * their owners by mail.
 * @throws `sign_in_failed` for a link that is used, too old or never was.
 */
export const reportChange = publicOperation({
  name: 'auth.reportChange',
  title: 'Report a change as not one’s own',
  limits: ['auth.address', 'auth.verify'],
  input: NoticeToken,
  output: ChangeReported,
  writes: true,
  refuses: ['sign_in_failed'],
  run: async (ctx, { token }) => {
    const now = ctx.now();
    const at = now.toISOString();
    const until = isoAfter(now, frozenSeconds);
    const { origin } = ctx.services;
    const notice = await findNotice(ctx.control, token, now);
    if (notice === null) throw fail('sign_in_failed', { detail: 'no such notice' });
    const { userId } = notice;
    const mails = await ctx.control.write(async (tx) => {
      if (!(await takeNotice(tx, notice.id, at))) throw fail('sign_in_failed', { detail: 'reported meanwhile' });
      await endSessionsOf(tx, userId, at);
      await endGrants(tx, { userId }, { why: 'person', actor: userId, at: now });
      await tx.run('DELETE FROM FactorChallenge WHERE userId = ?', [userId]);
      await takeBack(tx, notice);
      await tx.run('UPDATE User SET frozenUntil = ?, updatedAt = ? WHERE id = ?', [until, at, userId]);
      const detail = { change: notice.change };
      await recordAuditIn(tx, { ...auditOf(ctx), actor: userId, action: 'auth.report', outcome: 'ok', detail });
      return mailsToOwners(tx, userId, origin);
    });
    for (const cookie of clearedSessionCookies(origin)) ctx.answer.setCookie(cookie);
    await alertOrganizationsOf(ctx, userId, 'members.changeReported', { change: notice.change, frozenUntil: until });
    await sendNotices(ctx.services, mails);
    return { status: 'frozen' as const, until };
  },
});

/**
 * What a stranger added, or has a copy of, must not keep the person out, nor let the stranger in: it goes, and so does whatever
 * was added since, codes among it. What was removed is for the person to add again, once that can be done.
 */
async function takeBack(tx: SqlWriter, { userId, createdAt }: SecurityNotice): Promise<void> {
  for (const { change, subject } of await changesSince(tx, userId, createdAt)) {
    if ((change === 'passkey-added' || change === 'passkey-copied') && subject !== null)
      await deletePasskey(tx, userId, subject);
    if (change === 'totp-added' || change === 'totp-replaced') await deleteTotp(tx, userId);
    if (change === 'provider-linked' && subject !== null) await deleteLink(tx, userId, subject);
  }
  const codesSince = (await hasFactor(tx, userId)) ? createdAt : '';
  await tx.run('DELETE FROM RecoveryCode WHERE userId = ? AND createdAt >= ?', [userId, codesSince]);
}

async function mailsToOwners(db: SqlReader, userId: string, origin: string): Promise<Mail[]> {
  const person = await findUser(db, userId);
  if (!person) return [];
  const owners = await db.all<{ email: string; name: string; slug: string }>(
    `SELECT u.email, o.name, o.slug FROM Membership mine
       JOIN Organization o ON o.id = mine.orgId AND o.status = 'active'
       JOIN Membership m ON m.orgId = o.id AND m.role = 'owner' AND m.userId <> mine.userId
       JOIN User u ON u.id = m.userId
      WHERE mine.userId = ? ORDER BY o.id, m.id LIMIT 100`,
    [userId],
  );
  return owners.map(({ email, name, slug }) =>
    reportedMail(email, { email: person.email, organizationName: name, url: `${origin}${consolePath(slug)}/alerts` }),
  );
}
