import type { SqlReader, SqlWriter } from '../platform/db/types.ts';

/** A storefront as far as consent goes. */
export interface ConsentStorefrontRow {
  readonly id: string;
  readonly slug: string;
  readonly state: 'draft' | 'published' | 'unpublished';
  /** What its published page is called; null before there is one. */
  readonly name: string | null;
  readonly draftName: string | null;
  /** JSON: see `StoredConsent`. */
  readonly consent: string;
  readonly policy: string | null;
  readonly version: number;
}

const columns = `id, slug, state, json_extract(published, '$.name') AS name,
  json_extract(draft, '$.name') AS draftName, consent, policy, version`;

export function findConsentStorefront(db: SqlReader, id: string): Promise<ConsentStorefrontRow | undefined> {
  return db.get<ConsentStorefrontRow>(`SELECT ${columns} FROM Storefront WHERE id = ?`, [id]);
}

/** Keeps the settings, and what visitors are asked from now on. */
export async function saveConsent(
  tx: SqlWriter,
  id: string,
  changed: { readonly consent: string; readonly policy: string | null; readonly at: string },
): Promise<void> {
  await tx.run('UPDATE Storefront SET consent = ?, policy = ?, version = version + 1, updatedAt = ? WHERE id = ?', [
    changed.consent,
    changed.policy,
    changed.at,
    id,
  ]);
}

export interface PolicyRow {
  readonly hash: string;
  readonly storefrontId: string;
  readonly snapshot: string;
  readonly createdAt: string;
}

/** A policy that was asked on this storefront, now or earlier. */
export function findPolicyRow(db: SqlReader, storefrontId: string, hash: string): Promise<PolicyRow | undefined> {
  return db.get<PolicyRow>(
    'SELECT hash, storefrontId, snapshot, createdAt FROM ConsentPolicy WHERE hash = ? AND storefrontId = ?',
    [hash, storefrontId],
  );
}

export function findPolicyByHash(db: SqlReader, hash: string): Promise<PolicyRow | undefined> {
  return db.get<PolicyRow>('SELECT hash, storefrontId, snapshot, createdAt FROM ConsentPolicy WHERE hash = ?', [hash]);
}

/** Does nothing where the same is there already. */
export async function insertPolicy(tx: SqlWriter, row: PolicyRow): Promise<void> {
  await tx.run(
    'INSERT INTO ConsentPolicy (hash, storefrontId, snapshot, createdAt) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    [row.hash, row.storefrontId, row.snapshot, row.createdAt],
  );
}
