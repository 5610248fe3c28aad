import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listKeyStatements } from '#lib/ledger/key-store.ts';
import { openCheckpointNote } from '#lib/ledger/note.ts';
import { storedTree } from '#lib/ledger/tile-store.ts';
import { inclusionProof } from '#lib/ledger/tree.ts';
import type { Connection } from '#lib/platform/db/connection.ts';
import { isHoldfastError } from '#lib/platform/errors.ts';
import type { TenantClient } from '#lib/tenancy/clients.ts';
import { type OpenedDatabase, tenantDatabase } from './databases.ts';
import { append, leavesOf, origin, plainPath, plainRoot, sign } from './signing.ts';

let tenant: OpenedDatabase<TenantClient>;
beforeEach(() => {
  tenant = tenantDatabase();
});
afterEach(() => tenant.remove());

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const stored = () =>
  Promise.all([
    tenant.db.all('SELECT * FROM LedgerCheckpoint ORDER BY size'),
    tenant.db.all('SELECT * FROM LedgerTile ORDER BY level, n'),
  ]);

describe('a checkpoint', () => {
  it('says what the ledger holds, at every size around the edges of stored rows', async () => {
    const steps = [0, 1, 14, 1, 1, 1, 237, 1, 1, 3_839, 1, 1];
    for (const step of steps) {
      await append(tenant.db, step);
      const { size, root, note, at } = await sign(tenant.db);
      const leaves = await leavesOf(tenant.db);
      expect(size).toBe(leaves.length);
      expect(hex(root), `size ${size}`).toBe(hex(plainRoot(leaves)));
      const [key] = await listKeyStatements(tenant.db);
      expect(openCheckpointNote(note, key?.vkey ?? '')).toEqual({ origin, size, root: Buffer.from(root), at });
    }
  });

  it('of a ledger older than checkpoints is signed in steps, and says the same', async () => {
    await append(tenant.db, 20_000);
    let writes = 0;
    const { db } = tenant;
    const { root } = await sign({
      prisma: db.prisma,
      get: (sql, params) => db.get(sql, params),
      all: (sql, params) => db.all(sql, params),
      dataVersion: () => db.dataVersion(),
      remember: (key, read) => db.remember(key, read),
      emptyLog: () => db.emptyLog(),
      snapshot: () => db.snapshot(),
      close: () => db.close(),
      write: (body) => {
        writes += 1;
        return db.write(body);
      },
    });
    expect(writes).toBe(3);
    expect(hex(root)).toBe(hex(plainRoot(await leavesOf(tenant.db))));
  });

  it('is the same one as long as nothing is written', async () => {
    await append(tenant.db, 20);
    const first = await sign(tenant.db);
    expect(await sign(tenant.db, new Date('2027-01-01T00:00:00Z'))).toEqual(first);
    expect(await tenant.db.get('SELECT count(*) AS n FROM LedgerCheckpoint')).toEqual({ n: 1 });
  });

  it('never says that it was signed before an earlier one', async () => {
    await append(tenant.db, 1);
    const first = await sign(tenant.db, new Date('2026-11-22T09:00:00Z'));
    await append(tenant.db, 1);
    const second = await sign(tenant.db, new Date('2026-11-22T08:00:00Z'));
    expect(second.at).toBe(first.at);
  });

  it('is one a size, with the root of that size, among many that sign and write at once', async () => {
    let writing = true;
    const writers = Array.from({ length: 6 }, async () => {
      for (let n = 0; n < 15; n += 1) await append(tenant.db, 1 + (n % 5));
    });
    const signers = Array.from({ length: 4 }, async () => {
      while (writing) {
        await sign(tenant.db);
        await new Promise((resume) => setImmediate(resume));
      }
    });
    await Promise.all(writers);
    writing = false;
    await Promise.all(signers);
    const last = await sign(tenant.db);
    const leaves = await leavesOf(tenant.db);
    expect(last.size).toBe(leaves.length);
    const rows = await tenant.db.all<{ size: number; root: Uint8Array }>('SELECT size, root FROM LedgerCheckpoint');
    expect(rows.length).toBeGreaterThan(1);
    for (const { size, root } of rows) expect(hex(root)).toBe(hex(plainRoot(leaves.slice(0, size))));
  });
});

describe('proofs from the stored tree', () => {
  it('are those of RFC 9162 for any receipt and any size up to the last checkpoint', async () => {
    const total = 1_300;
    await append(tenant.db, total);
    await sign(tenant.db);
    const leaves = await leavesOf(tenant.db);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: total }), fc.nat(), async (size, pick) => {
        const index = pick % size;
        const proof = await inclusionProof(index, size, storedTree(tenant.db));
        expect(proof.map(hex)).toEqual(plainPath(index, leaves.slice(0, size)).map(hex));
      }),
      { numRuns: 60 },
    );
  });
});

describe('nothing is signed', () => {
  const row = (level: number, n: number) =>
    `UPDATE LedgerTile SET hashes = zeroblob(length(hashes)) WHERE level = ${level} AND n = ${n}`;

  it.each<[string, (db: Connection) => void]>([
    [
      'a receipt that was signed has another hash',
      (db) => db.exec('UPDATE Receipt SET hash = zeroblob(32) WHERE seq = 298'),
    ],
    [
      'receipts that were signed were written anew, and follow each other',
      (db) =>
        db.exec(`UPDATE Receipt SET hash = CAST(printf('%032d', seq) AS BLOB) WHERE seq >= 295;
                 UPDATE Receipt SET prev = CAST(printf('%032d', seq - 1) AS BLOB) WHERE seq >= 296`),
    ],
    ['receipts that were signed are gone', (db) => db.exec('DELETE FROM Receipt WHERE seq > 290')],
    [
      'the last receipts are gone, and what was signed over them',
      (db) => db.exec('DELETE FROM Receipt WHERE seq > 280; DELETE FROM LedgerCheckpoint'),
    ],
    ['the ledger is empty again', (db) => db.exec('DELETE FROM Receipt')],
    ['a new receipt does not follow', (db) => db.exec('UPDATE Receipt SET prev = zeroblob(32) WHERE seq = 305')],
    ['a new receipt is missing', (db) => db.exec('DELETE FROM Receipt WHERE seq = 305')],
    ['a stored row of the tree has other hashes', (db) => db.exec(row(1, 1))],
    ['an upper row of the tree has other hashes', (db) => db.exec(row(2, 0))],
    ['an upper row of the tree is gone', (db) => db.exec('DELETE FROM LedgerTile WHERE level = 2')],
    ['the last checkpoint has another root', (db) => db.exec('UPDATE LedgerCheckpoint SET root = zeroblob(32)')],
    ['the last checkpoint has another size', (db) => db.exec('UPDATE LedgerCheckpoint SET size = 299')],
    [
      'the last checkpoint has another note',
      (db) => db.exec("UPDATE LedgerCheckpoint SET note = replace(note, '300', '301')"),
    ],
    ['the last checkpoint was signed by another key', (db) => db.exec('UPDATE LedgerCheckpoint SET keyVersion = 2')],
  ])('when %s', async (_what, change) => {
    await append(tenant.db, 300);
    await sign(tenant.db);
    await append(tenant.db, 20);
    tenant.tamper(change);
    const before = await stored();
    const error: unknown = await sign(tenant.db).catch((caught: unknown) => caught);
    expect(isHoldfastError(error) && error.code).toBe('ledger_inconsistent');
    expect(await stored()).toEqual(before);
  });
});

describe('what was signed', () => {
  it.each([
    ['a checkpoint changed', 'UPDATE LedgerCheckpoint SET root = zeroblob(32)'],
    ['a checkpoint deleted', 'DELETE FROM LedgerCheckpoint'],
    ['a checkpoint of another size put in', "INSERT INTO LedgerCheckpoint VALUES (21, zeroblob(32), '', '', 1)"],
    ['a row of the tree changed', 'UPDATE LedgerTile SET hashes = zeroblob(length(hashes))'],
    ['a row of the tree cut', 'UPDATE LedgerTile SET hashes = substr(hashes, 1, length(hashes) - 32)'],
    ['a row of the tree deleted', 'DELETE FROM LedgerTile'],
    ['a key changed', "UPDATE LedgerKey SET vkey = ''"],
    ['a key deleted', 'DELETE FROM LedgerKey'],
    ['a key put in out of turn', "INSERT INTO LedgerKey VALUES (4, '', 9, zeroblob(64), NULL, 1, '')"],
  ])('never has %s by the product itself', async (_what, sql) => {
    await append(tenant.db, 40);
    await sign(tenant.db);
    const before = await stored();
    await expect(tenant.db.write((tx) => tx.run(sql))).rejects.toThrow();
    expect(await stored()).toEqual(before);
  });
});
