import type { BackupManifest } from './manifest.ts';
import type { BackupParts } from './parts.ts';
import { type BackupPlace, backupKeys } from './place.ts';
import { type FoundBackups, readBackups } from './read-backups.ts';
import { keptBackups } from './rotation.ts';

/** Backups of one organisation alone are kept for so long. */
const singleDays = 7;

/**
 * Removes backups that have had their time, and then what no backup refers to: what they referred to, and what killed ones
 * left. The description goes first, so that no backup is ever listed that is not whole. Where a description cannot be read,
 * nothing that it may refer to is removed.
 */
export async function removeOldBackups(parts: BackupParts): Promise<readonly string[]> {
  const { place } = parts;
  const { backups, unreadable } = await readBackups(parts);
  const stays = staying(parts, backups);
  const removed = backups.filter(({ id }) => !stays.has(id)).map(({ id }) => id);
  for (const id of removed) await place.store.remove(`${place.prefix}${backupKeys.manifest(id)}`);
  await removeUnused({ backups: backups.filter(({ id }) => stays.has(id)), unreadable }, place);
  return removed;
}

/** Removes copies that none of these backups refers to; nothing where a description cannot be read. */
export async function removeUnused({ backups, unreadable }: FoundBackups, place: BackupPlace): Promise<void> {
  if (unreadable.length > 0) return;
  const used = new Set<string>();
  for (const { organizations, control } of backups) {
    for (const file of [...organizations, ...(control === null ? [] : [control])]) used.add(file.object);
  }
  for (const prefix of [backupKeys.controls, backupKeys.organizations]) {
    const unused: string[] = [];
    for await (const { key } of place.store.list(`${place.prefix}${prefix}`)) {
      if (!used.has(key.slice(place.prefix.length))) unused.push(key);
    }
    for (const key of unused) await place.store.remove(key);
  }
}

function staying({ keep, clock }: BackupParts, backups: readonly BackupManifest[]): ReadonlySet<string> {
  const whole = backups.filter(({ scope }) => scope === 'installation');
  const since = new Date(clock.now().getTime() - singleDays * 86_400_000).toISOString();
  const single = backups.filter(({ scope, startedAt }) => scope === 'organization' && startedAt >= since);
  return new Set([...keptBackups(whole, keep), ...single.map(({ id }) => id)]);
}
