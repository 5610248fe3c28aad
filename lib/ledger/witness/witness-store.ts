import type { SqlReader, SqlWriter } from '../../platform/db/types.ts';

/** What this installation cosigned last for a log elsewhere. */
export interface WitnessedLogRow {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly note: string;
  readonly updatedAt: string;
}

export function findWitnessedLog(control: SqlReader, origin: string): Promise<WitnessedLogRow | undefined> {
  return control.get<WitnessedLogRow>('SELECT origin, size, root, note, updatedAt FROM WitnessedLog WHERE origin = ?', [
    origin,
  ]);
}

export async function saveWitnessedLog(tx: SqlWriter, row: WitnessedLogRow): Promise<void> {
  await tx.run(
    `INSERT INTO WitnessedLog (origin, size, root, note, updatedAt) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (origin) DO UPDATE SET size = excluded.size, root = excluded.root, note = excluded.note,
       updatedAt = excluded.updatedAt`,
    [row.origin, row.size, row.root, row.note, row.updatedAt],
  );
}

/** A witness that an organisation asks. */
export interface WitnessRow {
  readonly vkey: string;
  readonly url: string;
  /** The size of the last checkpoint that it has seen. */
  readonly size: number;
  readonly failingSince: string | null;
  readonly retryAt: string | null;
}

export function listWitnesses(control: SqlReader, orgId: string): Promise<WitnessRow[]> {
  return control.all<WitnessRow>(
    'SELECT vkey, url, size, failingSince, retryAt FROM LedgerWitness WHERE orgId = ? ORDER BY vkey',
    [orgId],
  );
}

/** Afterwards these are asked, and no others. What is known of those that stay is kept. */
export async function replaceWitnesses(
  tx: SqlWriter,
  orgId: string,
  witnesses: readonly Pick<WitnessRow, 'vkey' | 'url'>[],
): Promise<void> {
  const vkeys = JSON.stringify(witnesses.map(({ vkey }) => vkey));
  await tx.run('DELETE FROM LedgerWitness WHERE orgId = ? AND vkey NOT IN (SELECT value FROM json_each(?))', [
    orgId,
    vkeys,
  ]);
  for (const { vkey, url } of witnesses) {
    await tx.run(
      `INSERT INTO LedgerWitness (orgId, vkey, url, size) VALUES (?, ?, ?, 0)
       ON CONFLICT (orgId, vkey) DO UPDATE SET url = excluded.url, retryAt = NULL, failingSince = NULL`,
      [orgId, vkey, url],
    );
  }
}

export async function noteWitness(tx: SqlWriter, orgId: string, row: WitnessRow): Promise<void> {
  await tx.run('UPDATE LedgerWitness SET size = ?, failingSince = ?, retryAt = ? WHERE orgId = ? AND vkey = ?', [
    row.size,
    row.failingSince,
    row.retryAt,
    orgId,
    row.vkey,
  ]);
}

/** Organisations with a witness that is to be asked again by now. */
export function findDueWitnesses(
  control: SqlReader,
  now: string,
  limit: number,
): Promise<{ readonly orgId: string }[]> {
  return control.all(
    `SELECT DISTINCT w.orgId FROM LedgerWitness w JOIN Organization o ON o.id = w.orgId
      WHERE w.retryAt <= ? AND o.status = 'active' LIMIT ?`,
    [now, limit],
  );
}

/** Lines that witnesses signed under the checkpoint of that size. */
export async function cosignatureLines(db: SqlReader, size: number): Promise<string[]> {
  const rows = await db.all<{ line: string }>('SELECT line FROM LedgerCosignature WHERE size = ? ORDER BY name', [
    size,
  ]);
  return rows.map(({ line }) => line);
}

export async function insertCosignature(
  tx: SqlWriter,
  row: { readonly size: number; readonly name: string; readonly line: string; readonly at: string },
): Promise<void> {
  await tx.run(
    'INSERT INTO LedgerCosignature (size, name, line, at) VALUES (?, ?, ?, ?) ON CONFLICT (size, name) DO NOTHING',
    [row.size, row.name, row.line, row.at],
  );
}
