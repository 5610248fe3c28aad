import type { SqlReader, SqlWriter } from '../platform/db/types.ts';
import type { KeyRow } from './store.ts';

/** Who is told of an organisation's keys: whoever may decide about them. */
export function findKeyKeepers(db: SqlReader, orgId: string): Promise<{ readonly email: string }[]> {
  return db.all(
    `SELECT u.email FROM Membership m JOIN User u ON u.id = m.userId
      WHERE m.orgId = ? AND m.role IN ('owner', 'admin') ORDER BY m.id`,
    [orgId],
  );
}

/**
 * Notes that the key stood in an address, unless that was noted after `notAfter`.
 * @returns whether it was noted now: then its keepers are to be told.
 */
export async function noteExposure(
  tx: SqlWriter,
  keyId: string,
  exposure: { readonly at: string; readonly notAfter: string },
): Promise<boolean> {
  const { changes } = await tx.run(
    'UPDATE ApiKey SET exposedAt = ? WHERE id = ? AND (exposedAt IS NULL OR exposedAt <= ?)',
    [exposure.at, keyId, exposure.notAfter],
  );
  return changes === 1;
}

/** What a reminder is decided by. */
export interface ExpiringKey
  extends Pick<KeyRow, 'id' | 'createdAt' | 'expiresAt' | 'revokedAt' | 'replacedById' | 'remindedDays'> {
  readonly orgId: string;
}

/** Keys that expire in a span of time, of organisations that can be used. */
export function findExpiring(
  db: SqlReader,
  span: { readonly from: string; readonly to: string },
): Promise<ExpiringKey[]> {
  return db.all(
    `SELECT k.id, k.orgId, k.createdAt, k.expiresAt, k.revokedAt, k.replacedById, k.remindedDays FROM ApiKey k JOIN Organization o ON o.id = k.orgId
      WHERE k.expiresAt >= ? AND k.expiresAt <= ? AND k.revokedAt IS NULL AND k.replacedById IS NULL
        AND o.status = 'active'
      ORDER BY k.expiresAt, k.id`,
    [span.from, span.to],
  );
}

/** @returns false when that reminder, or a later one, was noted before, or the expiry is another by now. */
export async function markReminded(
  tx: SqlWriter,
  orgId: string,
  id: string,
  reminded: { readonly days: number; readonly expiresAt: string },
): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE ApiKey SET remindedDays = ?
      WHERE orgId = ? AND id = ? AND expiresAt = ? AND (remindedDays IS NULL OR remindedDays > ?)`,
    [reminded.days, orgId, id, reminded.expiresAt, reminded.days],
  );
  return changes === 1;
}
