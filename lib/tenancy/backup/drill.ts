import { appendReceipt } from '../../ledger/append.ts';
import type { SqlReader } from '../../platform/db/types.ts';
import { newId } from '../../platform/ids.ts';
import type { Runtime } from '../../runtime.ts';
import type { Assembled } from './assemble.ts';
import type { BackupManifest } from './manifest.ts';

type DrillHost = Pick<
  Runtime,
  'backups' | 'tenancy' | 'alerts' | 'checkpoints' | 'installationLedger' | 'clock' | 'log'
>;

/** A restore drill, as it is kept in the control database. */
export interface DrillRow {
  readonly id: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  /** running | passed | failed */
  readonly outcome: string;
  readonly backup: string;
  readonly organizations: number;
  readonly users: number;
  readonly receipts: number;
  /** JSON. */
  readonly problems: string;
}

const rule = 'backup.drillFailed';
const subject = 'backups';

/**
 * Restores the newest backup where nobody reaches it: every file is compared, opened and counted, every ledger verified.
 * Afterwards what came of it is a row, a receipt `restore.drilled` in the installation's ledger and in that of each
 * organisation, and where something is wrong an alert. Killed, it leaves a drill that failed, and no files. CLAIMS O4, R2.
 *
 * @throws `data_folder_unusable` when there is no backup, `storage_unavailable` when the place does not answer: a drill that
 * could not be held is no drill.
 */
export async function drillRestore(rt: DrillHost, signal?: AbortSignal): Promise<DrillRow> {
  const { control } = rt.tenancy;
  const id = newId('drl');
  const startedAt = rt.clock.now().toISOString();
  await control.write(async (tx) => {
    await tx.run(`UPDATE RestoreDrill SET outcome = 'failed', finishedAt = ?, problems = ? WHERE outcome = 'running'`, [
      startedAt,
      JSON.stringify([{ orgId: null, problem: 'the process ended before the drill did' }]),
    ]);
    await tx.run(`INSERT INTO RestoreDrill (id, startedAt, outcome, backup) VALUES (?, ?, 'running', 'latest')`, [
      id,
      startedAt,
    ]);
  });
  let examined: { readonly backup: BackupManifest; readonly found: Assembled };
  try {
    examined = await rt.backups.examine('latest', signal);
  } catch (error) {
    await control.write((tx) => tx.run('DELETE FROM RestoreDrill WHERE id = ?', [id]));
    throw error;
  }
  return tell(rt, { id, startedAt, ...examined });
}

async function tell(
  rt: DrillHost,
  drill: {
    readonly id: string;
    readonly startedAt: string;
    readonly backup: BackupManifest;
    readonly found: Assembled;
  },
): Promise<DrillRow> {
  const { id, startedAt, backup, found } = drill;
  const { organizations, users, receipts } = found;
  // What was erased while the drill went on could not be restored, as it should be: nothing may name it any more.
  const gone = new Set([...found.erased, ...(await erasedOf(rt))]);
  const problems = found.problems.filter(({ orgId }) => orgId === null || !gone.has(orgId));
  const outcome = problems.length === 0 ? 'passed' : 'failed';
  const counts = { organizations, users, receipts, problems: problems.length };
  await rt.installationLedger.append(
    { action: 'restore.drilled', subject: id, detail: { backup: backup.id, outcome, ...counts } },
    { once: id },
  );
  const wrong = new Set(problems.map(({ orgId }) => orgId));
  for (const copy of backup.organizations) {
    if (gone.has(copy.orgId)) continue;
    // Without the control database no organisation can be restored.
    const own = wrong.has(copy.orgId) || wrong.has(null) ? 'failed' : 'passed';
    const detail = { backup: backup.id, copiedAt: copy.copiedAt, outcome: own, receipts: copy.receipts };
    await note(rt, copy.orgId, { id, detail });
    if (own === 'failed') await rt.alerts.raise(copy.orgId, rule, subject, { backup: backup.id, drill: id });
    else await rt.alerts.settle(copy.orgId, rule, subject);
  }
  if (problems.length > 0) rt.log.error({ drill: id, backup: backup.id, problems }, 'a backup could not be restored');
  const finishedAt = rt.clock.now().toISOString();
  const said = JSON.stringify(problems);
  await rt.tenancy.control.write((tx) =>
    tx.run(
      `UPDATE RestoreDrill SET outcome = ?, finishedAt = ?, backup = ?, organizations = ?, users = ?, receipts = ?,
              problems = ? WHERE id = ?`,
      [outcome, finishedAt, backup.id, organizations, users, receipts, said, id],
    ),
  );
  return { id, startedAt, finishedAt, outcome, backup: backup.id, organizations, users, receipts, problems: said };
}

async function erasedOf({ tenancy }: DrillHost): Promise<readonly string[]> {
  const rows = await tenancy.control.all<{ subject: string }>(
    "SELECT subject FROM Tombstone WHERE kind = 'organization'",
  );
  return rows.map(({ subject }) => subject);
}

/** In the organisation's own ledger, if it can be written now: it tells of its own copy alone. */
async function note(
  rt: DrillHost,
  orgId: string,
  { id, detail }: { readonly id: string; readonly detail: Readonly<Record<string, string | number>> },
): Promise<void> {
  try {
    const lease = await rt.tenancy.acquire(orgId);
    try {
      const draft = { action: 'restore.drilled', subject: id, detail };
      await lease.db.write((tx) =>
        appendReceipt(tx, draft, { orgId, actor: 'system', at: rt.clock.now(), outboxId: id }),
      );
      rt.checkpoints.noteAppend(orgId);
    } finally {
      lease.release();
    }
  } catch (error) {
    rt.log.error({ err: error, orgId }, 'the drill could not be noted in a ledger');
  }
}

export function listDrillRows(control: SqlReader, limit: number): Promise<DrillRow[]> {
  return control.all<DrillRow>(
    `SELECT id, startedAt, finishedAt, outcome, backup, organizations, users, receipts, problems
       FROM RestoreDrill ORDER BY startedAt DESC, id DESC LIMIT ?`,
    [limit],
  );
}
