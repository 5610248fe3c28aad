import { isoAfter } from '../../platform/clock.ts';
import { randomToken, sha256 } from '../../platform/crypto/digest.ts';
import type { SqlReader, SqlWriter } from '../../platform/db/types.ts';
import { newId } from '../../platform/ids.ts';
import type { Mail } from '../../platform/mail/mailer.ts';
import type { Services } from '../../runtime.ts';
import { reportLink } from '../links.ts';
import { changeMail } from './factor-mails.ts';

/** What people are told of, by mail, at once. */
export type SecurityChange =
  | 'passkey-added'
  | 'passkey-removed'
  | 'passkey-copied'
  | 'totp-added'
  | 'totp-replaced'
  | 'totp-removed'
  | 'codes-made'
  | 'code-used'
  | 'factors-reset'
  | 'provider-linked'
  | 'provider-unlinked';

const changes: ReadonlySet<string> = new Set<SecurityChange>([
  ...(['passkey-added', 'passkey-removed', 'passkey-copied', 'totp-added', 'totp-replaced', 'totp-removed'] as const),
  ...(['codes-made', 'code-used', 'factors-reset', 'provider-linked', 'provider-unlinked'] as const),
]);

/** How long the link of a mail works, in seconds. */
const noticeSeconds = 7 * 86_400;

export interface SecurityNotice {
  readonly id: string;
  readonly userId: string;
  readonly change: SecurityChange;
  /** The id of what was added, or may be copied: what can be taken back. */
  readonly subject: string | null;
  readonly createdAt: string;
  readonly usedAt: string | null;
}

/** Notes a change inside the write that makes it. @returns the mail that tells of it, to be sent once that is committed. */
export async function noticeOf(
  tx: SqlWriter,
  told: {
    readonly userId: string;
    readonly change: SecurityChange;
    /** The id of the factor or link that it is about. */
    readonly subject?: string | undefined;
    readonly origin: string;
    readonly now: Date;
  },
): Promise<Mail> {
  const { userId, change, origin, now } = told;
  const at = now.toISOString();
  await tx.run('DELETE FROM SecurityNotice WHERE expiresAt < ?', [at]);
  const token = randomToken();
  await tx.run(
    'INSERT INTO SecurityNotice (id, userId, change, tokenHash, createdAt, expiresAt) VALUES (?, ?, ?, ?, ?, ?)',
    [
      newId('ntc'),
      userId,
      told.subject === undefined ? change : `${change} ${told.subject}`,
      sha256(token),
      at,
      isoAfter(now, noticeSeconds),
    ],
  );
  const person = await tx.get<{ email: string }>('SELECT email FROM User WHERE id = ?', [userId]);
  return changeMail(person?.email ?? '', { change, at, url: reportLink(origin, token) });
}

/** Sends what was noted. A mailbox that cannot be reached undoes no change: the log tells of it. */
export async function sendNotices({ mailer, log }: Pick<Services, 'mailer' | 'log'>, mails: readonly Mail[]) {
  for (const mail of mails) {
    try {
      await mailer.send(mail);
    } catch (error) {
      log.error({ err: error }, 'a notice of a change was not mailed');
    }
  }
}

/** The notice behind a link that still works, or null. */
export async function findNotice(db: SqlReader, token: string, now: Date): Promise<SecurityNotice | null> {
  const row = await db.get<{ id: string; userId: string; change: string; createdAt: string; usedAt: string | null }>(
    'SELECT id, userId, change, createdAt, usedAt FROM SecurityNotice WHERE tokenHash = ? AND expiresAt > ?',
    [sha256(token), now.toISOString()],
  );
  if (!row || row.usedAt !== null) return null;
  const named = namedChange(row.change);
  return named && { ...row, ...named };
}

/** What was changed at that instant and since, as far as its links still work or did. */
export async function changesSince(
  db: SqlReader,
  userId: string,
  at: string,
): Promise<Pick<SecurityNotice, 'change' | 'subject'>[]> {
  const rows = await db.all<{ change: string }>(
    'SELECT change FROM SecurityNotice WHERE userId = ? AND createdAt >= ? ORDER BY createdAt, id',
    [userId, at],
  );
  return rows.flatMap(({ change }) => namedChange(change) ?? []);
}

function namedChange(kept: string): Pick<SecurityNotice, 'change' | 'subject'> | null {
  const [change = '', subject = null] = kept.split(' ');
  return isSecurityChange(change) ? { change, subject } : null;
}

/** @returns false when the link was used meanwhile. */
export async function takeNotice(tx: SqlWriter, id: string, at: string): Promise<boolean> {
  const { changes: taken } = await tx.run('UPDATE SecurityNotice SET usedAt = ? WHERE id = ? AND usedAt IS NULL', [
    at,
    id,
  ]);
  return taken === 1;
}

function isSecurityChange(text: string): text is SecurityChange {
  return changes.has(text);
}
