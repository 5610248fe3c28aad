import { isoAfter } from '../../platform/clock.ts';
import { deriveKey, equalBytes, hmacSha256, randomToken, sha256 } from '../../platform/crypto/digest.ts';
import type { SqlReader, SqlWriter } from '../../platform/db/types.ts';
import { newId } from '../../platform/ids.ts';
import type { Secrets } from '../../platform/secrets.ts';

export type ChallengePurpose = 'registration' | 'sign-in' | 'step-up' | 'second-factor';

/** How long somebody has to answer, in seconds. */
export const challengeSeconds = 600;

/** How many wrong answers end a challenge: then the first step has to be taken again. */
export const challengeAttemptsMax = 10;

export interface FactorChallenge {
  readonly id: string;
  readonly purpose: ChallengePurpose;
  readonly userId: string | null;
  readonly browserHash: Uint8Array | null;
  readonly attempts: number;
  readonly method: string | null;
  readonly redirectTo: string | null;
  readonly expiresAt: string;
  readonly usedAt: string | null;
}

interface NewChallenge {
  readonly purpose: ChallengePurpose;
  readonly userId: string | null;
  /** Who alone may answer: a mark of their browser, or their session. */
  readonly browserHash: Uint8Array | null;
  readonly method?: string;
  readonly redirectTo?: string | null;
  readonly now: Date;
}

/** Makes a challenge inside the caller's write. @returns its random token of 256 bits, which is kept as a hash alone. */
export async function issueChallenge(tx: SqlWriter, asked: NewChallenge): Promise<string> {
  const now = asked.now.toISOString();
  await tx.run('DELETE FROM FactorChallenge WHERE expiresAt < ?', [now]);
  const token = randomToken();
  await tx.run(
    `INSERT INTO FactorChallenge (id, purpose, userId, hash, browserHash, method, redirectTo, createdAt, expiresAt)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      newId('fch'),
      asked.purpose,
      asked.userId,
      sha256(token),
      asked.browserHash,
      asked.method ?? null,
      asked.redirectTo ?? null,
      now,
      isoAfter(asked.now, challengeSeconds),
    ],
  );
  return token;
}

/**
 * The challenge of that token, while it can be answered by this caller: of that purpose, not used, not too old, not answered
 * wrongly too often, and theirs.
 */
export async function findChallenge(
  db: SqlReader,
  token: string,
  asked: {
    readonly purpose: ChallengePurpose;
    readonly userId?: string;
    readonly browserHash: Uint8Array | null;
    readonly now: Date;
  },
): Promise<FactorChallenge | null> {
  const row = await db.get<FactorChallenge>(
    `SELECT id, purpose, userId, browserHash, attempts, method, redirectTo, expiresAt, usedAt
       FROM FactorChallenge WHERE hash = ?`,
    [sha256(token)],
  );
  if (!row || row.purpose !== asked.purpose || row.usedAt !== null) return null;
  if (row.expiresAt <= asked.now.toISOString() || row.attempts >= challengeAttemptsMax) return null;
  if (asked.userId !== undefined && row.userId !== asked.userId) return null;
  if (row.browserHash === null) return row;
  return asked.browserHash !== null && equalBytes(row.browserHash, asked.browserHash) ? row : null;
}

/** Uses the challenge up, inside the caller's write. @returns false when somebody else did. */
export async function takeChallenge(tx: SqlWriter, id: string, at: string): Promise<boolean> {
  const { changes } = await tx.run('UPDATE FactorChallenge SET usedAt = ? WHERE id = ? AND usedAt IS NULL', [at, id]);
  return changes === 1;
}

export async function noteWrongAnswer(tx: SqlWriter, id: string): Promise<void> {
  await tx.run('UPDATE FactorChallenge SET attempts = attempts + 1 WHERE id = ?', [id]);
}

/**
 * What a passkey signs to answer a challenge whose token stays in a cookie: as random as the token for anybody without our
 * secret, and good for as long as the challenge is.
 */
export function signedChallenge(secrets: Pick<Secrets, 'authSecret'>, challengeId: string): string {
  const key = deriveKey(secrets.authSecret, 'holdfast/factor-challenge/v1');
  return hmacSha256(key, challengeId).toString('base64url');
}

/** Binds a challenge to the session that asked for it. */
export function hashOfSession(sessionId: string): Uint8Array {
  return sha256(`holdfast/factor-session/v1 ${sessionId}`);
}
