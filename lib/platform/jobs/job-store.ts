import { isoAfter } from '../clock.ts';
import type { Database, SqlReader, SqlWriter } from '../db/types.ts';
import { newId } from '../ids.ts';
import type { JobRequest } from './job-queue.ts';

/** A job as it was taken for one run. */
export interface TakenJob extends JobRequest {
  readonly id: string;
  /** How often it has been tried since it last got on, this run included. */
  readonly attempts: number;
}

/** Makes a job, or brings a waiting one forward. A job that has failed for good starts afresh. */
export async function saveJob(db: Database<unknown>, job: JobRequest, now: Date, delaySeconds: number): Promise<void> {
  await db.write((tx) => saveJobIn(tx, job, now, delaySeconds));
}

/** The same inside a write that it goes with. */
export async function saveJobIn(tx: SqlWriter, job: JobRequest, now: Date, delaySeconds: number): Promise<void> {
  const at = now.toISOString();
  await tx.run(
    `INSERT INTO Job (id, kind, orgId, subject, actor, state, attempts, runAfter, createdAt, updatedAt)
       VALUES (?, ?, ?, ?, ?, 'queued', 0, ?, ?, ?)
       ON CONFLICT (kind, subject) DO UPDATE SET
         attempts = CASE Job.state WHEN 'dead' THEN 0 ELSE Job.attempts END,
         runAfter = CASE Job.state WHEN 'dead' THEN excluded.runAfter ELSE min(Job.runAfter, excluded.runAfter) END,
         state = CASE Job.state WHEN 'dead' THEN 'queued' ELSE Job.state END,
         updatedAt = excluded.updatedAt
       WHERE Job.orgId = excluded.orgId`,
    [newId('job'), job.kind, job.orgId, job.subject, job.actor, isoAfter(now, delaySeconds), at, at],
  );
}

/** Jobs that a process left running when it ended. The data folder belongs to one process: nobody else runs them. */
export async function requeueOrphans(db: Database<unknown>, now: Date): Promise<number> {
  const at = now.toISOString();
  const { changes } = await db.write((tx) =>
    tx.run("UPDATE Job SET state = 'queued', leaseUntil = NULL, runAfter = ?, updatedAt = ? WHERE state = 'running'", [
      at,
      at,
    ]),
  );
  return changes;
}

/** Of the long kinds the one that waits longest, or none: those behind it never hide what stands behind them. */
const dueSql = `WITH due AS (
    SELECT id, kind, orgId, subject, actor, attempts + 1 AS attempts, runAfter,
           kind IN (SELECT value FROM json_each(?)) AS isLong
      FROM Job WHERE (state = 'queued' AND runAfter <= ?) OR (state = 'running' AND leaseUntil <= ?)
  )
  SELECT id, kind, orgId, subject, actor, attempts FROM due
   WHERE NOT isLong OR (? = 0 AND id = (SELECT id FROM due WHERE isLong ORDER BY runAfter, id LIMIT 1))
   ORDER BY runAfter, id LIMIT ?`;

interface Wanted {
  readonly count: number;
  readonly leaseSeconds: number;
  readonly except: ReadonlySet<string>;
  readonly longKinds: ReadonlySet<string>;
  /** Whether one of a long kind is under way: then no other is taken. */
  readonly isLongTaken: boolean;
}

function findDue(db: SqlReader, now: Date, { count, except, longKinds, isLongTaken }: Wanted): Promise<TakenJob[]> {
  const at = now.toISOString();
  const kinds = JSON.stringify([...longKinds]);
  return db.all<TakenJob>(dueSql, [kinds, at, at, isLongTaken ? 1 : 0, count + except.size]);
}

/**
 * Takes jobs that are due, the longest waiting first. Afterwards they are ours until the lease ends: a job whose runner
 * hangs longer than that is taken again.
 */
export async function takeJobs(db: Database<unknown>, now: Date, wanted: Wanted): Promise<TakenJob[]> {
  const { count, except, leaseSeconds } = wanted;
  // Looked at without a write first: most of the time nothing is due.
  if ((await findDue(db, now, wanted)).length === 0) return [];
  return db.write(async (tx) => {
    const due = (await findDue(tx, now, wanted)).filter((job) => !except.has(job.id)).slice(0, count);
    for (const job of due) {
      await tx.run("UPDATE Job SET state = 'running', attempts = ?, leaseUntil = ?, updatedAt = ? WHERE id = ?", [
        job.attempts,
        isoAfter(now, leaseSeconds),
        now.toISOString(),
        job.id,
      ]);
    }
    return due;
  });
}

/**
 * Forgets a job that has done all of its work, or queues it again when `goesOn`, asked inside the write, says after how many
 * seconds.
 */
export async function finishJob(
  db: Database<unknown>,
  id: string,
  now: Date,
  goesOn: () => number | null,
): Promise<void> {
  await db.write((tx) => {
    const delaySeconds = goesOn();
    return delaySeconds === null
      ? tx.run('DELETE FROM Job WHERE id = ?', [id])
      : tx.run(
          "UPDATE Job SET state = 'queued', leaseUntil = NULL, attempts = 0, lastError = NULL, runAfter = ?, updatedAt = ? WHERE id = ?",
          [isoAfter(now, delaySeconds), now.toISOString(), id],
        );
  });
}

/** Gives a taken job back, to run again from `runAfter` on. */
export async function returnJob(
  db: Database<unknown>,
  id: string,
  to: { readonly now: Date; readonly runAfter: string; readonly attempts: number; readonly lastError: string | null },
): Promise<void> {
  await db.write((tx) =>
    tx.run(
      "UPDATE Job SET state = 'queued', leaseUntil = NULL, runAfter = ?, attempts = ?, lastError = ?, updatedAt = ? WHERE id = ?",
      [to.runAfter, to.attempts, to.lastError, to.now.toISOString(), id],
    ),
  );
}

/** Keeps a job that will not run again by itself, with the code of the error that it died of. */
export async function buryJob(db: Database<unknown>, id: string, now: Date, lastError: string): Promise<void> {
  await db.write((tx) =>
    tx.run("UPDATE Job SET state = 'dead', leaseUntil = NULL, lastError = ?, updatedAt = ? WHERE id = ?", [
      lastError,
      now.toISOString(),
      id,
    ]),
  );
}
