import type { SqlReader, SqlWriter } from '../../platform/db/types.ts';

/** A link as it is kept, without the hash of what opens it. */
export interface ShareRow {
  readonly id: string;
  readonly orgId: string;
  readonly label: string;
  /** JSON. */
  readonly filter: string;
  /** redacted | ids */
  readonly reveal: string;
  readonly size: number;
  readonly receipts: number;
  readonly digest: Uint8Array;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
  readonly usesMax: number | null;
  readonly uses: number;
  readonly lastUsedAt: string | null;
}

export type NewShare = Omit<ShareRow, 'revokedAt' | 'uses' | 'lastUsedAt'>;

const columns =
  'id, orgId, label, filter, reveal, size, receipts, digest, createdBy, createdAt, expiresAt, revokedAt, usesMax, uses, lastUsedAt';

/** Newest first; only those made before `beforeId`, if that is given. */
export function listShareRows(
  db: SqlReader,
  orgId: string,
  beforeId: string | null,
  limit: number,
): Promise<ShareRow[]> {
  const condition = beforeId === null ? '' : 'AND id < ?';
  return db.all<ShareRow>(`SELECT ${columns} FROM LedgerShare WHERE orgId = ? ${condition} ORDER BY id DESC LIMIT ?`, [
    orgId,
    ...(beforeId === null ? [] : [beforeId]),
    limit,
  ]);
}

export function findShare(db: SqlReader, orgId: string, id: string): Promise<ShareRow | undefined> {
  return db.get<ShareRow>(`SELECT ${columns} FROM LedgerShare WHERE orgId = ? AND id = ?`, [orgId, id]);
}

/** Of this organisation, by what opens it. */
export function findOwnShare(db: SqlReader, orgId: string, tokenHash: Uint8Array): Promise<ShareRow | undefined> {
  return db.get<ShareRow>(`SELECT ${columns} FROM LedgerShare WHERE orgId = ? AND tokenHash = ?`, [orgId, tokenHash]);
}

/** Of whichever organisation, for somebody who has what opens it; with what the organisation calls itself. */
export function findShareByToken(
  db: SqlReader,
  tokenHash: Uint8Array,
): Promise<(ShareRow & { readonly organization: string }) | undefined> {
  const own = columns.replaceAll(/\w+/g, 's.$&');
  return db.get(
    `SELECT ${own}, o.name AS organization FROM LedgerShare s JOIN Organization o ON o.id = s.orgId
      WHERE s.tokenHash = ? AND o.status <> 'erasing'`,
    [tokenHash],
  );
}

export async function insertShare(tx: SqlWriter, share: NewShare, tokenHash: Uint8Array): Promise<void> {
  await tx.run(
    `INSERT INTO LedgerShare (id, orgId, tokenHash, label, filter, reveal, size, receipts, digest, createdBy, createdAt,
                              expiresAt, usesMax)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      share.id,
      share.orgId,
      tokenHash,
      share.label,
      share.filter,
      share.reveal,
      share.size,
      share.receipts,
      share.digest,
      share.createdBy,
      share.createdAt,
      share.expiresAt,
      share.usesMax,
    ],
  );
}

/** Whether it was there and was not revoked yet. */
export async function markShareRevoked(tx: SqlWriter, orgId: string, id: string, at: string): Promise<boolean> {
  const { changes } = await tx.run(
    'UPDATE LedgerShare SET revokedAt = ? WHERE orgId = ? AND id = ? AND revokedAt IS NULL',
    [at, orgId, id],
  );
  return changes === 1;
}

/** Counts one use, if the link may still be used at this very moment: one statement, so that no race gets one more. */
export async function countUse(tx: SqlWriter, id: string, at: string): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE LedgerShare SET uses = uses + 1, lastUsedAt = ?
      WHERE id = ? AND revokedAt IS NULL AND expiresAt > ? AND (usesMax IS NULL OR uses < usesMax)`,
    [at, id, at],
  );
  return changes === 1;
}
