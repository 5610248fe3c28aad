import { contactsWithEmailSql } from '../crm/contacts/resolve-contacts.ts';
import type { SqlReader, SqlValue, SqlWriter } from '../platform/db/types.ts';

/** A row of the table, as SQLite holds it. */
export interface InteractionRow {
  readonly id: string;
  readonly contactId: string;
  readonly channel: string;
  readonly direction: string;
  /** ISO 8601 in UTC with milliseconds, as all times: text sorts as time does. */
  readonly occurredAt: string;
  readonly subject: string | null;
  readonly body: string | null;
  /** Canonical JSON: an object of strings, numbers and booleans. */
  readonly metadata: string;
  readonly externalId: string | null;
  readonly createdAt: string;
}

const columns = [
  'id',
  'contactId',
  'channel',
  'direction',
  'occurredAt',
  'subject',
  'body',
  'metadata',
  'externalId',
  'createdAt',
] as const satisfies readonly (keyof InteractionRow)[];

const selected = columns.map((name) => `"${name}"`).join(', ');
const insertSql = `INSERT INTO "Interaction" (${selected}) VALUES (${columns.map(() => '?').join(', ')})`;

export function findInteraction(db: SqlReader, id: string): Promise<InteractionRow | undefined> {
  return db.get<InteractionRow>(`SELECT ${selected} FROM "Interaction" WHERE "id" = ?`, [id]);
}

/** Those that are stored under one of the reporter's ids. */
export async function findByExternalIds(
  db: SqlReader,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, InteractionRow>> {
  if (externalIds.length === 0) return new Map();
  const rows = await db.all<InteractionRow & { externalId: string }>(
    `SELECT ${selected} FROM "Interaction" WHERE "externalId" IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(externalIds)],
  );
  return new Map(rows.map((row) => [row.externalId, row]));
}

export async function insertInteractions(tx: SqlWriter, rows: readonly InteractionRow[]): Promise<void> {
  for (const row of rows) {
    await tx.run(
      insertSql,
      columns.map((name) => row[name]),
    );
  }
}

export async function removeInteraction(tx: SqlWriter, id: string): Promise<void> {
  await tx.run('DELETE FROM "Interaction" WHERE "id" = ?', [id]);
}

export interface InteractionFilter {
  readonly contactId?: string | undefined;
  readonly email?: string | undefined;
  readonly channel?: string | undefined;
  readonly direction?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** A place in the list: the row that came last. */
export interface InteractionPlace {
  readonly occurredAt: string;
  readonly id: string;
}

/** The newest first, from behind `after` on. */
export function listInteractionRows(
  db: SqlReader,
  filter: InteractionFilter,
  after: InteractionPlace | null,
  limit: number,
): Promise<InteractionRow[]> {
  const { sql, params } = conditionsOf(filter);
  if (after !== null) {
    sql.push('("occurredAt", "id") < (?, ?)');
    params.push(after.occurredAt, after.id);
  }
  const where = sql.length === 0 ? '' : `WHERE ${sql.join(' AND ')}`;
  return db.all<InteractionRow>(
    `SELECT ${selected} FROM "Interaction" ${where} ORDER BY "occurredAt" DESC, "id" DESC LIMIT ?`,
    [...params, limit],
  );
}

function conditionsOf(filter: InteractionFilter): { readonly sql: string[]; readonly params: SqlValue[] } {
  const sql: string[] = [];
  const params: SqlValue[] = [];
  const add = (condition: string, value: string | undefined) => {
    if (value === undefined || value === '') return;
    sql.push(condition);
    params.push(value);
  };
  add('"contactId" = ?', filter.contactId);
  add(`"contactId" IN ${contactsWithEmailSql}`, filter.email);
  // A contact has few interactions, a channel many: the plus keeps the channel's index out of the way.
  add(sql.length > 0 ? '+"channel" = ?' : '"channel" = ?', filter.channel);
  add('"direction" = ?', filter.direction);
  add('"occurredAt" >= ?', filter.from);
  add('"occurredAt" < ?', filter.to);
  return { sql, params };
}
