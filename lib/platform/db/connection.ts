import { closeSync, openSync } from 'node:fs';
import Sqlite from 'better-sqlite3-multiple-ciphers';
import { fail } from '../errors.ts';

export type Connection = Sqlite.Database;
export const keyBytes = 32;

interface ConnectionOptions {
  /** Path of the database file, or `:memory:`. */
  readonly file: string;
  /** 32 bytes; absent for a database that holds nothing worth hiding (templates, the process lease). */
  readonly key?: Uint8Array | undefined;
  readonly access: 'read' | 'write';
  /** May the file be made when it is not there? Only with `access: 'write'`. */
  readonly create?: boolean;
}

/** How long a statement waits for another handle's lock. It blocks the event loop, and one process owns each file. */
export const busyTimeoutMs = 2_000;
/** Page cache of one handle, in KiB. SQLite's own default here (16 MiB) would let a thousand handles take 16 GB. */
const cacheKib = 2_048;
/** A WAL grown by a large import is cut back to this when it is next reset. */
const walBytesKept = 16 * 1024 * 1024;

/**
 * Opens one handle on a page-encrypted SQLite database (ChaCha20-Poly1305, a tag on every page) and proves the key by
 * reading the schema.
 *
 * Afterwards the handle is in WAL mode with `synchronous=FULL` (a commit that returned survives power loss), foreign
 * keys on, temporary tables in memory. A handle opened with `access: 'read'` cannot write.
 *
 * @throws `storage_unavailable`; its cause carries SQLite's code: `SQLITE_NOTADB` for a wrong key or a damaged first
 * page, `SQLITE_CANTOPEN` for a missing file.
 */
export function openConnection(options: ConnectionOptions): Connection {
  const { file, key, access } = options;
  if (key !== undefined && key.length !== keyBytes) {
    throw fail('internal', { detail: `a database key is ${keyBytes} bytes long, this one ${key.length}` });
  }
  let connection: Connection | undefined;
  try {
    if (options.create === true && file !== ':memory:') closeSync(openSync(file, 'a', 0o600));
    connection = new Sqlite(file, { readonly: access === 'read', fileMustExist: true, timeout: busyTimeoutMs });
    if (key !== undefined) {
      connection.exec(`PRAGMA cipher='chacha20'; PRAGMA key='raw:${Buffer.from(key).toString('hex')}';`);
    }
    // The first read decrypts page 1: a wrong key ends here.
    connection.prepare('SELECT count(*) FROM sqlite_schema').get();
    if (access === 'write' && file !== ':memory:') connection.pragma('journal_mode=WAL');
    connection.exec(
      `PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;
       PRAGMA cache_size=-${cacheKib}; PRAGMA journal_size_limit=${walBytesKept}; PRAGMA trusted_schema=OFF;`,
    );
    return connection;
  } catch (error) {
    connection?.close();
    throw fail('storage_unavailable', { detail: `cannot open ${file}: ${messageOf(error)}`, cause: error });
  }
}

/** SQLite's extended result code of an error or of its causes, for example `SQLITE_CONSTRAINT_UNIQUE`. */
export function sqliteCode(error: unknown): string | undefined {
  for (let at = error, depth = 0; typeof at === 'object' && at !== null && depth < 5; depth += 1) {
    const { code, cause } = at as { code?: unknown; cause?: unknown };
    if (typeof code === 'string' && code.startsWith('SQLITE_')) return code;
    at = cause;
  }
  return undefined;
}

/** The storage itself failed (full, damaged, gone, not decryptable), rather than the statement being wrong. */
export function isStorageFailure(error: unknown): boolean {
  const code = sqliteCode(error);
  return (
    code !== undefined && /^SQLITE_(IOERR|CORRUPT|NOTADB|FULL|CANTOPEN|READONLY_|NOMEM|PROTOCOL|BUSY|LOCKED)/.test(code)
  );
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
