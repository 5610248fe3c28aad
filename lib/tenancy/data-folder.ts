import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import Sqlite from 'better-sqlite3-multiple-ciphers';
import type { Clock } from '../platform/clock.ts';
import { messageOf, sqliteCode } from '../platform/db/connection.ts';
import { fail, type HoldfastError } from '../platform/errors.ts';
import { writeFileDurably } from '../platform/files.ts';

/** Below this much free space nothing is started: SQLite needs room for its write-ahead logs. */
const freeBytesMin = 32 * 1024 * 1024;

/** Who holds a data folder. Kept beside the lease for people and for the command line; the lease itself is the lock. */
export interface Holder {
  readonly pid: number;
  readonly startedAt: string;
  /** Where the holder takes operator commands; absent while it is starting, or when it takes none. */
  readonly operatorUrl?: string;
}

/** A data folder that this process alone may use, until {@link DataFolder.release}. */
export interface DataFolder {
  /** Absolute. */
  readonly path: string;
  readonly controlFile: string;
  /** Holds the organisations' databases, by paths that their placements name. */
  readonly tenantsFolder: string;
  /** Tells other processes where this one takes operator commands. */
  announce(operatorUrl: string): void;
  /** Gives the folder back. Every database in it must be closed by then. */
  release(): void;
}

interface OpenFolderOptions {
  readonly clock: Clock;
  /** Free bytes that the disk must have; 32 MiB by default. */
  readonly freeBytesMin?: number;
}

/**
 * Makes the data folder where it is missing (mode 0700) and takes it for this process. The operating system holds the
 * lease: it is free again the moment the process ends, however it ends.
 *
 * @throws `data_folder_in_use` naming the process that has it; `data_folder_unusable` with one sentence that says
 * whether it cannot be made, written to, or has no room.
 */
export function openDataFolder(path: string, options: OpenFolderOptions): DataFolder {
  const folder = resolve(path);
  const tenantsFolder = join(folder, 'tenants');
  makeUsable(folder, tenantsFolder, options.freeBytesMin ?? freeBytesMin);
  const lease = takeLease(folder);
  const holder: Holder = { pid: process.pid, startedAt: options.clock.now().toISOString() };
  const write = (value: Holder) => writeFileDurably(holderFile(folder), `${JSON.stringify(value)}\n`, 0o600);
  try {
    write(holder);
    removeAsides(folder);
  } catch (error) {
    lease.close();
    throw unusable(`The data folder ${folder} cannot be written: ${messageOf(error)}.`, error);
  }
  return {
    path: folder,
    controlFile: join(folder, 'control.db'),
    tenantsFolder,
    announce: (operatorUrl) => write({ ...holder, operatorUrl }),
    release: () => {
      if (!lease.open) return;
      rmSync(holderFile(folder), { force: true });
      lease.close();
    },
  };
}

/** The process that has the data folder now, or undefined when nobody has. Takes nothing. */
export function holderOf(path: string): Holder | undefined {
  const folder = resolve(path);
  if (!existsSync(leaseFile(folder))) return undefined;
  let probe: Sqlite.Database | undefined;
  try {
    probe = new Sqlite(leaseFile(folder), { timeout: 0, fileMustExist: true });
    probe.exec('BEGIN EXCLUSIVE; ROLLBACK');
    return undefined;
  } catch (error) {
    if (sqliteCode(error) !== 'SQLITE_BUSY') return undefined;
    return readHolder(folder) ?? { pid: 0, startedAt: '' };
  } finally {
    probe?.close();
  }
}

function makeUsable(folder: string, tenantsFolder: string, bytesMin: number): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    mkdirSync(tenantsFolder, { recursive: true, mode: 0o700 });
    closeToOthers(folder);
    closeToOthers(tenantsFolder);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    accessSync(tenantsFolder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw unusable(`The data folder ${folder} cannot be written: ${messageOf(error)}.`, error);
  }
  const { bavail, bsize } = statfsSync(folder);
  const freeBytes = bavail * bsize;
  if (freeBytes < bytesMin) {
    const inMib = (bytes: number) => Math.floor(bytes / (1024 * 1024));
    throw unusable(
      `The disk of the data folder ${folder} is full: ${inMib(freeBytes)} MiB are free, ${inMib(bytesMin)} MiB are needed.`,
    );
  }
}

/** A folder that somebody else made, a mounted volume say, may be open to other users of the machine. */
function closeToOthers(folder: string): void {
  const { mode, uid } = statSync(folder);
  if ((mode & 0o077) !== 0 && uid === process.getuid?.()) chmodSync(folder, 0o700);
}

/**
 * An exclusive transaction on an SQLite file, kept open: a lock that the operating system frees with the process.
 * The file is never read by anything else in this process, because closing it anywhere would drop the lock (POSIX).
 */
function takeLease(folder: string): Sqlite.Database {
  const file = leaseFile(folder);
  let lease: Sqlite.Database | undefined;
  try {
    if (!existsSync(file)) writeFileSync(file, '', { mode: 0o600, flag: 'a' });
    lease = new Sqlite(file, { timeout: 0 });
    lease.exec('PRAGMA journal_mode=MEMORY; BEGIN EXCLUSIVE');
    return lease;
  } catch (error) {
    lease?.close();
    if (sqliteCode(error) === 'SQLITE_BUSY') throw inUse(folder, readHolder(folder));
    throw unusable(`The data folder ${folder} cannot be locked: ${messageOf(error)}.`, error);
  }
}

function inUse(folder: string, holder: Holder | undefined): HoldfastError {
  const who = holder ? ` (process ${holder.pid}, since ${holder.startedAt})` : '';
  const sentence = `The data folder ${folder} is in use by another Holdfast process${who}. Stop it first.`;
  return fail('data_folder_in_use', { message: sentence, detail: sentence });
}

function unusable(sentence: string, cause?: unknown): HoldfastError {
  return fail('data_folder_unusable', { message: sentence, detail: sentence, cause });
}

/** Left by a process that was killed while it wrote a file aside. Nobody else writes here while we hold the lease. */
function removeAsides(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (/\.\d+\.tmp$/.test(name)) rmSync(join(folder, name), { force: true });
  }
}

function readHolder(folder: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(holderFile(folder), 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

function leaseFile(folder: string): string {
  return join(folder, 'lease.db');
}

function holderFile(folder: string): string {
  return join(folder, 'lease.json');
}
