import type { SqlReader, SqlValue, SqlWriter } from '../../platform/db/types.ts';

/** A held message, as SQLite holds it. */
export interface HeldRow {
  readonly id: string;
  readonly storefrontId: string;
  /** JSON: what was typed, and the digests that came along. */
  readonly fields: string;
  readonly reason: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly at: string;
}

/** What the contact form of a published storefront is. */
export interface FormOfStorefront {
  readonly state: string;
  readonly name: string;
  readonly language: string;
  readonly shown: number;
  readonly phone: number;
  readonly company: number;
  readonly notify: string | null;
}

const columns = 'id, storefrontId, fields, reason, at';

/** Undefined unless there is such a storefront that was published. */
export function findForm(db: SqlReader, storefrontId: string): Promise<FormOfStorefront | undefined> {
  return db.get<FormOfStorefront>(
    `SELECT state, coalesce(published ->> '$.name', slug) AS name, coalesce(published ->> '$.language', 'en') AS language,
            coalesce(published ->> '$.contact.shown', 0) AS shown, coalesce(published ->> '$.contact.phone', 0) AS phone,
            coalesce(published ->> '$.contact.company', 0) AS company, published ->> '$.contact.notify' AS notify
       FROM Storefront WHERE id = ? AND published IS NOT NULL`,
    [storefrontId],
  );
}

export async function insertHeld(tx: SqlWriter, row: HeldRow): Promise<void> {
  await tx.run(`INSERT INTO HeldMessage (${columns}) VALUES (?, ?, ?, ?, ?)`, [
    ...[row.id, row.storefrontId, row.fields, row.reason, row.at],
  ]);
}

export function findHeld(db: SqlReader, id: string): Promise<HeldRow | undefined> {
  return db.get<HeldRow>(`SELECT ${columns} FROM HeldMessage WHERE id = ?`, [id]);
}

/** Whether a message of the same form with the same words waits. Few wait: their number is bounded. */
export async function isHeld(db: SqlReader, once: string): Promise<boolean> {
  return (await db.get(`SELECT 1 AS one FROM HeldMessage WHERE fields ->> '$.once' = ?`, [once])) !== undefined;
}

export async function removeHeld(tx: SqlWriter, id: string): Promise<void> {
  await tx.run('DELETE FROM HeldMessage WHERE id = ?', [id]);
}

/** How many wait in the whole organisation, `max` at most. */
export async function countHeld(db: SqlReader, max: number): Promise<number> {
  const row = await db.get<{ n: number }>('SELECT count(*) AS n FROM (SELECT 1 FROM HeldMessage LIMIT ?)', [max]);
  return row?.n ?? 0;
}

/** A place in the list: the row that came last. */
export interface HeldPlace {
  readonly at: string;
  readonly id: string;
}

/** The newest first, each with what its storefront is called now. */
export function listHeldRows(
  db: SqlReader,
  storefrontId: string | undefined,
  after: HeldPlace | null,
  limit: number,
): Promise<(HeldRow & { readonly storefrontName: string | null })[]> {
  const conditions: string[] = [];
  const params: SqlValue[] = [];
  if (storefrontId !== undefined) {
    conditions.push('h.storefrontId = ?');
    params.push(storefrontId);
  }
  if (after !== null) {
    conditions.push('(h.at, h.id) < (?, ?)');
    params.push(after.at, after.id);
  }
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  return db.all(
    `SELECT h.id, h.storefrontId, h.fields, h.reason, h.at,
            coalesce(s.published ->> '$.name', s.draft ->> '$.name') AS storefrontName
       FROM HeldMessage h LEFT JOIN Storefront s ON s.id = h.storefrontId ${where}
      ORDER BY h.at DESC, h.id DESC LIMIT ?`,
    [...params, limit],
  );
}

/** One more, or, with a negative count, fewer messages that nobody was mailed about. */
export async function countUntold(tx: SqlWriter, storefrontId: string, count: number): Promise<void> {
  await tx.run('UPDATE Storefront SET messagesUntold = max(0, messagesUntold + ?) WHERE id = ?', [count, storefrontId]);
}

export async function readUntold(db: SqlReader, storefrontId: string): Promise<number> {
  const row = await db.get<{ n: number }>('SELECT messagesUntold AS n FROM Storefront WHERE id = ?', [storefrontId]);
  return row?.n ?? 0;
}

interface TakenRow {
  readonly contactId: string;
  readonly body: string | null;
  /** JSON: what was typed beside it. */
  readonly metadata: string;
  readonly occurredAt: string;
}

/** The newest message that a storefront's form brought and that was not held; undefined when there is none. */
export function newestTaken(db: SqlReader, storefrontId: string): Promise<TakenRow | undefined> {
  return db.get(
    `SELECT contactId, body, metadata, occurredAt FROM Interaction
      WHERE channel = 'web' AND metadata ->> '$.storefrontId' = ? ORDER BY occurredAt DESC, id DESC LIMIT 1`,
    [storefrontId],
  );
}
