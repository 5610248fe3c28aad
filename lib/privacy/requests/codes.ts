import { randomInt } from 'node:crypto';
import { isoAfter } from '../../platform/clock.ts';
import { deriveKey, equalBytes, hmacSha256 } from '../../platform/crypto/digest.ts';
import type { SqlWriter } from '../../platform/db/types.ts';
import { newId } from '../../platform/ids.ts';
import type { Secrets } from '../../platform/secrets.ts';
import {
  type CodePurpose,
  countCodesSince,
  countMailedSince,
  countWrongSince,
  findLiveCode,
  insertCode,
  noteWrongCode,
  spendCode,
} from './code-store.ts';
import {
  codeAttemptsMax,
  codeAttemptsPerHourMax,
  codeSeconds,
  codesPerHourMax,
  codesPerMailboxHourMax,
} from './terms.ts';

type Keys = Pick<Secrets, 'authSecret'>;

interface Wanted {
  readonly orgId: string;
  readonly requestId: string;
  readonly purpose: CodePurpose;
  readonly email: string;
}

/**
 * Makes six digits for one request, inside the caller's write; the ones before them work no more. Only an HMAC of them is kept,
 * with the row's id, under a key of the installation: a million codes are tried in no time by whoever has the database alone.
 * @returns null when so many were mailed in the last hour, for this request or to this mailbox, that this one must not be.
 */
export async function issueCode(tx: SqlWriter, secrets: Keys, wanted: Wanted, now: Date): Promise<string | null> {
  const { orgId, requestId, purpose } = wanted;
  const mailbox = mailboxTag(secrets, wanted.email);
  const hourAgo = isoAfter(now, -3_600);
  if ((await countCodesSince(tx, requestId, hourAgo)) >= codesPerHourMax) return null;
  if ((await countMailedSince(tx, { mailbox, purpose }, hourAgo)) >= codesPerMailboxHourMax) return null;
  const id = newId('sbc');
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  await insertCode(
    tx,
    {
      ...{ id, orgId, requestId, purpose },
      mailbox,
      codeHash: codeHash(secrets, id, code),
      createdAt: now.toISOString(),
      expiresAt: isoAfter(now, codeSeconds),
    },
    now,
  );
  return code;
}

/** Why a code was refused. For the audit log: every one of them gets the same answer. */
export type CodeRefusal =
  | 'unknown'
  | 'used'
  | 'expired'
  | 'wrong_code'
  | 'code_attempts_spent'
  | 'mailbox_attempts_spent';

export type CodeClaim =
  | { readonly ok: true; readonly codeId: string }
  | { readonly ok: false; readonly refusal: CodeRefusal };

/**
 * Uses up the last code that was mailed for a request, inside the caller's write: of any number that type it at once, one
 * gets it. A wrong one is counted, and must be committed: the refusal is returned, not thrown.
 */
export async function claimCode(
  tx: SqlWriter,
  secrets: Keys,
  typed: Omit<Wanted, 'email'> & { readonly code: string },
  now: Date,
): Promise<CodeClaim> {
  const found = await findLiveCode(tx, typed);
  if (found === undefined) return { ok: false, refusal: 'unknown' };
  if (found.usedAt !== null) return { ok: false, refusal: 'used' };
  if (found.expiresAt <= now.toISOString()) return { ok: false, refusal: 'expired' };
  const wrong = await countWrongSince(tx, found.mailbox, isoAfter(now, -3_600));
  if (wrong >= codeAttemptsPerHourMax) return { ok: false, refusal: 'mailbox_attempts_spent' };
  if (found.attempts >= codeAttemptsMax) return { ok: false, refusal: 'code_attempts_spent' };
  if (!equalBytes(codeHash(secrets, found.id, typed.code), found.codeHash)) {
    await noteWrongCode(tx, found.id);
    return { ok: false, refusal: 'wrong_code' };
  }
  return (await spendCode(tx, found.id, now.toISOString()))
    ? { ok: true, codeId: found.id }
    : { ok: false, refusal: 'used' };
}

/** Stands for an address where it must not stand itself: no way back without our secret. */
export function mailboxTag(secrets: Keys, email: string): string {
  const key = deriveKey(secrets.authSecret, 'holdfast/subject-mailbox/v1');
  return hmacSha256(key, email).toString('base64url').slice(0, 22);
}

function codeHash(secrets: Keys, id: string, code: string): Buffer {
  return hmacSha256(deriveKey(secrets.authSecret, 'holdfast/subject-code/v1'), `${id} ${code}`);
}
