import { constants, mkdirSync, realpathSync, rmSync } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, readdir, realpath, rename, rm, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Clock } from '../clock.ts';
import { randomToken } from '../crypto/digest.ts';
import { fail, isHoldfastError } from '../errors.ts';
import { streamOf } from './byte-stream.ts';
import { assertObjectKey, assertObjectPrefix } from './object-key.ts';
import type { ObjectStore, StoredObject } from './object-store.ts';

/** Begins with a dot: no key leads there. */
const asideName = '.aside';
const readBytes = 64 * 1024;

/** Absent, for whoever asks: nothing there, or a file where a folder would have to be. */
const absentCodes: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR']);

/**
 * Objects as files below `folder`, which this process alone uses. A file is written aside, synced, and renamed to its
 * place, and the folders that name it are synced, so that an object is there whole or not at all, after a power cut too.
 * What a crash left aside is removed now. No symbolic link is followed, wherever below the folder it stands.
 *
 * @throws what the operating system says when the folder cannot be made.
 */
export function createLocalStore({ folder, clock }: { readonly folder: string; readonly clock: Clock }): ObjectStore {
  const aside = join(folder, asideName);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { mode: 0o700 });
  const root = realpathSync(folder);

  /** Where the key's file is. @throws `storage_unavailable` when a folder above it is a symbolic link. */
  async function placeOf(key: string): Promise<string> {
    const file = join(root, key);
    const parent = dirname(file);
    if ((await realpath(parent)) !== parent)
      throw fail('storage_unavailable', { detail: 'a symbolic link in the way' });
    return file;
  }

  return {
    async put(key, body) {
      assertObjectKey(key);
      const written = join(aside, randomToken(12));
      let handle: FileHandle | undefined;
      try {
        // The folders first: when they are removed meanwhile, with all that an organisation had, nothing brings them back.
        await makeFolders(root, key);
        const file = join(root, key);
        handle = await open(written, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
        const bytes = await writeAll(handle, body);
        const at = clock.now();
        await handle.utimes(at, at);
        await handle.sync();
        await handle.close();
        handle = undefined;
        await rename(written, file);
        await syncFolder(dirname(file));
        return { key, bytes, at };
      } catch (error) {
        await handle?.close().catch(() => undefined);
        await unlink(written).catch(() => undefined);
        throw storageError(error);
      }
    },

    get: (key, start = 0) => {
      assertObjectKey(key);
      return unlessAbsent(null, async () => {
        const handle = await openFile(await placeOf(key));
        return handle && streamOf(readFrom(handle, start), () => handle.close());
      });
    },

    head: (key) => {
      assertObjectKey(key);
      return unlessAbsent(null, async () => {
        const facts = await lstat(await placeOf(key));
        return facts.isFile() ? { key, bytes: facts.size, at: facts.mtime } : null;
      });
    },

    remove: (key) => {
      assertObjectKey(key);
      return unlessAbsent(undefined, async () => {
        const file = await placeOf(key);
        await unlink(file);
        await syncFolder(dirname(file));
      });
    },

    async removePrefix(prefix) {
      assertObjectPrefix(prefix);
      let count = 0;
      for await (const _ of listBelow(root, prefix)) count += 1;
      await unlessAbsent(undefined, async () => {
        const removed = await placeOf(prefix.slice(0, -1));
        await rm(removed, { recursive: true, force: true });
        await syncFolder(dirname(removed));
      });
      return count;
    },

    async *list(prefix) {
      assertObjectPrefix(prefix);
      yield* listBelow(root, prefix);
    },
  };
}

/** In the order of the names. What is removed while it goes on is left out. */
async function* listBelow(root: string, prefix: string): AsyncGenerator<StoredObject> {
  const folder = join(root, prefix.slice(0, -1));
  const entries = await unlessAbsent([], async () =>
    (await realpath(folder)) === folder ? await readdir(folder, { withFileTypes: true }) : [],
  );
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const key = `${prefix}${entry.name}`;
    if (entry.isDirectory()) yield* listBelow(root, `${key}/`);
    if (!entry.isFile()) continue;
    const facts = await unlessAbsent(null, () => lstat(join(folder, entry.name)));
    if (facts) yield { key, bytes: facts.size, at: facts.mtime };
  }
}

/** Null for what is no file: a folder, or a symbolic link. */
async function openFile(file: string): Promise<FileHandle | null> {
  try {
    const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
    if ((await handle.stat()).isFile()) return handle;
    await handle.close();
    return null;
  } catch (error) {
    if (codeOf(error) === 'ELOOP') return null;
    throw error;
  }
}

async function* readFrom(handle: FileHandle, start: number): AsyncGenerator<Uint8Array> {
  let at = start;
  try {
    for (;;) {
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(readBytes), 0, readBytes, at);
      if (bytesRead === 0) return;
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } catch (error) {
    throw storageError(error);
  }
}

async function writeAll(handle: FileHandle, body: AsyncIterable<Uint8Array>): Promise<number> {
  let bytes = 0;
  for await (const chunk of body) {
    for (let at = 0; at < chunk.byteLength; ) {
      at += (await handle.write(chunk, at, chunk.byteLength - at)).bytesWritten;
    }
    bytes += chunk.byteLength;
  }
  return bytes;
}

/**
 * Afterwards the folders of the key are there durably.
 * @throws `storage_unavailable` when one of them is no folder: a file, or a symbolic link wherever it leads.
 */
async function makeFolders(root: string, key: string): Promise<void> {
  let above = root;
  for (const name of key.split('/').slice(0, -1)) {
    const folder = join(above, name);
    const made = await mkdir(folder, { mode: 0o700 }).then(
      () => true,
      (error: unknown) => {
        if (codeOf(error) === 'EEXIST') return false;
        throw error;
      },
    );
    if (made) await syncFolder(above);
    else if (!(await lstat(folder)).isDirectory()) {
      throw fail('storage_unavailable', { detail: `no folder, and in the way of an object: ${folder}` });
    }
    above = folder;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function unlessAbsent<T>(absent: T, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (absentCodes.has(codeOf(error) ?? '')) return absent;
    throw storageError(error);
  }
}

/** What the operating system said becomes `storage_unavailable`; what the body threw stays what it is. */
function storageError(error: unknown): unknown {
  const fromSystem = !isHoldfastError(error) && error instanceof Error && 'syscall' in error;
  return fromSystem ? fail('storage_unavailable', { detail: error.message, cause: error }) : error;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
