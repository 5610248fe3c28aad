import type { SqlReader, SqlWriter } from '../platform/db/types.ts';

/** A row of the key directory, without the hash. */
export interface KeyRow {
  readonly id: string;
  readonly name: string;
  readonly mode: string;
  readonly prefix: string;
  /** JSON array. */
  readonly scopes: string;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
  readonly lastUsedAddress: string | null;
  readonly lastUsedRoute: string | null;
}

/** What authentication needs, in one look-up. */
export interface CredentialRow {
  readonly id: string;
  readonly orgId: string;
  readonly name: string;
  readonly hash: Uint8Array;
  readonly pepperVersion: number;
  readonly scopes: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
  readonly mode: string;
  readonly orgStatus: string;
}

const shown = `id, name, mode, prefix, scopes, createdBy, createdAt, expiresAt, revokedAt,
               lastUsedAt, lastUsedAddress, lastUsedRoute`;

export async function insertKey(
  tx: SqlWriter,
  key: Omit<KeyRow, 'revokedAt' | 'lastUsedAt' | 'lastUsedAddress' | 'lastUsedRoute'> & {
    readonly orgId: string;
    readonly hash: Uint8Array;
    readonly pepperVersion: number;
  },
): Promise<void> {
  await tx.run(
    `INSERT INTO ApiKey (id, orgId, name, mode, prefix, hash, pepperVersion, scopes, createdBy, createdAt, expiresAt)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      key.id,
      key.orgId,
      key.name,
      key.mode,
      key.prefix,
      key.hash,
      key.pepperVersion,
      key.scopes,
      key.createdBy,
      key.createdAt,
      key.expiresAt,
    ],
  );
}

export async function prefixTaken(db: SqlReader, prefix: string): Promise<boolean> {
  return (await db.get('SELECT 1 FROM ApiKey WHERE prefix = ?', [prefix])) !== undefined;
}

export function findKey(db: SqlReader, orgId: string, id: string): Promise<KeyRow | undefined> {
  return db.get<KeyRow>(`SELECT ${shown} FROM ApiKey WHERE orgId = ? AND id = ?`, [orgId, id]);
}

/** Newest first: ids sort by creation. */
export function listKeys(db: SqlReader, orgId: string, beforeId: string | null, limit: number): Promise<KeyRow[]> {
  return beforeId === null
    ? db.all<KeyRow>(`SELECT ${shown} FROM ApiKey WHERE orgId = ? ORDER BY id DESC LIMIT ?`, [orgId, limit])
    : db.all<KeyRow>(`SELECT ${shown} FROM ApiKey WHERE orgId = ? AND id < ? ORDER BY id DESC LIMIT ?`, [
        orgId,
        beforeId,
        limit,
      ]);
}

/** @returns false when there is no such key, or it had been revoked before. */
export async function markRevoked(tx: SqlWriter, orgId: string, id: string, at: string): Promise<boolean> {
  const { changes } = await tx.run('UPDATE ApiKey SET revokedAt = ? WHERE orgId = ? AND id = ? AND revokedAt IS NULL', [
    at,
    orgId,
    id,
  ]);
  return changes === 1;
}

export function findCredential(db: SqlReader, prefix: string): Promise<CredentialRow | undefined> {
  return db.get<CredentialRow>(
    `SELECT k.id, k.orgId, k.name, k.hash, k.pepperVersion, k.scopes, k.expiresAt, k.revokedAt, k.lastUsedAt, k.mode,
            o.status AS orgStatus
       FROM ApiKey k JOIN Organization o ON o.id = k.orgId WHERE k.prefix = ?`,
    [prefix],
  );
}

/** Changes nothing when another request has noted a use since `notAfter`. */
export async function noteUse(
  tx: SqlWriter,
  keyId: string,
  use: { readonly at: string; readonly notAfter: string; readonly address: string; readonly route: string },
): Promise<void> {
  await tx.run(
    `UPDATE ApiKey SET lastUsedAt = ?, lastUsedAddress = ?, lastUsedRoute = ?
      WHERE id = ? AND (lastUsedAt IS NULL OR lastUsedAt <= ?)`,
    [use.at, use.address, use.route, keyId, use.notAfter],
  );
}
