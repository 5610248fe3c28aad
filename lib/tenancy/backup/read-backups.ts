import { isHoldfastError } from '../../platform/errors.ts';
import { type BackupManifest, type OrganizationCopy, readManifest, refused } from './manifest.ts';
import type { BackupParts } from './parts.ts';
import { type BackupPlace, backupKeys, getText, manifestIdOf } from './place.ts';
import { newerFirst } from './rotation.ts';

export interface FoundBackups {
  /** Newest first. */
  readonly backups: readonly BackupManifest[];
  /** What stands where a backup would, and is none of ours: changed, or made under another master key. */
  readonly unreadable: readonly { readonly id: string; readonly problem: string }[];
}

type Reading = Pick<BackupParts, 'masterKeys'> & { readonly place: BackupPlace };

/** Every backup at the place. @throws `storage_unavailable`. */
export async function readBackups({ place, masterKeys }: Reading): Promise<FoundBackups> {
  const backups: BackupManifest[] = [];
  const unreadable: { id: string; problem: string }[] = [];
  for await (const { key } of place.store.list(`${place.prefix}${backupKeys.manifests}`)) {
    const id = manifestIdOf(place, key);
    if (id === undefined) continue;
    const text = await getText(place, backupKeys.manifest(id));
    if (text === null) continue;
    try {
      backups.push(readManifest(masterKeys, id, text));
    } catch (error) {
      if (!isHoldfastError(error) || error.code !== 'data_folder_unusable') throw error;
      unreadable.push({ id, problem: error.detail ?? error.publicMessage });
    }
  }
  backups.sort(newerFirst);
  return { backups, unreadable };
}

/**
 * The backup of that id, or the newest one that will do.
 * @throws `data_folder_unusable` when there is none, or when it is not what was written.
 */
export async function findBackup(
  reading: Reading,
  wanted: string,
  fits: (backup: BackupManifest) => boolean,
): Promise<BackupManifest> {
  const { backups, unreadable } = await readBackups(reading);
  if (wanted !== 'latest') {
    const problem = unreadable.find(({ id }) => id === wanted)?.problem;
    if (problem !== undefined) throw refused(`${wanted}: ${problem}`);
    const named = backups.find(({ id }) => id === wanted);
    if (named === undefined) throw refused(`there is no backup ${wanted}`);
    if (!fits(named)) throw refused(`${wanted} does not hold what was asked for`);
    return named;
  }
  const newest = backups.find(fits);
  if (newest === undefined) throw refused('there is none that holds what was asked for');
  return newest;
}

export function copyOf(backup: BackupManifest, orgId: string): OrganizationCopy | undefined {
  return backup.organizations.find((copy) => copy.orgId === orgId);
}
