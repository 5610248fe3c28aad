import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { forgetLedgerBeyond } from '../../ledger/check-copy.ts';
import { syncFolder, writeFileDurably } from '../../platform/files.ts';
import { idPattern } from '../../platform/ids.ts';
import { type BackupParts, stagingFolder } from './parts.ts';

const Journal = z.strictObject({
  id: z.string(),
  orgId: z.string().regex(idPattern('org')),
  location: z.string(),
  /** What it is to be again. */
  status: z.string(),
  backup: z.string(),
  copiedAt: z.string(),
  receipts: z.number().int(),
  schemaLevel: z.number().int(),
  at: z.string(),
  abandoned: z.strictObject({ seq: z.number().int(), hash: z.string().nullable() }).nullable(),
});

/** A restore of one organisation under way; it is there as long as the organisation is blocked for it. */
export type RestoreJournal = z.infer<typeof Journal>;

type Where = Pick<BackupParts, 'folder'>;

export function restoreFiles({ folder }: Where, orgId: string, location = '') {
  const own = join(stagingFolder(folder.path), `restore-${orgId}`);
  return {
    folder: own,
    journal: join(own, 'journal.json'),
    /** The restored database, until it takes its place. While it is here, the organisation is what it was. */
    next: join(own, 'next.db'),
    /** The database that it takes the place of. */
    before: join(own, 'before.db'),
    live: join(folder.tenantsFolder, location),
  };
}

export function writeJournal(parts: Where, journal: RestoreJournal): void {
  const files = restoreFiles(parts, journal.orgId);
  writeFileDurably(files.journal, `${JSON.stringify(journal)}\n`, 0o600);
  syncFolder(stagingFolder(parts.folder.path));
}

/** Back to what it was: nothing had taken its place yet. */
export async function undoRestore(parts: BackupParts, { orgId, status }: RestoreJournal): Promise<void> {
  await unblock(parts, orgId, status);
  rmSync(restoreFiles(parts, orgId).folder, { recursive: true, force: true });
}

/**
 * On to what it is to be: its database stands in its place. What the control database remembers of the ledger that was given
 * up is put back to the restored one, what was erased since is erased again, and only then it is let go of. May be repeated.
 */
export async function finishRestore(parts: BackupParts, journal: RestoreJournal): Promise<void> {
  const { orgId, receipts, schemaLevel } = journal;
  const { tenancy, clock, eraseAgain } = parts;
  // Its erasure, which has no way back, may have begun meanwhile: it takes what stands in the place now.
  if (!(await isBlocked(parts, orgId))) {
    rmSync(restoreFiles(parts, orgId).folder, { recursive: true, force: true });
    return;
  }
  const now = clock.now().toISOString();
  await tenancy.control.write(async (tx) => {
    await forgetLedgerBeyond(tx, orgId, receipts);
    await tx.run(
      `UPDATE Placement SET state = 'ok', stateReason = NULL, schemaLevel = ?, updatedAt = ? WHERE orgId = ?`,
      [schemaLevel, now, orgId],
    );
  });
  putCheckpointsAside(parts, journal);
  tenancy.reopen(orgId);
  await eraseAgain(orgId);
  await unblock(parts, orgId, journal.status);
  rmSync(restoreFiles(parts, orgId).folder, { recursive: true, force: true });
}

/** The folder of checkpoints is a memory of its own: what it holds of the ledger that was given up stays, beside the new one. */
function putCheckpointsAside({ checkpointFolder }: BackupParts, { orgId, id }: RestoreJournal): void {
  if (checkpointFolder === undefined || !existsSync(join(checkpointFolder, orgId))) return;
  if (existsSync(join(checkpointFolder, `${orgId}.until-${id}`))) return;
  renameSync(join(checkpointFolder, orgId), join(checkpointFolder, `${orgId}.until-${id}`));
  syncFolder(checkpointFolder);
}

/** Lets go of what this restore blocked, and of nothing else: one that is being erased stays shut. */
async function unblock({ tenancy, clock }: BackupParts, orgId: string, status: string): Promise<void> {
  const { changes } = await tenancy.control.write((tx) =>
    tx.run(`UPDATE Organization SET status = ?, updatedAt = ? WHERE id = ? AND status = 'blocked'`, [
      status,
      clock.now().toISOString(),
      orgId,
    ]),
  );
  if (changes === 1) tenancy.reopen(orgId);
}

async function isBlocked({ tenancy }: BackupParts, orgId: string): Promise<boolean> {
  const row = await tenancy.control.get(`SELECT 1 AS one FROM Organization WHERE id = ? AND status = 'blocked'`, [
    orgId,
  ]);
  return row !== undefined;
}

/**
 * Settles what killed restores left, and clears away every unfinished file. Run at the start, before anybody is served.
 * @returns the organisations whose restore was finished.
 */
export async function settleRestores(parts: BackupParts): Promise<readonly string[]> {
  const staging = stagingFolder(parts.folder.path);
  if (!existsSync(staging)) return [];
  const finished: string[] = [];
  for (const name of readdirSync(staging)) {
    const file = join(staging, name, 'journal.json');
    if (!name.startsWith('restore-') || !existsSync(file)) continue;
    const journal = Journal.parse(JSON.parse(readFileSync(file, 'utf8')));
    if (existsSync(restoreFiles(parts, journal.orgId).next)) {
      await undoRestore(parts, journal);
      continue;
    }
    await finishRestore(parts, journal);
    finished.push(journal.orgId);
  }
  rmSync(staging, { recursive: true, force: true });
  return finished;
}
