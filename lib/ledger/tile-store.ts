import type { SqlReader, SqlWriter } from '../platform/db/types.ts';
import { inconsistent } from './inconsistency.ts';
import { nodeHash, type SubtreeHash } from './tree.ts';

/*
 * The tree as it is stored. Its leaves are the receipts' own hashes, in their rows. Of the nodes above, every fourth level is
 * kept: a row of `LedgerTile` at level L holds up to sixteen roots of complete subtrees of 16^L leaves each, side by side.
 * Sixteen neighbouring rows make one tile of C2SP's tlog-tiles. What stands between is hashed when it is asked for.
 */

/** Levels of the tree from one stored level to the next. */
const tileHeight = 4;
/** Hashes in a full row. */
export const tileWidth = 2 ** tileHeight;
const hashBytes = 32;

/** Rows of the tree that a reader keeps: more than the path of any leaf, so that neighbouring proofs share theirs. */
const rowsKept = 1_024;

/**
 * Hashes of complete subtrees, from stored rows and, at the bottom, from receipts. Asks for a row once while it is among the
 * last that were used. Sound for trees up to the size that {@link extendTiles} has covered.
 * @throws `ledger_inconsistent` when a row that must be there is not.
 */
export function storedTree(db: SqlReader): SubtreeHash {
  const rows = new Map<string, readonly Uint8Array[]>();
  const rowOf = async (level: number, n: number) => {
    const name = `${level}/${n}`;
    const hashes = rows.get(name) ?? (level === 0 ? await readLeaves(db, n) : await readTile(db, level, n));
    rows.delete(name);
    rows.set(name, hashes);
    if (rows.size > rowsKept) rows.delete(rows.keys().next().value ?? '');
    return hashes;
  };
  return async (height, index) => {
    const level = Math.floor(height / tileHeight);
    const count = 2 ** (height - level * tileHeight);
    const first = index * count;
    const n = Math.floor(first / tileWidth);
    const from = first - n * tileWidth;
    const hashes = (await rowOf(level, n)).slice(from, from + count);
    if (hashes.length < count) throw inconsistent(`the tree lacks a part at height ${height}, index ${index}`);
    return foldComplete(hashes);
  };
}

/** How many receipts, from the first, the stored rows stand for. */
export async function coveredSize(db: SqlReader): Promise<number> {
  const { n, hashes } = await lastTile(db, 1);
  return (n * tileWidth + hashes.length) * tileWidth;
}

interface ChainRow {
  readonly seq: number;
  readonly prev: Uint8Array;
  readonly hash: Uint8Array;
}

/**
 * Adds what is missing for the receipts up to `upTo`, in the caller's transaction: rows of the tree are functions of
 * receipts, so a crash leaves either none of these changes or more of the tree than is signed yet, and the next call goes on
 * from there. The caller bounds how many receipts that is.
 * @throws `ledger_inconsistent` when the receipts do not follow each other, or stored rows do not fit together.
 */
export async function extendTiles(tx: SqlWriter, upTo: number): Promise<void> {
  const covered = await coveredSize(tx);
  if (upTo - covered < tileWidth) return;
  const rows = await tx.all<ChainRow>(
    'SELECT seq, prev, hash FROM Receipt WHERE seq >= ? AND seq <= ? ORDER BY seq',
    // The one before the first too: the first must follow it.
    [Math.max(covered, 1), upTo],
  );
  assertChained(rows, Math.max(covered, 1), upTo);
  const leaves = rows.filter((row) => row.seq > covered).map((row) => row.hash);
  let fresh: Uint8Array[] = fullRows(leaves).map(foldComplete);
  for (let level = 1; fresh.length > 0; level += 1) fresh = await appendToLevel(tx, level, fresh);
}

/** Adds hashes at the end of a level. @returns the roots of the rows that became full, which belong at the next level. */
async function appendToLevel(tx: SqlWriter, level: number, fresh: readonly Uint8Array[]): Promise<Uint8Array[]> {
  const last = await lastTile(tx, level);
  const above = await lastTile(tx, level + 1);
  const stored = last.n * tileWidth + last.hashes.length;
  if (above.n * tileWidth + above.hashes.length !== Math.floor(stored / tileWidth)) {
    throw inconsistent(`levels ${level} and ${level + 1} of the tree do not fit together`);
  }
  // A full last row has been passed on already.
  const open = last.hashes.length === tileWidth ? [] : last.hashes;
  const hashes = [...open, ...fresh];
  const from = (stored - open.length) / tileWidth;
  for (let at = 0; at < hashes.length; at += tileWidth) {
    await tx.run(
      `INSERT INTO LedgerTile (level, n, hashes) VALUES (?, ?, ?)
         ON CONFLICT (level, n) DO UPDATE SET hashes = excluded.hashes`,
      [level, from + at / tileWidth, Buffer.concat(hashes.slice(at, at + tileWidth))],
    );
  }
  return fullRows(hashes).map(foldComplete);
}

/** The hashes in rows, without those at the end that do not fill one. */
function fullRows(hashes: readonly Uint8Array[]): Uint8Array[][] {
  return Array.from({ length: Math.floor(hashes.length / tileWidth) }, (_, n) =>
    hashes.slice(n * tileWidth, (n + 1) * tileWidth),
  );
}

/** The root of 2^k hashes side by side. */
function foldComplete(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length === 1) return hashes[0] as Uint8Array;
  const half = hashes.length / 2;
  return nodeHash(foldComplete(hashes.slice(0, half)), foldComplete(hashes.slice(half)));
}

/** The trigger on receipts holds this too; whoever could go around it must not get a signature. */
function assertChained(rows: readonly ChainRow[], from: number, to: number): void {
  let before: ChainRow | undefined;
  for (const [index, row] of rows.entries()) {
    if (row.seq !== from + index) throw inconsistent(`receipt ${from + index} is missing`);
    if (before !== undefined && Buffer.compare(row.prev, before.hash) !== 0) {
      throw inconsistent(`receipt ${row.seq} does not follow the one before`);
    }
    before = row;
  }
  if (rows.length !== to - from + 1) throw inconsistent(`receipt ${from + rows.length} is missing`);
}

async function readLeaves(db: SqlReader, n: number): Promise<readonly Uint8Array[]> {
  const first = n * tileWidth + 1;
  const rows = await db.all<{ seq: number; hash: Uint8Array }>(
    'SELECT seq, hash FROM Receipt WHERE seq >= ? AND seq < ? ORDER BY seq',
    [first, first + tileWidth],
  );
  const gap = rows.findIndex((row, index) => row.seq !== first + index);
  if (gap >= 0) throw inconsistent(`receipt ${first + gap} is missing`);
  return rows.map((row) => row.hash);
}

async function readTile(db: SqlReader, level: number, n: number): Promise<readonly Uint8Array[]> {
  const row = await db.get<{ hashes: Uint8Array }>('SELECT hashes FROM LedgerTile WHERE level = ? AND n = ?', [
    level,
    n,
  ]);
  return row === undefined ? [] : hashesOf(row.hashes);
}

/** The last row of a level; an empty first one when the level has none. */
async function lastTile(db: SqlReader, level: number): Promise<{ n: number; hashes: readonly Uint8Array[] }> {
  const row = await db.get<{ n: number; hashes: Uint8Array }>(
    'SELECT n, hashes FROM LedgerTile WHERE level = ? ORDER BY n DESC LIMIT 1',
    [level],
  );
  return row === undefined ? { n: 0, hashes: [] } : { n: row.n, hashes: hashesOf(row.hashes) };
}

function hashesOf(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: bytes.byteLength / hashBytes }, (_, index) =>
    bytes.subarray(index * hashBytes, (index + 1) * hashBytes),
  );
}
