import { Buffer } from 'node:buffer';
import { hash } from 'node:crypto';
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { checkLedgerCopy } from '../../ledger/check-copy.ts';
import { type Connection, openConnection } from '../../platform/db/connection.ts';
import { Statements } from '../../platform/db/statements.ts';
import type { SqlReader } from '../../platform/db/types.ts';
import { fail } from '../../platform/errors.ts';
import { digestOf } from './digest-file.ts';

/** A database file and the key of its pages. */
export interface SealedFile {
  readonly file: string;
  readonly key: Uint8Array;
}

/** What a copy of an organisation's database says of itself. */
export interface TenantFacts {
  readonly orgId: string;
  /** How many migrations it has seen. */
  readonly schemaLevel: number;
  readonly receipts: number;
  /** Hash of the last receipt, hex; null for an empty ledger. */
  readonly head: string | null;
  /** Differs when anything was written that a restore would miss. */
  readonly marker: string;
}

export interface ControlFacts {
  readonly instanceId: string;
  readonly schemaLevel: number;
  readonly users: number;
  readonly organizations: number;
  readonly memberships: number;
}

export interface FileFacts {
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

/** The work on database files that a thread of its own does, so that requests are served meanwhile. */
export const copyTasks = {
  /**
   * Writes what the database holds now into a new file under the same key: one consistent state, without free pages, while
   * others go on writing. It is not synced.
   */
  async copy({ from, to }: { readonly from: SealedFile; readonly to: string }): Promise<void> {
    const connection = openConnection({ ...from, access: 'write' });
    try {
      // A copy that a power cut spoils is never used: what is put to the place is synced there.
      connection.pragma('synchronous=OFF');
      connection.prepare('VACUUM INTO ?').run(to);
    } finally {
      // Should this be the last handle on the database itself, closing it writes to it.
      connection.pragma('synchronous=FULL');
      connection.close();
    }
  },

  /** Says what stands in the organisation's database now, without copying it. */
  mark: ({ from }: { readonly from: SealedFile }): Promise<TenantFacts> => reading(from, async (db) => tenantFacts(db)),

  /**
   * Takes out of a copied control database what a backup must not hold, and puts it under its own key. Wrapped data keys
   * are kept apart, so that an erasure reaches them; nobody stays signed in over a restore; organisations that are being
   * erased, or made, are in no backup. Nothing of them is left in free pages.
   */
  async reduceControl({ at, to }: { readonly at: SealedFile; readonly to: Uint8Array }): Promise<void> {
    rewrite(at, (connection) => {
      for (const table of ['DataKey', 'Session', 'LoginToken', 'SpentToken']) connection.exec(`DELETE FROM "${table}"`);
      const absent = connection.prepare("SELECT id FROM Organization WHERE status IN ('erasing', 'provisioning')");
      for (const { id } of absent.all() as { id: string }[]) removeRows(connection, id);
    });
    rekey(at, to);
  },

  /** Takes every row of the organisations out of a copied control database, but what says that they were erased. */
  async removeOrganizations({
    at,
    orgIds,
  }: {
    readonly at: SealedFile;
    readonly orgIds: readonly string[];
  }): Promise<void> {
    rewrite(at, (connection) => {
      for (const orgId of orgIds) removeRows(connection, orgId);
    });
  },

  /** Puts wrapped data keys back, and the database under the key that an installation opens it with. */
  async completeControl({
    at,
    keys,
    erased,
    to,
  }: {
    readonly at: SealedFile;
    readonly keys: readonly {
      readonly orgId: string;
      readonly version: number;
      readonly wrapped: Uint8Array;
      readonly masterVersion: number;
      readonly createdAt: string;
    }[];
    /** Organisations that are not to come back. */
    readonly erased: readonly string[];
    readonly to: Uint8Array;
  }): Promise<void> {
    rewrite(at, (connection) => {
      const insert = connection.prepare(
        'INSERT INTO DataKey (orgId, version, wrapped, masterVersion, createdAt) VALUES (?, ?, ?, ?, ?)',
      );
      for (const key of keys) insert.run(key.orgId, key.version, key.wrapped, key.masterVersion, key.createdAt);
      for (const orgId of erased) removeRows(connection, orgId);
    });
    rekey(at, to);
  },

  /** Size and digest of a file. */
  digest: async ({ file }: { readonly file: string }): Promise<FileFacts> => digestOf(file),

  /** Opens a copy, reads every page of it, and says what it holds. @throws what is wrong with it. */
  inspectTenant: ({ at, whole }: { readonly at: SealedFile; readonly whole: boolean }): Promise<TenantFacts> =>
    reading(at, async (db, connection) => {
      assertSound(connection, whole);
      return tenantFacts(db);
    }),

  inspectControl: ({ at, whole }: { readonly at: SealedFile; readonly whole: boolean }): Promise<ControlFacts> =>
    reading(at, async (db, connection) => {
      assertSound(connection, whole);
      const row = await db.get<ControlFacts>(
        `SELECT (SELECT instanceId FROM Installation) AS instanceId, (SELECT count(*) FROM _migration) AS schemaLevel,
                (SELECT count(*) FROM User) AS users, (SELECT count(*) FROM Organization) AS organizations,
                (SELECT count(*) FROM Membership) AS memberships`,
      );
      if (row === undefined) throw fail('internal', { detail: 'the control database is empty' });
      return { ...row };
    }),

  /** Checks the ledger in a copy with the verifier: receipts, keys, the last 1,000 checkpoints. Null: it is in order. */
  judge: ({ at, orgId }: { readonly at: SealedFile; readonly orgId: string }): Promise<string | null> =>
    reading(at, (db) => checkLedgerCopy(db, orgId)),
};

export type CopyTasks = typeof copyTasks;

async function reading<T>(at: SealedFile, read: (db: SqlReader, connection: Connection) => Promise<T>): Promise<T> {
  const connection = openConnection({ ...at, access: 'write' });
  try {
    connection.pragma('query_only=ON');
    const statements = new Statements(connection);
    const db: SqlReader = {
      get: async (sql, params) => statements.get(sql, params),
      all: async (sql, params) => statements.all(sql, params),
    };
    return await read(db, connection);
  } finally {
    connection.close();
  }
}

async function tenantFacts(db: SqlReader): Promise<TenantFacts> {
  const identity = await db.all<{ orgId: string }>('SELECT orgId FROM TenantIdentity');
  const orgId = identity.length === 1 ? identity[0]?.orgId : undefined;
  if (orgId === undefined) throw fail('internal', { detail: 'the database does not say whose it is' });
  const row = await db.get<{ schemaLevel: number; receipts: number; checkpoints: number }>(
    `SELECT (SELECT count(*) FROM _migration) AS schemaLevel, (SELECT count(*) FROM Receipt) AS receipts,
            (SELECT count(*) FROM LedgerCheckpoint) AS checkpoints`,
  );
  const last = await db.get<{ hash: Uint8Array }>('SELECT hash FROM Receipt ORDER BY seq DESC LIMIT 1');
  const head = last === undefined ? null : Buffer.from(last.hash).toString('hex');
  const told = await db.get('SELECT count(*) AS alerts, max(lastSeenAt) AS seen FROM Alert');
  const { schemaLevel = 0, receipts = 0, checkpoints = 0 } = row ?? {};
  const marker = hash('sha256', JSON.stringify([schemaLevel, receipts, head, checkpoints, told]), 'hex');
  return { orgId, schemaLevel, receipts, head, marker };
}

function assertSound(connection: Connection, whole: boolean): void {
  const pragma = whole ? 'integrity_check' : 'quick_check';
  const [row] = connection.pragma(`${pragma}(1)`) as Record<string, unknown>[];
  if (Object.values(row ?? {})[0] !== 'ok') throw fail('internal', { detail: `${pragma}: ${JSON.stringify(row)}` });
}

/** In one go and without a journal beside the file: a copy that this leaves half done is never used. */
function rewrite(at: SealedFile, change: (connection: Connection) => void): void {
  const connection = openConnection({ ...at, access: 'write' });
  try {
    connection.pragma('journal_mode=DELETE');
    connection.exec('BEGIN IMMEDIATE');
    change(connection);
    connection.exec('COMMIT; VACUUM');
  } finally {
    connection.close();
  }
  syncFile(at.file);
}

function rekey({ file, key }: SealedFile, to: Uint8Array): void {
  const connection = openConnection({ file, key, access: 'write' });
  try {
    connection.pragma('journal_mode=DELETE');
    connection.exec(`PRAGMA rekey='raw:${Buffer.from(to).toString('hex')}'`);
  } finally {
    connection.close();
  }
  syncFile(file);
}

/** What must be remembered of an organisation that was erased stands under these. */
const outlive: ReadonlySet<string> = new Set(['Tombstone', 'OrganizationErasure', 'ErasureCertificate']);

function removeRows(connection: Connection, orgId: string): void {
  const tables = connection
    .prepare(
      `SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c ON c.name = 'orgId'
        WHERE m.type = 'table' ORDER BY m.name`,
    )
    .all() as { name: string }[];
  for (const { name } of tables) {
    if (!outlive.has(name)) connection.prepare(`DELETE FROM "${name}" WHERE orgId = ?`).run(orgId);
  }
  connection.prepare('DELETE FROM Organization WHERE id = ?').run(orgId);
}

function syncFile(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
