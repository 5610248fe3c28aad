import type { SqlReader, SqlWriter } from '../../platform/db/types.ts';
import { type ClientRow, clientColumns } from './clients.ts';

/** The organisation's own programs that were not removed, in the order in which they were registered. */
export function listClientRows(db: SqlReader, orgId: string, afterId: string, limit: number): Promise<ClientRow[]> {
  return db.all<ClientRow>(
    `SELECT ${clientColumns} FROM OAuthClient WHERE orgId = ? AND revokedAt IS NULL AND id > ? ORDER BY id LIMIT ?`,
    [orgId, afterId, limit],
  );
}

export function findClientRow(db: SqlReader, orgId: string, id: string): Promise<ClientRow | undefined> {
  return db.get<ClientRow>(
    `SELECT ${clientColumns} FROM OAuthClient WHERE orgId = ? AND id = ? AND revokedAt IS NULL`,
    [orgId, id],
  );
}

export async function countClients(db: SqlReader, orgId: string): Promise<number> {
  const row = await db.get<{ many: number }>(
    'SELECT count(*) AS many FROM OAuthClient WHERE orgId = ? AND revokedAt IS NULL',
    [orgId],
  );
  return row?.many ?? 0;
}

export async function insertClient(tx: SqlWriter, row: ClientRow): Promise<void> {
  await tx.run(`INSERT INTO OAuthClient (${clientColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, [
    ...[row.id, row.orgId, row.name, row.redirectUris, row.scopes, row.deviceFlow, row.createdBy, row.createdAt],
  ]);
}

export async function markClientRemoved(tx: SqlWriter, orgId: string, id: string, at: string): Promise<void> {
  await tx.run('UPDATE OAuthClient SET revokedAt = ? WHERE orgId = ? AND id = ?', [at, orgId, id]);
}
