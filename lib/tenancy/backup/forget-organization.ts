import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { backupKey } from '../keys.ts';
import { withCopyThread } from './copy-thread.ts';
import { type BackupManifest, writeManifest } from './manifest.ts';
import { type BackupParts, stagingFolder } from './parts.ts';
import { type BackupPlace, backupKeys, fetchFile, putFile, putText } from './place.ts';
import { readBackups } from './read-backups.ts';
import { removeUnused } from './remove-backups.ts';
import { restoreFiles } from './restore-journal.ts';

/**
 * Afterwards no place holds the organisation's wrapped key, its copies or its files, and the control databases of all kept
 * backups hold no row of it: an old backup that somebody still has cannot be opened by anybody any more. Asked again, it
 * finds nothing to do. A backup that is being made meanwhile is given up. CLAIMS G3.
 *
 * @throws `storage_unavailable` until every place has answered: whoever erases asks again. Copies that were made of a place
 * (versions that a bucket keeps, disks that somebody carried away) are beyond it.
 */
export async function forgetOrganization(parts: BackupParts, orgId: string): Promise<void> {
  // Before anything waits: what is under way must not put anything back.
  parts.forgotten.add(orgId);
  await parts.turn(async () => {
    // What a restore of it left that was cut off; one that goes on has had its turn.
    rmSync(restoreFiles(parts, orgId).folder, { recursive: true, force: true });
    for (const place of parts.places) {
      // The key first: without it the rest is noise, however far this comes.
      const prefixes = [backupKeys.dataKeys(orgId), backupKeys.organization(orgId), backupKeys.objects(orgId)];
      for (const prefix of prefixes) await place.store.removePrefix(`${place.prefix}${prefix}`);
      await place.store.remove(`${place.prefix}${backupKeys.gone(orgId)}`);
      for (const prefix of prefixes) await assertNothing(place, prefix);
      await cleanControls(parts, place, orgId);
      // What a killed call or a backup under way left, which no backup refers to.
      await removeUnused(await readBackups({ ...parts, place }), place);
    }
  });
}

async function assertNothing(place: BackupPlace, prefix: string): Promise<void> {
  for await (const { key } of place.store.list(`${place.prefix}${prefix}`)) {
    throw fail('storage_unavailable', { detail: `${key} is still there` });
  }
}

/** Copied control databases name the organisation, its members and what happened at its doors. */
async function cleanControls(parts: BackupParts, place: BackupPlace, orgId: string): Promise<void> {
  const { backups } = await readBackups({ ...parts, place });
  const concerned = backups.filter((backup) => knows(backup, orgId));
  if (concerned.length === 0) return;
  const staging = join(stagingFolder(parts.folder.path), newId('bak'));
  mkdirSync(staging, { recursive: true, mode: 0o700 });
  try {
    await withCopyThread(parts.projectRoot, async (thread) => {
      for (const backup of concerned) {
        const organizations = backup.organizations.filter((copy) => copy.orgId !== orgId);
        let control = backup.control;
        if (control !== null) {
          const file = join(staging, `${backup.id}.db`);
          await fetchFile(place, control, file);
          const at = { file, key: backupKey(parts.masterKeys, backup.masterVersion, 'control-pages') };
          await thread.do('removeOrganizations', { at, orgIds: [orgId] });
          const facts = await thread.do('inspectControl', { at, whole: false });
          const { users, organizations: count, memberships, schemaLevel } = facts;
          const object = nextRevision(control.object);
          await putFile(place, object, file);
          const digest = await thread.do('digest', { file });
          control = { ...digest, object, schemaLevel, users, organizations: count, memberships };
          rmSync(file, { force: true });
        }
        const cleaned: BackupManifest = {
          ...backup,
          control,
          organizations,
          problems: backup.problems.filter((problem) => problem.orgId !== orgId),
        };
        await putText(place, backupKeys.manifest(backup.id), writeManifest(parts.masterKeys, cleaned));
        if (backup.control !== null) await place.store.remove(`${place.prefix}${backup.control.object}`);
      }
    });
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function knows(backup: BackupManifest, orgId: string): boolean {
  return (
    backup.organizations.some((copy) => copy.orgId === orgId) || backup.problems.some((one) => one.orgId === orgId)
  );
}

function nextRevision(object: string): string {
  return object.replace(/-(\d+)\.db$/, (_, revision: string) => `-${Number(revision) + 1}.db`);
}
