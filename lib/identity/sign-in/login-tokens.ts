import { randomInt } from 'node:crypto';
import { isoAfter } from '../../platform/clock.ts';
import { deriveKey, equalBytes, hmacSha256, randomToken, sha256 } from '../../platform/crypto/digest.ts';
import type { SqlReader, SqlWriter } from '../../platform/db/types.ts';
import { newId } from '../../platform/ids.ts';
import type { Secrets } from '../../platform/secrets.ts';

/** `login` is asked for in a browser and bound to it; the operator hands out the other two. */
export type LoginPurpose = 'login' | 'operator-login' | 'owner-setup';

/** CLAIMS I7. */
export const loginLinkSeconds = 600;
export const ownerSetupSeconds = 86_400;

/** Wrong codes that kill the code of one mail. Its link, of 256 bits, goes on working. */
export const codeAttemptsMax = 5;

/**
 * Wrong codes for one address in one hour, over all its mails: whoever asks for many mails gets no more guesses. A
 * million codes against ten guesses an hour are eleven years.
 */
export const codeAttemptsPerHourMax = 10;

/** Spent links stay this long, so that wrong codes of the last hour are known. */
const keepSeconds = 86_400;

export interface LoginToken {
  readonly id: string;
  readonly email: string;
  readonly codeHash: Uint8Array;
  readonly codeAttempts: number;
  readonly browserHash: Uint8Array | null;
  readonly purpose: string;
  readonly redirectTo: string | null;
  readonly expiresAt: string;
  readonly consumedAt: string | null;
}

/** Why a link or code was refused. For the audit log: every one of them gets the same answer. */
export type Refusal =
  | 'unknown'
  | 'used'
  | 'expired'
  | 'wrong_purpose'
  | 'other_browser'
  | 'wrong_code'
  | 'code_attempts_spent'
  | 'address_attempts_spent';

export type Claim =
  | { readonly ok: true; readonly token: LoginToken }
  | { readonly ok: false; readonly refusal: Refusal };

const columns = 'id, email, codeHash, codeAttempts, browserHash, purpose, redirectTo, expiresAt, consumedAt';

interface NewLoginToken {
  /** Empty for owner-setup: the address is not known yet. */
  readonly email: string;
  readonly purpose: LoginPurpose;
  readonly redirectTo: string | null;
  readonly browserHash: Uint8Array | null;
  readonly lifeSeconds: number;
  readonly now: Date;
}

/**
 * Makes a link, and for `login` a code, inside the caller's write. Only their hashes are kept: SHA-256 of the token's
 * 256 random bits; HMAC of the code with the link's id under a key of the installation, since a million codes are tried
 * in no time by whoever has the database alone.
 */
export async function issueLoginToken(
  tx: SqlWriter,
  secrets: Pick<Secrets, 'authSecret'>,
  wanted: NewLoginToken,
): Promise<{ readonly token: string; readonly code: string }> {
  const id = newId('lgn');
  const token = randomToken();
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  await tx.run('DELETE FROM LoginToken WHERE expiresAt < ?', [isoAfter(wanted.now, -keepSeconds)]);
  await tx.run(
    `INSERT INTO LoginToken (id, email, tokenHash, codeHash, codeAttempts, browserHash, purpose, redirectTo, createdAt,
                             expiresAt)
     VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?, ?)`,
    [
      id,
      wanted.email,
      sha256(token),
      codeHash(secrets, id, code),
      wanted.browserHash,
      wanted.purpose,
      wanted.redirectTo,
      wanted.now.toISOString(),
      isoAfter(wanted.now, wanted.lifeSeconds),
    ],
  );
  return { token, code };
}

export function findLoginToken(db: SqlReader, token: string): Promise<LoginToken | undefined> {
  return db.get<LoginToken>(`SELECT ${columns} FROM LoginToken WHERE tokenHash = ?`, [sha256(token)]);
}

/** The address that this browser last asked for, while that mail works. */
export async function askedEmailOf(db: SqlReader, browserHash: Uint8Array, now: Date): Promise<string | null> {
  const row = await db.get<{ email: string }>(
    `SELECT email FROM LoginToken
      WHERE browserHash = ? AND purpose = 'login' AND consumedAt IS NULL AND expiresAt > ?
      ORDER BY createdAt DESC, id DESC LIMIT 1`,
    [browserHash, now.toISOString()],
  );
  return row?.email ?? null;
}

/** Why this link would be refused in this browser now; null when it would pass. Changes nothing. */
export function linkRefusal(
  found: LoginToken | undefined,
  asked: { readonly purposes: readonly LoginPurpose[]; readonly browserHash: Uint8Array | null; readonly now: Date },
): Refusal | null {
  if (!found) return 'unknown';
  if (!(asked.purposes as readonly string[]).includes(found.purpose)) return 'wrong_purpose';
  if (found.consumedAt !== null) return 'used';
  if (found.expiresAt <= asked.now.toISOString()) return 'expired';
  if (found.browserHash === null) return null;
  return asked.browserHash && equalBytes(found.browserHash, asked.browserHash) ? null : 'other_browser';
}

/** Uses up a link inside the caller's write: of any number that try, one gets it. */
export async function claimByToken(
  tx: SqlWriter,
  token: string,
  asked: Parameters<typeof linkRefusal>[1],
): Promise<Claim> {
  const found = await findLoginToken(tx, token);
  const refusal = linkRefusal(found, asked);
  if (refusal !== null || !found) return { ok: false, refusal: refusal ?? 'unknown' };
  return consume(tx, found, asked.now);
}

/**
 * Uses up a mail by its six digits, inside the caller's write. Meant is the mail that this browser asked for, else (on
 * another device) the last one sent to the address. A wrong code is counted, and must be committed: the refusal is
 * returned, not thrown.
 */
export async function claimByCode(
  tx: SqlWriter,
  secrets: Pick<Secrets, 'authSecret'>,
  typed: { readonly email: string; readonly code: string },
  asked: { readonly browserHash: Uint8Array | null; readonly now: Date },
): Promise<Claim> {
  const tried = await tx.get<{ wrong: number }>(
    'SELECT coalesce(sum(codeAttempts), 0) AS wrong FROM LoginToken WHERE email = ? AND createdAt > ?',
    [typed.email, isoAfter(asked.now, -3_600)],
  );
  const live = await tx.all<LoginToken>(
    `SELECT ${columns} FROM LoginToken
      WHERE email = ? AND purpose = 'login' AND consumedAt IS NULL AND expiresAt > ?
      ORDER BY createdAt DESC, id DESC LIMIT 100`,
    [typed.email, asked.now.toISOString()],
  );
  const { browserHash } = asked;
  const found =
    live.find((token) => browserHash && token.browserHash && equalBytes(token.browserHash, browserHash)) ?? live[0];
  if (!found) return { ok: false, refusal: 'unknown' };
  if ((tried?.wrong ?? 0) >= codeAttemptsPerHourMax) return { ok: false, refusal: 'address_attempts_spent' };
  if (found.codeAttempts >= codeAttemptsMax) return { ok: false, refusal: 'code_attempts_spent' };
  if (!equalBytes(codeHash(secrets, found.id, typed.code), found.codeHash)) {
    await tx.run('UPDATE LoginToken SET codeAttempts = codeAttempts + 1 WHERE id = ?', [found.id]);
    return { ok: false, refusal: 'wrong_code' };
  }
  return consume(tx, found, asked.now);
}

async function consume(tx: SqlWriter, token: LoginToken, now: Date): Promise<Claim> {
  const { changes } = await tx.run('UPDATE LoginToken SET consumedAt = ? WHERE id = ? AND consumedAt IS NULL', [
    now.toISOString(),
    token.id,
  ]);
  return changes === 1 ? { ok: true, token } : { ok: false, refusal: 'used' };
}

function codeHash(secrets: Pick<Secrets, 'authSecret'>, tokenId: string, code: string): Buffer {
  return hmacSha256(deriveKey(secrets.authSecret, 'holdfast/login-code/v1'), `${tokenId} ${code}`);
}
