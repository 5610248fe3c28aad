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
  /** JSON array of blocks as `canonicalBlock` writes them; empty: from anywhere. */
  readonly allowedAddresses: string;
  /** The key that a rotation put in its place. */
  readonly replacedById: string | null;
  /** request | leak */
  readonly revokedFor: string | null;
  /** How many days before the expiry the last reminder was for. */
  readonly remindedDays: number | null;
  /** When it last stood in an address and its owners were told. */
  readonly exposedAt: string | null;
}

/** What authentication needs, in one look-up. */
export interface CredentialRow {
  readonly id: string;
  readonly orgId: string;
  readonly name: string;
  readonly prefix: string;
  readonly hash: Uint8Array;
  readonly pepperVersion: number;
  readonly scopes: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
  readonly exposedAt: string | null;
  readonly mode: string;
  readonly allowedAddresses: string;
  readonly orgStatus: string;
}

const shown = `id, name, mode, prefix, scopes, createdBy, createdAt, expiresAt, revokedAt,
               lastUsedAt, lastUsedAddress, lastUsedRoute, allowedAddresses, replacedById, revokedFor, remindedDays,
               exposedAt`;

/** A key as it is made: nothing has happened to it yet. */
export type NewKey = Pick<
  KeyRow,
  'id' | 'name' | 'mode' | 'prefix' | 'scopes' | 'createdBy' | 'createdAt' | 'expiresAt' | 'allowedAddresses'
>;

export async function insertKey(
  tx: SqlWriter,
  key: NewKey & { readonly orgId: string; readonly hash: Uint8Array; readonly pepperVersion: number },
): Promise<void> {
  await tx.run(
    `INSERT INTO ApiKey (id, orgId, name, mode, prefix, hash, pepperVersion, scopes, createdBy, createdAt, expiresAt,
                         allowedAddresses)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
      key.allowedAddresses,
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
export async function markRevoked(
  tx: SqlWriter,
  orgId: string,
  id: string,
  revoked: { readonly at: string; readonly for: 'request' | 'leak' },
): Promise<boolean> {
  const { changes } = await tx.run(
    'UPDATE ApiKey SET revokedAt = ?, revokedFor = ? WHERE orgId = ? AND id = ? AND revokedAt IS NULL',
    [revoked.at, revoked.for, orgId, id],
  );
  return changes === 1;
}

/** What may change of a key. Another expiry is reminded of anew. */
export async function updateKey(
  tx: SqlWriter,
  orgId: string,
  key: Pick<KeyRow, 'id' | 'name' | 'allowedAddresses' | 'expiresAt'>,
): Promise<void> {
  await tx.run(
    `UPDATE ApiKey SET name = ?, allowedAddresses = ?, expiresAt = ?,
            remindedDays = CASE WHEN expiresAt IS ? THEN remindedDays END
      WHERE orgId = ? AND id = ?`,
    [key.name, key.allowedAddresses, key.expiresAt, key.expiresAt, orgId, key.id],
  );
}

/** Another key has taken its place. */
export async function markReplaced(
  tx: SqlWriter,
  orgId: string,
  id: string,
  replaced: { readonly byId: string; readonly expiresAt: string },
): Promise<void> {
  await tx.run('UPDATE ApiKey SET replacedById = ?, expiresAt = ? WHERE orgId = ? AND id = ?', [
    replaced.byId,
    replaced.expiresAt,
    orgId,
    id,
  ]);
}

export function findCredential(db: SqlReader, prefix: string): Promise<CredentialRow | undefined> {
  return db.get<CredentialRow>(
    `SELECT k.id, k.orgId, k.name, k.prefix, k.hash, k.pepperVersion, k.scopes, k.expiresAt, k.revokedAt, k.lastUsedAt, k.mode,
            k.allowedAddresses, k.exposedAt, o.status AS orgStatus
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

/** Changes nothing when another request has done so already. */
export async function replaceHash(
  tx: SqlWriter,
  keyId: string,
  from: { readonly pepperVersion: number },
  to: { readonly hash: Uint8Array; readonly pepperVersion: number },
): Promise<void> {
  await tx.run('UPDATE ApiKey SET hash = ?, pepperVersion = ? WHERE id = ? AND pepperVersion = ?', [
    to.hash,
    to.pepperVersion,
    keyId,
    from.pepperVersion,
  ]);
}

/** How many keys that still work are hashed under each pepper, by its number. */
export function countByPepper(
  db: SqlReader,
  now: string,
): Promise<{ readonly pepperVersion: number; readonly keys: number }[]> {
  return db.all(
    `SELECT pepperVersion, count(*) AS keys FROM ApiKey
      WHERE revokedAt IS NULL AND (expiresAt IS NULL OR expiresAt > ?) GROUP BY pepperVersion ORDER BY pepperVersion`,
    [now],
  );
}
