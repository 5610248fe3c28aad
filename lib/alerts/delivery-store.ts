import type { SqlReader, SqlValue, SqlWriter } from '../platform/db/types.ts';

export interface DeliveryRow {
  /** Also the `webhook-id`: the same at each attempt. */
  readonly id: string;
  readonly channel: string;
  readonly event: string;
  readonly subject: string;
  readonly body: string;
  readonly state: string;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly dueAt: string;
  readonly createdAt: string;
  readonly endedAt: string | null;
}

const columns = 'id, channel, event, subject, body, state, attempts, lastError, dueAt, createdAt, endedAt';

export async function insertDelivery(tx: SqlWriter, row: DeliveryRow): Promise<void> {
  await tx.run(`INSERT INTO Delivery (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, [
    row.id,
    row.channel,
    row.event,
    row.subject,
    row.body,
    row.state,
    row.attempts,
    row.lastError,
    row.dueAt,
    row.createdAt,
    row.endedAt,
  ]);
}

/** What came of an attempt. */
export async function noteAttempt(
  tx: SqlWriter,
  row: Pick<DeliveryRow, 'id' | 'state' | 'attempts' | 'lastError' | 'dueAt' | 'endedAt'>,
): Promise<void> {
  await tx.run('UPDATE Delivery SET state = ?, attempts = ?, lastError = ?, dueAt = ?, endedAt = ? WHERE id = ?', [
    row.state,
    row.attempts,
    row.lastError,
    row.dueAt,
    row.endedAt,
    row.id,
  ]);
}

export function findDelivery(db: SqlReader, id: string): Promise<DeliveryRow | undefined> {
  return db.get<DeliveryRow>(`SELECT ${columns} FROM Delivery WHERE id = ?`, [id]);
}

/** The message of that event about that subject by that channel, if there was one. */
export function findDeliveryOf(
  db: SqlReader,
  of: Pick<DeliveryRow, 'channel' | 'event' | 'subject'>,
): Promise<DeliveryRow | undefined> {
  return db.get<DeliveryRow>(
    `SELECT ${columns} FROM Delivery WHERE channel = ? AND event = ? AND subject = ? ORDER BY id DESC LIMIT 1`,
    [of.channel, of.event, of.subject],
  );
}

/** Newest first. */
export function listDeliveryRows(
  db: SqlReader,
  filter: { readonly state?: string | undefined; readonly subject?: string | undefined },
  beforeId: string | null,
  limit: number,
): Promise<DeliveryRow[]> {
  const conditions: string[] = [];
  const values: SqlValue[] = [];
  const where = (condition: string, value: string | null | undefined) => {
    if (value === undefined || value === null) return;
    conditions.push(condition);
    values.push(value);
  };
  where('state = ?', filter.state);
  where('subject = ?', filter.subject);
  where('id < ?', beforeId);
  const met = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  return db.all<DeliveryRow>(`SELECT ${columns} FROM Delivery ${met} ORDER BY id DESC LIMIT ?`, [...values, limit]);
}
