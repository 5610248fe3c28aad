import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fail } from '../../platform/errors.ts';
import { syncFolder, writeFileDurably } from '../../platform/files.ts';
import { newId } from '../../platform/ids.ts';
import { createLocalStore } from '../../platform/storage/local-store.ts';
import { organizationPrefix } from '../../platform/storage/sealed-objects.ts';
import type { Tombstone } from '../tombstones.ts';
import { type Assembled, assemble } from './assemble.ts';
import { withCopyThread } from './copy-thread.ts';
import { readCertificates } from './kept-certificates.ts';
import { readTombstones } from './kept-tombstones.ts';
import type { BackupManifest } from './manifest.ts';
import { type BackupParts, stagingFolder } from './parts.ts';
import { backupKeys } from './place.ts';

/** What a restored data folder says of itself until it is first started. */
export const restoredNote = 'restored.json';

/** Every erasure that is known here or at the place. */
export async function knownErasures(parts: BackupParts): Promise<readonly Tombstone[]> {
  const here = await parts.tenancy.control.all<Tombstone>('SELECT id, kind, orgId, subject, at FROM Tombstone');
  const there = await readTombstones(parts.place, parts.masterKeys);
  const all = new Map([...there, ...here].map((stone) => [`${stone.kind} ${stone.subject}`, stone]));
  return [...all.values()];
}

export function erasedOrganizations(stones: readonly Tombstone[]): ReadonlySet<string> {
  return new Set(stones.filter(({ kind }) => kind === 'organization').map(({ subject }) => subject));
}

/** Restores a backup where nobody can reach it, checks all of it, and removes it again, also when it fails. CLAIMS O4. */
export async function examineBackup(
  parts: BackupParts,
  backup: BackupManifest,
  signal?: AbortSignal,
): Promise<Assembled> {
  const folder = join(stagingFolder(parts.folder.path), newId('drl'));
  const erased = erasedOrganizations(await knownErasures(parts));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    return await withCopyThread(parts.projectRoot, (thread) =>
      assemble(parts, backup, { thread, folder, erased, purpose: 'look', signal }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Makes a complete new data folder from a backup. Afterwards it is there whole, or (error, crash) not at all. It holds no
 * organisation that was erased since, and what else was erased is erased again before the folder's first start serves
 * anybody. Nobody is signed in; API keys are those of the backup.
 *
 * @throws `conflict` when there is a folder already; `data_folder_unusable` when a part of the backup is not what it was:
 * then there is no folder, unless `partly` says that what is sound will do.
 */
export async function restoreFolder(
  parts: BackupParts,
  backup: BackupManifest,
  request: { readonly into: string; readonly partly: boolean },
): Promise<Assembled> {
  const target = resolve(request.into);
  if (existsSync(target) && readdirSync(target).length > 0) {
    throw fail('conflict', { message: `${target} is there already. Name a folder that is not.` });
  }
  const folder = `${target}.restoring`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    const stones = await knownErasures(parts);
    const erased = erasedOrganizations(stones);
    const assembled = await withCopyThread(parts.projectRoot, (thread) =>
      assemble(parts, backup, { thread, folder, erased, purpose: 'keep' }),
    );
    const fatal = assembled.problems.filter(({ orgId }) => orgId === null || !request.partly);
    if (fatal.length > 0) {
      const lines = fatal.map(({ orgId, problem }) => `${orgId ?? 'the control database'}: ${problem}`).join('; ');
      throw fail('data_folder_unusable', { message: `This backup cannot be restored: ${lines}.`, detail: lines });
    }
    await restoreObjects(parts, backup, { folder, erased });
    layTombstones(folder, stones);
    keepCertificates(parts.folder.path, folder);
    for (const { number, file } of await readCertificates(parts.place, parts.masterKeys)) {
      writeFileDurably(join(folder, 'erasures', `certificate-${number}.jsonl`), file, 0o600);
    }
    const secrets = join(parts.folder.path, 'secrets.json');
    if (existsSync(secrets)) writeFileDurably(join(folder, 'secrets.json'), readFileSync(secrets), 0o600);
    const at = parts.clock.now().toISOString();
    const note = { id: newId('drl'), backup: backup.id, madeAt: backup.startedAt, at };
    writeFileDurably(join(folder, restoredNote), `${JSON.stringify(note)}\n`, 0o600);
    if (existsSync(target)) rmSync(target, { recursive: true });
    renameSync(folder, target);
    syncFolder(dirname(target));
    return assembled;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function restoreObjects(
  { place, clock }: BackupParts,
  backup: BackupManifest,
  { folder, erased }: { readonly folder: string; readonly erased: ReadonlySet<string> },
): Promise<void> {
  if (backup.objects.kept === 'elsewhere') return;
  const store = createLocalStore({ folder: join(folder, 'objects'), clock });
  for (const { orgId } of backup.organizations) {
    if (erased.has(orgId)) continue;
    const from = `${place.prefix}${backupKeys.objects(orgId)}`;
    for await (const { key } of place.store.list(from)) {
      const stream = await place.store.get(key);
      if (stream !== null) await store.put(`${organizationPrefix(orgId)}${key.slice(from.length)}`, stream);
    }
  }
}

function layTombstones(folder: string, stones: readonly Tombstone[]): void {
  const files = join(folder, 'erasures');
  mkdirSync(files, { mode: 0o700 });
  for (const stone of stones) {
    writeFileDurably(join(files, `${stone.kind}-${stone.subject}.json`), `${JSON.stringify(stone)}\n`, 0o600);
  }
}

/** Certificates of erasure that were given since the backup stand beside the tombstones. */
function keepCertificates(from: string, to: string): void {
  const files = join(from, 'erasures');
  if (!existsSync(files)) return;
  for (const name of readdirSync(files).filter((each) => each.startsWith('certificate-'))) {
    writeFileDurably(join(to, 'erasures', name), readFileSync(join(files, name)), 0o600);
  }
}
