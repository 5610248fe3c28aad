import type { SqlReader, SqlWriter } from '../platform/db/types.ts';

/** How long a request is remembered. */
export const rememberedSeconds = 24 * 3_600;

/** Records that one request clears away at most, on its way. */
const clearedMax = 20;

export interface IdempotencyRow {
  readonly operation: string;
  readonly fingerprint: Uint8Array;
  readonly state: 'running' | 'done';
  /** JSON; null while the request runs and when it answered nothing. */
  readonly output: string | null;
}

/** Whose key it is. */
export interface IdempotencyId {
  readonly actor: string;
  readonly key: string;
}

/** What is remembered of a request; undefined when nothing is, or not any more. */
export function findRecord(db: SqlReader, id: IdempotencyId, now: Date): Promise<IdempotencyRow | undefined> {
  return db.get<IdempotencyRow>(
    `SELECT "operation", "fingerprint", "state", "output" FROM "IdempotencyRecord"
      WHERE "actor" = ? AND "key" = ? AND "expiresAt" > ?`,
    [id.actor, id.key, now.toISOString()],
  );
}

/** Remembers a request, in the place of one that has expired. @returns false when one is remembered already. */
export async function insertRecord(tx: SqlWriter, id: IdempotencyId, row: IdempotencyRow, now: Date): Promise<boolean> {
  const at = now.toISOString();
  const expiresAt = new Date(now.getTime() + rememberedSeconds * 1_000).toISOString();
  const { changes } = await tx.run(
    `INSERT INTO "IdempotencyRecord"
       ("actor", "key", "operation", "fingerprint", "state", "output", "createdAt", "expiresAt")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT ("actor", "key") DO UPDATE SET
       "operation" = excluded."operation", "fingerprint" = excluded."fingerprint", "state" = excluded."state",
       "output" = excluded."output", "createdAt" = excluded."createdAt", "expiresAt" = excluded."expiresAt"
     WHERE "IdempotencyRecord"."expiresAt" <= excluded."createdAt"`,
    [id.actor, id.key, row.operation, row.fingerprint, row.state, row.output, at, expiresAt],
  );
  await tx.run(
    `DELETE FROM "IdempotencyRecord" WHERE rowid IN
       (SELECT rowid FROM "IdempotencyRecord" WHERE "expiresAt" <= ? ORDER BY "expiresAt" LIMIT ${clearedMax})`,
    [at],
  );
  return changes === 1;
}

/** The claimed request has ended with this answer. */
export async function completeRecord(tx: SqlWriter, id: IdempotencyId, output: string | null): Promise<void> {
  await tx.run(`UPDATE "IdempotencyRecord" SET "state" = 'done', "output" = ? WHERE "actor" = ? AND "key" = ?`, [
    output,
    id.actor,
    id.key,
  ]);
}

/** The claimed request was refused: it may be tried again. */
export async function removeRecord(tx: SqlWriter, id: IdempotencyId): Promise<void> {
  await tx.run('DELETE FROM "IdempotencyRecord" WHERE "actor" = ? AND "key" = ?', [id.actor, id.key]);
}
