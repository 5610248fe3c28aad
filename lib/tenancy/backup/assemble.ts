import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fail, isHoldfastError } from '../../platform/errors.ts';
import { syncFolder } from '../../platform/files.ts';
import { backupKey, controlDatabaseKey } from '../keys.ts';
import { pageKeyOf } from './copy-organization.ts';
import type { CopyThread } from './copy-thread.ts';
import { type KeptKey, readKeys } from './data-keys.ts';
import { type BackupManifest, type OrganizationCopy, refused } from './manifest.ts';
import type { BackupParts } from './parts.ts';
import { fetchFile } from './place.ts';

/** What a backup came to when it was put together again. */
export interface Assembled {
  readonly organizations: number;
  readonly users: number;
  readonly receipts: number;
  /** Organisations of the backup that were erased since: nothing of them was touched. */
  readonly erased: readonly string[];
  /** What is not as the backup says. `orgId` is null for the control database. */
  readonly problems: readonly { readonly orgId: string | null; readonly problem: string }[];
}

interface Assembly {
  readonly thread: CopyThread;
  /** A new folder that nobody else looks into. */
  readonly folder: string;
  /** Organisations that were erased. */
  readonly erased: ReadonlySet<string>;
  /** `look`: each file is removed as soon as it was checked, so that one at a time takes room. */
  readonly purpose: 'keep' | 'look';
  readonly signal?: AbortSignal | undefined;
}

/**
 * Puts a backup together in a folder: the control database under the key that an installation opens it with, the wrapped
 * keys in it, and each organisation's database where its placement says. Every file is compared with the manifest, opened,
 * read to its last page, counted, and its ledger verified: receipts, keys, checkpoints. What is wrong is a problem and not
 * an error; an organisation that has one is left out.
 * @throws `storage_unavailable` when the place does not answer or the disk is full; `shutting_down` when it was stopped.
 */
export async function assemble(parts: BackupParts, backup: BackupManifest, assembly: Assembly): Promise<Assembled> {
  const { thread, folder, erased, purpose, signal } = assembly;
  const problems: { orgId: string | null; problem: string }[] = [];
  const keys: KeptKey[] = [];
  const gone = new Set<string>();
  let organizations = 0;
  let receipts = 0;
  mkdirSync(join(folder, 'tenants'), { recursive: true, mode: 0o700 });
  for (const copy of backup.organizations) {
    if (signal?.aborted) throw fail('shutting_down', { detail: 'the restore was stopped' });
    if (erased.has(copy.orgId)) {
      gone.add(copy.orgId);
      continue;
    }
    try {
      const found = await fetchOrganization(parts, copy, { thread, folder, purpose });
      keys.push(...found.keys);
      organizations += 1;
      receipts += found.receipts;
    } catch (error) {
      assertAnswered(error);
      problems.push({ orgId: copy.orgId, problem: told(error) });
    }
  }
  const users = await fetchControl(parts, backup, { thread, folder, keys, erased: [...erased] }).catch((error) => {
    assertAnswered(error);
    problems.push({ orgId: null, problem: told(error) });
    return 0;
  });
  if (purpose === 'look') rmSync(folder, { recursive: true, force: true });
  return { organizations, users, receipts, erased: [...gone], problems };
}

async function fetchOrganization(
  parts: BackupParts,
  copy: OrganizationCopy,
  { thread, folder, purpose }: Pick<Assembly, 'thread' | 'folder' | 'purpose'>,
): Promise<{ readonly keys: readonly KeptKey[]; readonly receipts: number }> {
  const file = join(folder, 'tenants', copy.location);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const { keys } = await fetchCopy(parts, copy, { thread, file });
  if (purpose === 'look') rmSync(file, { force: true });
  else syncFolder(dirname(file));
  return { keys, receipts: copy.receipts };
}

/**
 * Brings an organisation's copy here and finds it to be what the manifest says, with its ledger in order.
 * @throws `data_folder_unusable` with what is wrong, `storage_unavailable`; then there is no file.
 */
export async function fetchCopy(
  parts: BackupParts,
  copy: OrganizationCopy,
  { thread, file }: { readonly thread: CopyThread; readonly file: string },
): Promise<{ readonly keys: readonly KeptKey[]; readonly key: Uint8Array }> {
  try {
    const keys = await readKeys(parts.place, copy.orgId);
    if (keys.length === 0) throw refused('its key is gone: it was erased, or the key was lost');
    const key = pageKeyOf(parts, keys);
    await fetchFile(parts.place, copy, file);
    const at = { file, key };
    const facts = await thread.do('inspectTenant', { at, whole: true });
    if (facts.orgId !== copy.orgId) throw refused('it is the database of another organisation');
    if (facts.receipts !== copy.receipts || facts.head !== copy.head || facts.schemaLevel !== copy.schemaLevel) {
      throw refused(`it holds ${facts.receipts} receipts at level ${facts.schemaLevel}, or others than it should`);
    }
    const problem = await thread.do('judge', { at, orgId: copy.orgId });
    if (problem !== null) throw refused(problem);
    return { keys, key };
  } catch (error) {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${suffix}`, { force: true });
    // What a key does not open, or SQLite finds damaged.
    if (isHoldfastError(error) && error.code === 'internal') throw refused(told(error));
    throw error;
  }
}

async function fetchControl(
  parts: BackupParts,
  backup: BackupManifest,
  work: {
    readonly thread: CopyThread;
    readonly folder: string;
    readonly keys: readonly KeptKey[];
    readonly erased: readonly string[];
  },
): Promise<number> {
  const { control } = backup;
  if (control === null) throw fail('internal', { detail: 'this backup holds no control database' });
  const { masterKeys, place } = parts;
  const file = join(work.folder, 'control.db');
  await fetchFile(place, control, file);
  const key = backupKey(masterKeys, backup.masterVersion, 'control-pages');
  const facts = await work.thread.do('inspectControl', { at: { file, key }, whole: true });
  for (const name of ['users', 'organizations', 'memberships', 'schemaLevel'] as const) {
    if (facts[name] === control[name]) continue;
    throw fail('internal', { detail: `it holds ${facts[name]} ${name}, not ${control[name]}` });
  }
  const { keys, erased } = work;
  await work.thread.do('completeControl', {
    ...{ at: { file, key }, keys, erased },
    to: controlDatabaseKey(masterKeys, masterKeys.current),
  });
  chmodSync(file, 0o600);
  return facts.users;
}

/** A place that does not answer, or a full disk, says nothing of the backup. */
function assertAnswered(error: unknown): void {
  if (isHoldfastError(error) && error.code === 'storage_unavailable') throw error;
}

function told(error: unknown): string {
  if (isHoldfastError(error)) return error.detail ?? error.publicMessage;
  return error instanceof Error ? error.message : String(error);
}
