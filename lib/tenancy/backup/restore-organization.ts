import { existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { PrismaClient } from '#prisma/tenant';
import { appendReceipt } from '../../ledger/append.ts';
import { openConnection } from '../../platform/db/connection.ts';
import { applyMigrations, readMigrations } from '../../platform/db/migrate.ts';
import { openDatabase } from '../../platform/db/sqlite.ts';
import { fail, isHoldfastError } from '../../platform/errors.ts';
import { syncFolder } from '../../platform/files.ts';
import { newId } from '../../platform/ids.ts';
import { organizationPrefix } from '../../platform/storage/sealed-objects.ts';
import { fetchCopy } from './assemble.ts';
import { type CopyThread, withCopyThread } from './copy-thread.ts';
import type { BackupManifest, OrganizationCopy } from './manifest.ts';
import type { BackupParts } from './parts.ts';
import { backupKeys } from './place.ts';
import { copyOf } from './read-backups.ts';
import { erasedOrganizations, knownErasures } from './restore-folder.ts';
import { finishRestore, type RestoreJournal, restoreFiles, undoRestore, writeJournal } from './restore-journal.ts';

/** How long those who use the organisation are waited for. */
const shutWithinMs = 10_000;

export interface RestoredOrganization {
  readonly orgId: string;
  readonly backup: string;
  /** When the state was copied that it has again. */
  readonly copiedAt: string;
  /** Receipts that it has again. */
  readonly receipts: number;
  /** The last receipt of the state that was given up, which its ledger now tells of; null when that could not be read. */
  readonly abandoned: { readonly seq: number; readonly hash: string | null } | null;
}

/**
 * Puts one organisation back to what it was in a backup. Meanwhile it is blocked; members, keys and settings in the control
 * database stay as they are now. Killed at any step, the organisation is afterwards as it was or as it was in the backup,
 * once the next start has looked at the journal.
 *
 * Its ledger goes on from where the backup ended, with a receipt `organization.restored` that names the head that was given
 * up. The auditor's memory in the control database is reset with it: this roll-back is meant. Whoever keeps checkpoints
 * outside sees that it happened, as it should be.
 *
 * @throws `not_found` for an organisation that was erased or is not there; `data_folder_unusable` and `data_newer_than_code`
 * when the copy is not what was written or is of a newer version; then nothing has changed.
 */
export async function restoreOrganization(
  parts: BackupParts,
  request: { readonly orgId: string; readonly backup: BackupManifest; readonly actor: string },
): Promise<RestoredOrganization> {
  const { orgId, backup } = request;
  const copy = copyOf(backup, orgId);
  if (copy === undefined || erasedOrganizations(await knownErasures(parts)).has(orgId)) throw fail('not_found');
  const row = await parts.tenancy.control.get<{ status: string; location: string }>(
    'SELECT o.status, p.location FROM Organization o JOIN Placement p ON p.orgId = o.id WHERE o.id = ?',
    [orgId],
  );
  if (row === undefined || row.status === 'erasing' || row.status === 'provisioning') throw fail('not_found');
  const { folder, next } = restoreFiles(parts, orgId);
  if (existsSync(folder)) throw fail('conflict', { message: 'This organisation is being restored already.' });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  let journal: RestoreJournal | undefined;
  try {
    return await withCopyThread(parts.projectRoot, async (thread) => {
      const key = await prepare(parts, copy, { thread, next });
      // In turn with the erasure of what backups hold, which so finds all that this puts anywhere.
      return await parts.turn(async () => {
        await requireStatus(parts, orgId, row.status);
        await putObjectsBack(parts, backup, orgId);
        journal = {
          ...{ id: newId('drl'), orgId, location: row.location, status: row.status, backup: backup.id },
          ...{ copiedAt: copy.copiedAt, receipts: copy.receipts, schemaLevel: parts.tenancy.schemaLevel },
          ...{ at: parts.clock.now().toISOString(), abandoned: null },
        };
        await block(parts, journal);
        journal = await replace(parts, { journal, key, thread, actor: request.actor });
        await finishRestore(parts, journal);
        const { receipts, abandoned, copiedAt } = journal;
        return { orgId, backup: backup.id, copiedAt, receipts, abandoned };
      });
    });
  } catch (error) {
    // As the next start would: back to what it was, or on to what it is to be.
    if (journal === undefined) rmSync(folder, { recursive: true, force: true });
    else if (existsSync(next)) await undoRestore(parts, journal);
    throw error;
  }
}

/** Brings the copy here, checked and at this version's schema. */
async function prepare(
  parts: BackupParts,
  copy: OrganizationCopy,
  { thread, next }: { readonly thread: CopyThread; readonly next: string },
): Promise<Uint8Array> {
  const { key } = await fetchCopy(parts, copy, { thread, file: next });
  const connection = openConnection({ file: next, key, access: 'write' });
  try {
    applyMigrations(connection, readMigrations(parts.projectRoot, 'tenant'), parts.clock.now());
  } finally {
    connection.close();
  }
  return key;
}

/** What the organisation had then and has not now. What it has now stays. */
async function putObjectsBack({ place, objects }: BackupParts, backup: BackupManifest, orgId: string): Promise<void> {
  if (objects === null || backup.objects.kept === 'elsewhere') return;
  const from = `${place.prefix}${backupKeys.objects(orgId)}`;
  for await (const { key } of place.store.list(from)) {
    const to = `${organizationPrefix(orgId)}${key.slice(from.length)}`;
    if ((await objects.head(to)) !== null) continue;
    const stream = await place.store.get(key);
    if (stream !== null) await objects.put(to, stream);
  }
}

/** @throws `not_found` when its erasure has begun, or ended, since it was looked at. */
async function requireStatus({ tenancy }: BackupParts, orgId: string, status: string): Promise<void> {
  const row = await tenancy.control.get('SELECT 1 AS one FROM Organization WHERE id = ? AND status = ?', [
    orgId,
    status,
  ]);
  if (row === undefined) throw fail('not_found');
}

/**
 * From here on nobody is let into the organisation, after a crash too, until the journal is settled.
 * @throws `not_found` when its erasure was faster: an erasure has no way back.
 */
async function block(parts: BackupParts, journal: RestoreJournal): Promise<void> {
  const { tenancy, clock } = parts;
  writeJournal(parts, journal);
  const { changes } = await tenancy.control.write((tx) =>
    tx.run(`UPDATE Organization SET status = 'blocked', updatedAt = ? WHERE id = ? AND status = ?`, [
      clock.now().toISOString(),
      journal.orgId,
      journal.status,
    ]),
  );
  if (changes === 0) throw fail('not_found');
  await tenancy.shut(journal.orgId, shutWithinMs);
}

/** The step that decides: before the rename the organisation is what it was, after it what the backup says. */
async function replace(
  parts: BackupParts,
  work: {
    readonly journal: RestoreJournal;
    readonly key: Uint8Array;
    readonly thread: CopyThread;
    readonly actor: string;
  },
): Promise<RestoreJournal> {
  const { key, thread } = work;
  const { orgId, location } = work.journal;
  const { next, before, live } = restoreFiles(parts, orgId, location);
  const journal = { ...work.journal, abandoned: await presentHead(thread, { file: live, key }) };
  const db = openDatabase({ file: next, key, prismaFactory: (adapter) => new PrismaClient({ adapter }) });
  try {
    const { id, backup, copiedAt, receipts, abandoned } = journal;
    const draft = {
      action: 'organization.restored',
      subject: orgId,
      detail: { backup, copiedAt, receipts, abandoned },
    };
    const { actor } = work;
    await db.write((tx) => appendReceipt(tx, draft, { orgId, actor, at: parts.clock.now(), outboxId: id }));
  } finally {
    await db.close();
  }
  writeJournal(parts, journal);
  mkdirSync(dirname(live), { recursive: true, mode: 0o700 });
  if (existsSync(live)) linkSync(live, before);
  syncFolder(dirname(before));
  // Closed in order, the database has none of these; what a damaged one left would be taken for the new one's.
  for (const suffix of ['-wal', '-shm', '-journal']) rmSync(`${live}${suffix}`, { force: true });
  renameSync(next, live);
  syncFolder(dirname(live));
  syncFolder(dirname(next));
  return journal;
}

/** What is given up: opening it also empties its log, so that the file alone is all of it. */
async function presentHead(
  thread: CopyThread,
  from: { readonly file: string; readonly key: Uint8Array },
): Promise<RestoreJournal['abandoned']> {
  if (!existsSync(from.file)) return null;
  try {
    const { receipts, head } = await thread.do('mark', { from });
    return { seq: receipts, hash: head };
  } catch (error) {
    if (isHoldfastError(error)) return null;
    throw error;
  }
}
