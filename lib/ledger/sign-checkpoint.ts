import type { Database, SqlWriter } from '../platform/db/types.ts';
import type { SignedCheckpoint } from './checkpoint.ts';
import { insertCheckpointRow, lastCheckpointRow, ledgerSize } from './checkpoint-store.ts';
import { assertSame, inconsistent } from './inconsistency.ts';
import { type KeyHolder, keyInForce, listKeyStatements, type WrappingKey, wrappingVersion } from './key-store.ts';
import { openCheckpointNote, parseVkey, signCheckpointNote } from './note.ts';
import { coveredSize, extendTiles, storedTree } from './tile-store.ts';
import { rootOf } from './tree.ts';

/** The ledger that is to be signed, and what of its organisation that takes. */
export interface LedgerToSign {
  readonly db: Database<unknown>;
  readonly orgId: string;
  /** Host and port under which this installation is reached, for a ledger that has no key yet. */
  readonly host: string;
  /** The organisation's subkey for secrets at rest: that version, or the newest. */
  readonly wrappingKey: (version?: number) => Promise<WrappingKey>;
  readonly now: () => Date;
}

/** Receipts that one transaction adds to the stored tree at most: it holds the writer meanwhile. */
const receiptsAtOnce = 8_192;

/**
 * The checkpoint of the whole ledger as it is committed now: the last one if nothing was written since, else a new one,
 * durable before it is handed out. Any number of callers at once get the same one, or one after the other.
 *
 * What the new one says is consistent with the last one: the stored checkpoint still verifies, and its root is that of the
 * same receipts today. A ledger of any length that was never signed is brought up to date in steps, each committed for
 * itself; a crash in between leaves stored rows of the tree and no checkpoint, and the next call goes on from there.
 *
 * @throws `ledger_inconsistent` when receipts, stored tree and last checkpoint do not fit together: nothing is signed.
 */
export async function signCheckpoint(ledger: LedgerToSign): Promise<SignedCheckpoint> {
  const { db } = ledger;
  const last = await lastCheckpointRow(db);
  const size = await ledgerSize(db);
  if (last !== undefined && last.size === size) return last;
  for (let covered = await coveredSize(db); size - covered > receiptsAtOnce; covered += receiptsAtOnce) {
    // A crash after this leaves a part of the tree that is not signed yet. It is a function of committed receipts.
    const upTo = covered + receiptsAtOnce;
    await db.write((tx) => extendTiles(tx, upTo));
    await new Promise((resume) => setImmediate(resume));
  }
  const holder = await keyHolder(ledger);
  // A crash before this commits leaves no checkpoint and nobody who has seen it; after it, the checkpoint is what the next
  // caller gets. Receipts that the same commit carries are durable with it or not at all.
  return db.write((tx) => signInside(tx, holder, ledger.now()));
}

/** Fetched before the write: a write waits for nothing but its own database. */
export async function keyHolder({ db, orgId, host, wrappingKey }: Omit<LedgerToSign, 'now'>): Promise<KeyHolder> {
  return { orgId, host, wrappingKey: await wrappingKey(await wrappingVersion(db)) };
}

async function signInside(tx: SqlWriter, holder: KeyHolder, now: Date): Promise<SignedCheckpoint> {
  const last = await lastCheckpointRow(tx);
  const size = await ledgerSize(tx);
  if (last?.size === size) return last;
  const covered = await coveredSize(tx);
  if (covered > size) throw inconsistent(`the ledger ends at ${size}, and the tree stands for ${covered} receipts`);
  await extendTiles(tx, size);
  const subtree = storedTree(tx);
  if (last !== undefined) {
    await assertAuthentic(tx, last);
    if (size < last.size) throw inconsistent(`the ledger ends at ${size}, and ${last.size} receipts were signed`);
    assertSame(await rootOf(last.size, subtree), last.root, `the first ${last.size} receipts are not those signed`);
  }
  const { version, signer } = await keyInForce(tx, holder, now);
  const { origin } = parseVkey(signer.vkey);
  // The clock may have been set back; what is signed later never says that it was signed earlier.
  const at = last !== undefined && last.at > now.toISOString() ? last.at : now.toISOString();
  const root = await rootOf(size, subtree);
  const note = signCheckpointNote({ origin, size, root, at }, signer);
  const row: SignedCheckpoint = { size, root, note, at, keyVersion: version };
  await insertCheckpointRow(tx, row);
  return row;
}

/** The stored checkpoint still is what its key signed. */
async function assertAuthentic(tx: SqlWriter, row: SignedCheckpoint): Promise<void> {
  const key = (await listKeyStatements(tx)).find((statement) => statement.version === row.keyVersion);
  const said = key === undefined ? null : openCheckpointNote(row.note, key.vkey);
  if (said === null || said.size !== row.size || said.at !== row.at || Buffer.compare(said.root, row.root) !== 0) {
    throw inconsistent(`the stored checkpoint of size ${row.size} is not what was signed`);
  }
}
