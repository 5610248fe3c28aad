import type { ConsentLanguage } from '../consent/categories.ts';
import type { SqlReader, SqlWriter } from '../platform/db/types.ts';

/** A storefront of the organisation's own database. */
export interface StorefrontRow {
  readonly id: string;
  readonly slug: string;
  readonly state: 'draft' | 'published' | 'unpublished';
  /** JSON: see `StorefrontContent`. */
  readonly draft: string;
  /** JSON of the same shape; null before the first publication. */
  readonly published: string | null;
  readonly publishedAt: string | null;
  /** JSON: see `StoredConsent`. */
  readonly consent: string;
  readonly policy: string | null;
  readonly version: number;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

const columns =
  'id, slug, state, draft, published, publishedAt, consent, policy, version, createdBy, createdAt, updatedAt';

export function findStorefront(db: SqlReader, id: string): Promise<StorefrontRow | undefined> {
  return db.get<StorefrontRow>(`SELECT ${columns} FROM Storefront WHERE id = ?`, [id]);
}

/** What the list shows: no content but what stands on a line of it. */
export interface StorefrontLine {
  readonly id: string;
  readonly slug: string;
  readonly state: StorefrontRow['state'];
  readonly name: string;
  readonly language: ConsentLanguage;
  readonly hero: string | null;
  readonly heroAlt: string;
  readonly changed: number;
  readonly publishedAt: string | null;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Newest first; `before` is the last of the page before. */
export function listStorefrontLines(
  db: SqlReader,
  before: { readonly createdAt: string; readonly id: string } | null,
  limit: number,
): Promise<StorefrontLine[]> {
  const where = before === null ? '' : 'WHERE (createdAt, id) < (?, ?)';
  return db.all<StorefrontLine>(
    `SELECT id, slug, state, draft ->> '$.name' AS name, draft ->> '$.language' AS language,
            draft ->> '$.hero.image' AS hero, draft ->> '$.hero.alt' AS heroAlt,
            (published IS NULL OR published <> draft) AS changed, publishedAt, version, createdAt, updatedAt
       FROM Storefront ${where} ORDER BY createdAt DESC, id DESC LIMIT ?`,
    [...(before === null ? [] : [before.createdAt, before.id]), limit],
  );
}

export async function countPublished(db: SqlReader): Promise<number> {
  const row = await db.get<{ n: number }>("SELECT count(*) AS n FROM Storefront WHERE state = 'published'");
  return row?.n ?? 0;
}

export async function countUnpublished(db: SqlReader): Promise<number> {
  const row = await db.get<{ n: number }>("SELECT count(*) AS n FROM Storefront WHERE state <> 'published'");
  return row?.n ?? 0;
}

export async function insertStorefront(tx: SqlWriter, row: StorefrontRow): Promise<void> {
  await tx.run(`INSERT INTO Storefront (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, [
    ...[row.id, row.slug, row.state, row.draft, row.published, row.publishedAt, row.consent, row.policy],
    ...[row.version, row.createdBy, row.createdAt, row.updatedAt],
  ]);
}

/** Keeps what was edited. */
export async function saveDraft(
  tx: SqlWriter,
  id: string,
  { draft, consent, at }: { readonly draft: string; readonly consent: string; readonly at: string },
): Promise<void> {
  const values = [draft, consent, at, id];
  await tx.run(
    'UPDATE Storefront SET draft = ?, consent = ?, version = version + 1, updatedAt = ? WHERE id = ?',
    values,
  );
}

/** Shows to everybody what was edited. */
export async function savePublished(tx: SqlWriter, id: string, at: string): Promise<void> {
  await tx.run(
    `UPDATE Storefront SET state = 'published', published = draft, publishedAt = ?, version = version + 1, updatedAt = ?
      WHERE id = ?`,
    [at, at, id],
  );
}

export async function saveUnpublished(tx: SqlWriter, id: string, at: string): Promise<void> {
  await tx.run("UPDATE Storefront SET state = 'unpublished', version = version + 1, updatedAt = ? WHERE id = ?", [
    at,
    id,
  ]);
}

/** What goes with a storefront. What visitors were asked and chose stays: it is theirs. */
export interface RemovedStorefront {
  readonly images: number;
  readonly messages: number;
  readonly scans: number;
  /** Objects of its pictures, which are to be removed once the write is done. */
  readonly objects: readonly string[];
}

export async function removeStorefront(tx: SqlWriter, id: string): Promise<RemovedStorefront> {
  const images = await tx.all<{ object: string }>('SELECT object FROM StorefrontImage WHERE storefrontId = ?', [id]);
  const messages = await tx.run('DELETE FROM HeldMessage WHERE storefrontId = ?', [id]);
  const scans = await tx.run('DELETE FROM ConsentScan WHERE storefrontId = ?', [id]);
  await tx.run('DELETE FROM StorefrontImage WHERE storefrontId = ?', [id]);
  await tx.run('DELETE FROM Storefront WHERE id = ?', [id]);
  return {
    images: images.length,
    messages: messages.changes,
    scans: scans.changes,
    objects: images.map(({ object }) => object),
  };
}

/** A picture as its page needs it. */
export interface ImageFacts {
  readonly id: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
}

/** Those of these pictures that the storefront has. */
export function findImageFacts(db: SqlReader, storefrontId: string, ids: readonly string[]): Promise<ImageFacts[]> {
  return db.all<ImageFacts>(
    `SELECT id, contentType, bytes, width, height FROM StorefrontImage
      WHERE storefrontId = ? AND id IN (SELECT value FROM json_each(?)) ORDER BY id`,
    [storefrontId, JSON.stringify(ids)],
  );
}

/** Whether it was ever shown to anybody, told by the ledger, which forgets nothing. */
export async function wasPublished(db: SqlReader, id: string): Promise<boolean> {
  const row = await db.get("SELECT 1 AS one FROM Receipt WHERE subject = ? AND action = 'storefront.published'", [id]);
  return row !== undefined;
}

/** Addresses of storefronts that were made before an instant. */
export function listSlugs(db: SqlReader, before: string): Promise<{ readonly id: string; readonly slug: string }[]> {
  return db.all('SELECT id, slug FROM Storefront WHERE createdAt < ? ORDER BY id', [before]);
}
