import { isoAfter } from '../clock.ts';
import type { Database, SqlReader } from '../db/types.ts';

export interface LeaseRow {
  readonly name: string;
  /** Who runs it, or ran it last. */
  readonly holder: string;
  /** Nobody begins a run before then: the end of the lease, or of the pause after a failure. */
  readonly until: string;
  /** Since when the work is known; it is due for the first time after that. */
  readonly seenAt: string;
  /** When the last run that succeeded began. */
  readonly lastRunAt: string | null;
}

const columns = 'name, holder, until, seenAt, lastRunAt';

export function listLeases(db: SqlReader): Promise<LeaseRow[]> {
  return db.all<LeaseRow>(`SELECT ${columns} FROM ScheduleLease ORDER BY name`);
}

/** Makes the rows that are missing. Work that is new is not overdue: it waits for its first time. */
export async function meetWork(db: Database<unknown>, names: readonly string[], now: Date): Promise<void> {
  const at = now.toISOString();
  await db.write(async (tx) => {
    for (const name of names) {
      await tx.run(
        'INSERT INTO ScheduleLease (name, holder, until, seenAt) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO NOTHING',
        [name, '', at, at],
      );
    }
  });
}

/**
 * Takes the lease of a piece of work that `isDue` says is due, asked inside the write. Of several that ask at once, in this
 * process or others, one gets it.
 */
export function takeLease(
  db: Database<unknown>,
  name: string,
  lease: { readonly holder: string; readonly now: Date; readonly leaseSeconds: number },
  isDue: (row: LeaseRow) => boolean,
): Promise<boolean> {
  return db.write(async (tx) => {
    const row = await tx.get<LeaseRow>(`SELECT ${columns} FROM ScheduleLease WHERE name = ?`, [name]);
    if (row === undefined || row.until > lease.now.toISOString() || !isDue(row)) return false;
    await tx.run('UPDATE ScheduleLease SET holder = ?, until = ? WHERE name = ?', [
      lease.holder,
      isoAfter(lease.now, lease.leaseSeconds),
      name,
    ]);
    return true;
  });
}

/** Keeps a lease for longer, or ends it. False when it is no longer the holder's. */
export async function keepLease(
  db: Database<unknown>,
  name: string,
  to: { readonly holder: string; readonly until: string; readonly ranAt?: string },
): Promise<boolean> {
  const { changes } = await db.write((tx) =>
    tx.run('UPDATE ScheduleLease SET until = ?, lastRunAt = coalesce(?, lastRunAt) WHERE name = ? AND holder = ?', [
      to.until,
      to.ranAt ?? null,
      name,
      to.holder,
    ]),
  );
  return changes > 0;
}
