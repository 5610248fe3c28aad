import type { SqlReader, SqlValue, SqlWriter } from '../platform/db/types.ts';
import type { ConsentLanguage, ConsentMethod } from './categories.ts';

/** A choice as it is kept. `consentId` is the digest of the visitor's id. */
export interface ConsentRow {
  readonly id: string;
  readonly consentId: string;
  readonly storefrontId: string;
  /** The digest of the key that it was sent with; null for what is not sent by a banner. */
  readonly onceKey: string | null;
  readonly policy: string;
  /** JSON: category -> yes or no. */
  readonly choices: string;
  readonly method: ConsentMethod;
  readonly language: ConsentLanguage;
  readonly at: string;
  readonly userAgent: string | null;
  readonly origin: string;
  readonly contactId: string | null;
}

const columns =
  'id, consentId, storefrontId, onceKey, policy, choices, method, language, at, userAgent, origin, contactId';

export async function insertConsent(tx: SqlWriter, row: ConsentRow): Promise<void> {
  await tx.run(`INSERT INTO ConsentRecord (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, [
    ...[row.id, row.consentId, row.storefrontId, row.onceKey, row.policy, row.choices, row.method, row.language],
    ...[row.at, row.userAgent, row.origin, row.contactId],
  ]);
}

/** The choice that was sent with this once-key. */
export function consentSentWith(db: SqlReader, storefrontId: string, onceTag: string): Promise<ConsentRow | undefined> {
  return db.get<ConsentRow>(`SELECT ${columns} FROM ConsentRecord WHERE storefrontId = ? AND onceKey = ?`, [
    storefrontId,
    onceTag,
  ]);
}

export function findConsent(db: SqlReader, id: string): Promise<ConsentRow | undefined> {
  return db.get<ConsentRow>(`SELECT ${columns} FROM ConsentRecord WHERE id = ?`, [id]);
}

/** Choices of one browser on one storefront, newest first. */
export function consentsOf(db: SqlReader, storefrontId: string, tag: string): Promise<ConsentRow[]> {
  return db.all<ConsentRow>(
    `SELECT ${columns} FROM ConsentRecord WHERE consentId = ? AND storefrontId = ? ORDER BY id DESC`,
    [tag, storefrontId],
  );
}

export async function countConsentsOf(db: SqlReader, storefrontId: string, tag: string): Promise<number> {
  const row = await db.get<{ n: number }>(
    'SELECT count(*) AS n FROM ConsentRecord WHERE consentId = ? AND storefrontId = ?',
    [tag, storefrontId],
  );
  return row?.n ?? 0;
}

/** Choices of all these browsers, by the digests of their ids. */
export function consentsUnder(db: SqlReader, tags: readonly string[]): Promise<ConsentRow[]> {
  return db.all<ConsentRow>(
    `SELECT ${columns} FROM ConsentRecord WHERE consentId IN (SELECT value FROM json_each(?)) ORDER BY id`,
    [JSON.stringify(tags)],
  );
}

export async function deleteConsents(tx: SqlWriter, ids: readonly string[]): Promise<void> {
  await tx.run('DELETE FROM ConsentRecord WHERE id IN (SELECT value FROM json_each(?))', [JSON.stringify(ids)]);
}

/** Links the choices of one browser to a contact; those of somebody else stay as they are. @returns the ids of the linked. */
export async function linkConsents(
  tx: SqlWriter,
  storefrontId: string,
  tag: string,
  contactId: string,
): Promise<string[]> {
  const rows = await tx.all<{ id: string }>(
    `UPDATE ConsentRecord SET contactId = ? WHERE consentId = ? AND storefrontId = ? AND contactId IS NULL RETURNING id`,
    [contactId, tag, storefrontId],
  );
  return rows.map(({ id }) => id).sort();
}

export interface ConsentFilter {
  readonly storefront?: string | undefined;
  readonly method?: string | undefined;
  readonly language?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

function conditionsOf(filter: ConsentFilter): { readonly sql: string[]; readonly params: SqlValue[] } {
  const sql: string[] = [];
  const params: SqlValue[] = [];
  const where = (condition: string, value: string | undefined) => {
    if (value === undefined) return;
    sql.push(condition);
    params.push(value);
  };
  where('storefrontId = ?', filter.storefront);
  where('method = ?', filter.method);
  where('language = ?', filter.language);
  where('at >= ?', filter.from);
  where('at < ?', filter.until);
  return { sql, params };
}

/** Newest first, by time and then by id; `before` is the last of the page before. */
export function listConsentRows(
  db: SqlReader,
  filter: ConsentFilter,
  before: { readonly at: string; readonly id: string } | null,
  limit: number,
): Promise<ConsentRow[]> {
  const { sql, params } = conditionsOf(filter);
  if (before !== null) {
    sql.push('(at, id) < (?, ?)');
    params.push(before.at, before.id);
  }
  const where = sql.length === 0 ? '' : `WHERE ${sql.join(' AND ')}`;
  return db.all<ConsentRow>(`SELECT ${columns} FROM ConsentRecord ${where} ORDER BY at DESC, id DESC LIMIT ?`, [
    ...params,
    limit,
  ]);
}

export interface ConsentCount {
  readonly name: string;
  readonly method: ConsentMethod;
  readonly n: number;
}

/** How many choices there were of each kind, by day (UTC) or by language. */
export function countConsents(db: SqlReader, by: 'day' | 'language', filter: ConsentFilter): Promise<ConsentCount[]> {
  const { sql, params } = conditionsOf(filter);
  const name = by === 'day' ? 'substr(at, 1, 10)' : 'language';
  const where = sql.length === 0 ? '' : `WHERE ${sql.join(' AND ')}`;
  return db.all<ConsentCount>(
    `SELECT ${name} AS name, method, count(*) AS n FROM ConsentRecord ${where} GROUP BY 1, 2 ORDER BY 1, 2`,
    params,
  );
}
