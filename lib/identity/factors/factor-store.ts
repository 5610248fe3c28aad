import type { SqlReader, SqlWriter } from '../../platform/db/types.ts';

export interface PasskeyRow {
  readonly id: string;
  readonly userId: string;
  readonly credentialId: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  /** JSON list of how its authenticator can be reached. */
  readonly transports: string;
  readonly aaguid: string;
  readonly backedUp: number;
  readonly name: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

const passkeyColumns =
  'id, userId, credentialId, publicKey, counter, transports, aaguid, backedUp, name, createdAt, lastUsedAt';

export function passkeysOf(db: SqlReader, userId: string): Promise<PasskeyRow[]> {
  return db.all<PasskeyRow>(`SELECT ${passkeyColumns} FROM Passkey WHERE userId = ? ORDER BY id`, [userId]);
}

export function findPasskey(db: SqlReader, credentialId: Uint8Array): Promise<PasskeyRow | undefined> {
  return db.get<PasskeyRow>(`SELECT ${passkeyColumns} FROM Passkey WHERE credentialId = ?`, [credentialId]);
}

export async function insertPasskey(tx: SqlWriter, row: Omit<PasskeyRow, 'lastUsedAt'>): Promise<void> {
  await tx.run(
    `INSERT INTO Passkey (id, userId, credentialId, publicKey, counter, transports, aaguid, backedUp, name, createdAt)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      row.id,
      row.userId,
      row.credentialId,
      row.publicKey,
      row.counter,
      row.transports,
      row.aaguid,
      row.backedUp,
      row.name,
      row.createdAt,
    ],
  );
}

/** @returns false when the passkey was used or removed meanwhile: then what was verified is not what is stored. */
export async function notePasskeyUse(
  tx: SqlWriter,
  used: Pick<PasskeyRow, 'id' | 'counter'>,
  after: { readonly counter: number; readonly backedUp: boolean; readonly at: string },
): Promise<boolean> {
  const { changes } = await tx.run(
    'UPDATE Passkey SET counter = ?, backedUp = ?, lastUsedAt = ? WHERE id = ? AND counter = ?',
    [after.counter, after.backedUp ? 1 : 0, after.at, used.id, used.counter],
  );
  return changes === 1;
}

export async function renamePasskeyRow(tx: SqlWriter, userId: string, id: string, name: string): Promise<boolean> {
  const { changes } = await tx.run('UPDATE Passkey SET name = ? WHERE id = ? AND userId = ?', [name, id, userId]);
  return changes === 1;
}

/** @returns its name, or undefined when the person has no such passkey. */
export async function deletePasskey(tx: SqlWriter, userId: string, id: string): Promise<string | undefined> {
  const row = await tx.get<{ name: string }>('SELECT name FROM Passkey WHERE id = ? AND userId = ?', [id, userId]);
  if (row) await tx.run('DELETE FROM Passkey WHERE id = ? AND userId = ?', [id, userId]);
  return row?.name;
}

export interface TotpRow {
  readonly userId: string;
  readonly sealedSecret: Uint8Array;
  readonly keyVersion: number;
  /** Of the app that is to take the place of the one in use. */
  readonly offeredSecret: Uint8Array | null;
  readonly confirmedAt: string | null;
  readonly lastStep: number | null;
  readonly createdAt: string;
}

export function findTotp(db: SqlReader, userId: string): Promise<TotpRow | undefined> {
  return db.get<TotpRow>(
    'SELECT userId, sealedSecret, keyVersion, offeredSecret, confirmedAt, lastStep, createdAt FROM TotpFactor WHERE userId = ?',
    [userId],
  );
}

/** Puts an unconfirmed secret in the place of an unconfirmed one, or beside the one in use, which goes on to count. */
export async function offerTotp(
  tx: SqlWriter,
  row: Pick<TotpRow, 'userId' | 'sealedSecret' | 'keyVersion' | 'createdAt'>,
): Promise<void> {
  const { changes } = await tx.run(
    'UPDATE TotpFactor SET offeredSecret = ? WHERE userId = ? AND confirmedAt IS NOT NULL',
    [row.sealedSecret, row.userId],
  );
  if (changes === 1) return;
  await tx.run(
    `INSERT INTO TotpFactor (userId, sealedSecret, keyVersion, createdAt) VALUES (?, ?, ?, ?)
     ON CONFLICT (userId) DO UPDATE SET sealedSecret = excluded.sealedSecret, keyVersion = excluded.keyVersion,
       createdAt = excluded.createdAt, lastStep = NULL`,
    [row.userId, row.sealedSecret, row.keyVersion, row.createdAt],
  );
}

/** What the next code to confirm has to be of; null when nothing was offered. */
export function offeredSecretOf(row: TotpRow | undefined): Uint8Array | null {
  if (row === undefined) return null;
  return row.confirmedAt === null ? row.sealedSecret : row.offeredSecret;
}

/** Uses a time step up, once. @returns false when it, or a later one, was used before. RFC 6238, section 5.2. */
export async function takeTotpStep(tx: SqlWriter, userId: string, step: number): Promise<boolean> {
  const { changes } = await tx.run(
    'UPDATE TotpFactor SET lastStep = ? WHERE userId = ? AND (lastStep IS NULL OR lastStep < ?)',
    [step, userId, step],
  );
  return changes === 1;
}

/**
 * Takes what was offered into use, in the place of what was. `step`, of the code that confirmed it, is used up.
 * @returns false when nothing waits to be confirmed.
 */
export async function confirmTotpRow(
  tx: SqlWriter,
  userId: string,
  confirmed: { readonly at: string; readonly step: number; readonly keyVersion: number },
): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE TotpFactor SET sealedSecret = coalesce(offeredSecret, sealedSecret), offeredSecret = NULL, keyVersion = ?,
       confirmedAt = ?, lastStep = ? WHERE userId = ? AND (confirmedAt IS NULL OR offeredSecret IS NOT NULL)`,
    [confirmed.keyVersion, confirmed.at, confirmed.step, userId],
  );
  return changes === 1;
}

export async function deleteTotp(tx: SqlWriter, userId: string): Promise<boolean> {
  const { changes } = await tx.run('DELETE FROM TotpFactor WHERE userId = ? AND confirmedAt IS NOT NULL', [userId]);
  return changes === 1;
}

/** Whether the person has a factor that can be asked for: a passkey or a confirmed authenticator. */
export async function hasFactor(db: SqlReader, userId: string): Promise<boolean> {
  const row = await db.get(
    `SELECT 1 FROM Passkey WHERE userId = ?
      UNION ALL SELECT 1 FROM TotpFactor WHERE userId = ? AND confirmedAt IS NOT NULL LIMIT 1`,
    [userId, userId],
  );
  return row !== undefined;
}

/** Afterwards the person has no factor and no recovery code. */
export async function deleteFactors(tx: SqlWriter, userId: string): Promise<void> {
  for (const table of ['Passkey', 'TotpFactor', 'RecoveryCode', 'FactorChallenge'] as const) {
    await tx.run(`DELETE FROM ${table} WHERE userId = ?`, [userId]);
  }
}
