import type { SqlReader, SqlWriter } from '../platform/db/types.ts';

/** Addresses of the whole installation, in the control database. Each statement names the organisation itself. */

export interface AddressRow {
  readonly slug: string;
  readonly orgId: string;
  readonly storefrontId: string;
  readonly claimedAt: string;
  /** Its storefront was deleted after it had been public. */
  readonly closedAt: string | null;
}

const columns = 'slug, orgId, storefrontId, claimedAt, closedAt';

export function findAddress(db: SqlReader, slug: string): Promise<AddressRow | undefined> {
  return db.get<AddressRow>(`SELECT ${columns} FROM StorefrontAddress WHERE slug = ?`, [slug]);
}

/** @returns whether it was free. */
export async function claimAddress(tx: SqlWriter, row: Omit<AddressRow, 'closedAt'>): Promise<boolean> {
  const { changes } = await tx.run(
    'INSERT INTO StorefrontAddress (slug, orgId, storefrontId, claimedAt) VALUES (?, ?, ?, ?) ON CONFLICT (slug) DO NOTHING',
    [row.slug, row.orgId, row.storefrontId, row.claimedAt],
  );
  return changes === 1;
}

/** Takes over what the organisation itself claimed for a storefront that never came to be. @returns whether it still stood there. */
export async function reclaimAddress(
  tx: SqlWriter,
  left: AddressRow,
  now: { readonly storefrontId: string; readonly claimedAt: string },
): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE StorefrontAddress SET storefrontId = ?, claimedAt = ?
      WHERE slug = ? AND orgId = ? AND storefrontId = ? AND closedAt IS NULL`,
    [now.storefrontId, now.claimedAt, left.slug, left.orgId, left.storefrontId],
  );
  return changes === 1;
}

/** Afterwards anybody may claim the address. @returns whether it was claimed for this storefront. */
export async function releaseAddress(tx: SqlWriter, orgId: string, storefrontId: string): Promise<boolean> {
  const { changes } = await tx.run(
    'DELETE FROM StorefrontAddress WHERE orgId = ? AND storefrontId = ? AND closedAt IS NULL',
    [orgId, storefrontId],
  );
  return changes === 1;
}

/** Afterwards the address shows no page, and nobody can claim it. @returns whether it was open. */
export async function closeAddress(tx: SqlWriter, orgId: string, storefrontId: string, at: string): Promise<boolean> {
  const { changes } = await tx.run(
    'UPDATE StorefrontAddress SET closedAt = ? WHERE orgId = ? AND storefrontId = ? AND closedAt IS NULL',
    [at, orgId, storefrontId],
  );
  return changes === 1;
}

/** The organisation's addresses that were claimed before an instant and are not closed. */
export function openAddresses(db: SqlReader, orgId: string, before: string): Promise<AddressRow[]> {
  return db.all<AddressRow>(
    `SELECT ${columns} FROM StorefrontAddress WHERE orgId = ? AND closedAt IS NULL AND claimedAt < ? ORDER BY slug`,
    [orgId, before],
  );
}

/** How many addresses nobody can have any more because storefronts of this organisation were public there. */
export async function countClosedAddresses(db: SqlReader, orgId: string): Promise<number> {
  const row = await db.get<{ n: number }>(
    'SELECT count(*) AS n FROM StorefrontAddress WHERE orgId = ? AND closedAt IS NOT NULL',
    [orgId],
  );
  return row?.n ?? 0;
}
