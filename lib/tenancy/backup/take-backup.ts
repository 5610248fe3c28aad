import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fail, isHoldfastError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { controlKeyOf } from '../control.ts';
import { backupKey } from '../keys.ts';
import { copyObjects } from './copy-objects.ts';
import { copyOrganization, type OrganizationPlace } from './copy-organization.ts';
import { type CopyThread, withCopyThread } from './copy-thread.ts';
import { type BackupManifest, manifestFormat, type OrganizationCopy, writeManifest } from './manifest.ts';
import { type BackupParts, stagingFolder } from './parts.ts';
import { backupKeys, putFile, putText } from './place.ts';
import { copyOf, type FoundBackups, readBackups } from './read-backups.ts';
import { removeOldBackups } from './remove-backups.ts';

interface BackupRequest {
  /** One organisation by itself; the whole installation otherwise. */
  readonly orgId?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Rows of the control database held in memory at once. */
const pageSize = 200;

/**
 * Makes a backup. Afterwards it is at the place, every file in it was opened and checked, and backups that have had their
 * time are gone. Killed or failed anywhere, it leaves no backup, and nothing that the next one does not clear away.
 *
 * The control database is copied first: a change that owes a receipt then still owes it there, and a ledger is never shorter
 * than what the control database has seen of it.
 *
 * @throws `storage_unavailable` when the disk or the place has no room or does not answer; `conflict` when an organisation
 * was erased meanwhile: what was copied of it is gone, so it has to be made anew; `shutting_down` when it was stopped.
 */
export async function takeBackup(parts: BackupParts, request: BackupRequest): Promise<BackupManifest> {
  const id = newId('bak');
  const staging = join(stagingFolder(parts.folder.path), id);
  mkdirSync(staging, { recursive: true, mode: 0o700 });
  try {
    return await withCopyThread(parts.projectRoot, (thread) => make(parts, request, { id, staging, thread }));
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

interface Making {
  readonly id: string;
  readonly staging: string;
  readonly thread: CopyThread;
}

async function make(parts: BackupParts, request: BackupRequest, making: Making): Promise<BackupManifest> {
  const { clock, masterKeys, place, turn, forgotten } = parts;
  const { orgId, signal } = request;
  const startedAt = clock.now().toISOString();
  const forgottenBefore = forgotten.size;
  const earlier = await readBackups(parts);
  const erasingBefore = new Set(await erasingNow(parts));
  const control = orgId === undefined ? await turn(() => copyControl(parts, making)) : null;
  const organizations: OrganizationCopy[] = [];
  const problems: { orgId: string; problem: string }[] = [];
  const objects = { count: 0, bytes: 0 };
  const oldestAt = earlier.backups.at(-1)?.startedAt ?? startedAt;
  for await (const organization of organizationsOf(parts, orgId)) {
    if (signal?.aborted) throw fail('shutting_down', { detail: 'the backup was stopped' });
    await turn(async () => {
      if (forgotten.has(organization.orgId)) return;
      const before = lastCopy(earlier, organization.orgId);
      try {
        organizations.push(await copyOrganization(parts, organization, { ...making, backupId: making.id, before }));
        const copied = await copyObjects(parts, organization.orgId, oldestAt);
        objects.count += copied.count;
        objects.bytes += copied.bytes;
      } catch (error) {
        if (isHoldfastError(error) && error.code === 'storage_unavailable') throw error;
        const problem = isHoldfastError(error) ? (error.detail ?? error.publicMessage) : String(error);
        problems.push({ orgId: organization.orgId, problem });
        // The copy before is better than none: it is kept as long as this backup is.
        if (before !== undefined) organizations.push(before);
      }
    });
  }
  const manifest: BackupManifest = {
    ...{ format: manifestFormat, id: making.id, scope: orgId === undefined ? 'installation' : 'organization' },
    instanceId: await instanceOf(parts),
    ...{ startedAt, finishedAt: clock.now().toISOString(), masterVersion: masterKeys.current, control, organizations },
    objects: { kept: parts.objects === null ? 'elsewhere' : 'here', ...objects },
    problems,
  };
  await turn(async () => {
    // The copied control database may name one whose erasure began since, and which nothing else here tells of.
    const begun = (await erasingNow(parts)).some((id) => !erasingBefore.has(id));
    if (begun || forgotten.size !== forgottenBefore) {
      throw fail('conflict', { message: 'An organisation was erased while the backup was made. Make it again.' });
    }
    await putText(place, backupKeys.manifest(manifest.id), writeManifest(masterKeys, manifest));
  });
  await turn(() => removeOldBackups(parts));
  return manifest;
}

async function copyControl(parts: BackupParts, { id, staging, thread }: Making): Promise<BackupManifest['control']> {
  const { folder, masterKeys, place } = parts;
  const file = join(staging, 'control.db');
  const key = controlKeyOf(folder.controlFile, masterKeys);
  await thread.do('copy', { from: { file: folder.controlFile, key }, to: file });
  const kept = backupKey(masterKeys, masterKeys.current, 'control-pages');
  await thread.do('reduceControl', { at: { file, key }, to: kept });
  const facts = await thread.do('inspectControl', { at: { file, key: kept }, whole: false });
  const { bytes, sha256 } = await thread.do('digest', { file });
  const object = backupKeys.control(id, 1);
  await putFile(place, object, file);
  rmSync(file, { force: true });
  const { schemaLevel, users, organizations, memberships } = facts;
  return { object, bytes, sha256, schemaLevel, users, organizations, memberships };
}

async function* organizationsOf({ tenancy }: BackupParts, only: string | undefined): AsyncGenerator<OrganizationPlace> {
  for (let after = ''; ; ) {
    const rows = await tenancy.control.all<OrganizationPlace>(
      `SELECT o.id AS orgId, p.location FROM Organization o JOIN Placement p ON p.orgId = o.id
        WHERE o.id > ? AND o.id = coalesce(?, o.id) AND o.status NOT IN ('provisioning', 'erasing')
          AND NOT EXISTS (SELECT 1 FROM Tombstone t WHERE t.kind = 'organization' AND t.subject = o.id)
        ORDER BY o.id LIMIT ?`,
      [after, only ?? null, pageSize],
    );
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.orgId;
  }
}

async function erasingNow({ tenancy }: BackupParts): Promise<readonly string[]> {
  const rows = await tenancy.control.all<{ id: string }>("SELECT id FROM Organization WHERE status = 'erasing'");
  return rows.map(({ id }) => id);
}

function lastCopy({ backups }: FoundBackups, orgId: string): OrganizationCopy | undefined {
  for (const backup of backups) {
    const copy = copyOf(backup, orgId);
    if (copy !== undefined) return copy;
  }
  return undefined;
}

async function instanceOf({ tenancy }: BackupParts): Promise<string> {
  const row = await tenancy.control.get<{ instanceId: string }>('SELECT instanceId FROM Installation');
  return row?.instanceId ?? '';
}
