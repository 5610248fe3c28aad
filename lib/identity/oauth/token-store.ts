import type { SqlReader, SqlWriter } from '../../platform/db/types.ts';

/** A code as it was given: bound to its client, where it was sent, and the challenge of who asked for it. */
export interface CodeRow {
  readonly hash: Uint8Array;
  readonly grantId: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly challenge: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly usedAt: string | null;
}

export function findCode(db: SqlReader, hash: Uint8Array): Promise<CodeRow | undefined> {
  return db.get<CodeRow>(
    `SELECT hash, grantId, clientId, redirectUri, challenge, createdAt, expiresAt, usedAt
       FROM OAuthCode WHERE hash = ?`,
    [hash],
  );
}

export async function insertCode(tx: SqlWriter, code: Omit<CodeRow, 'usedAt'>): Promise<void> {
  await tx.run(
    `INSERT INTO OAuthCode (hash, grantId, clientId, redirectUri, challenge, createdAt, expiresAt)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [code.hash, code.grantId, code.clientId, code.redirectUri, code.challenge, code.createdAt, code.expiresAt],
  );
}

/** @returns false when somebody was faster. */
export async function spendCode(tx: SqlWriter, hash: Uint8Array, at: string): Promise<boolean> {
  const { changes } = await tx.run('UPDATE OAuthCode SET usedAt = ? WHERE hash = ? AND usedAt IS NULL', [at, hash]);
  return changes === 1;
}

export interface RefreshRow {
  readonly hash: Uint8Array;
  readonly grantId: string;
  readonly expiresAt: string;
  readonly usedAt: string | null;
}

export function findRefreshToken(db: SqlReader, hash: Uint8Array): Promise<RefreshRow | undefined> {
  return db.get<RefreshRow>('SELECT hash, grantId, expiresAt, usedAt FROM OAuthRefreshToken WHERE hash = ?', [hash]);
}

export async function insertRefreshToken(
  tx: SqlWriter,
  token: Omit<RefreshRow, 'usedAt'> & { readonly createdAt: string },
): Promise<void> {
  await tx.run('INSERT INTO OAuthRefreshToken (hash, grantId, createdAt, expiresAt) VALUES (?, ?, ?, ?)', [
    token.hash,
    token.grantId,
    token.createdAt,
    token.expiresAt,
  ]);
}

/** @returns false when somebody was faster. */
export async function spendRefreshToken(tx: SqlWriter, hash: Uint8Array, at: string): Promise<boolean> {
  const { changes } = await tx.run('UPDATE OAuthRefreshToken SET usedAt = ? WHERE hash = ? AND usedAt IS NULL', [
    at,
    hash,
  ]);
  return changes === 1;
}
