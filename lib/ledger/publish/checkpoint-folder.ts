import { Buffer } from 'node:buffer';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SqlReader } from '../../platform/db/types.ts';
import { isHoldfastError } from '../../platform/errors.ts';
import { syncFolder, writeFileDurably } from '../../platform/files.ts';
import type { SignedCheckpoint } from '../checkpoint.ts';
import { storedTree } from '../tile-store.ts';
import { consistencyProof } from '../tree.ts';
import type { LedgerPlace } from '../verify.ts';
import { type Checkpoint, peekCheckpoint } from '../verify-note.ts';
import { consistencyHolds } from '../verify-tree.ts';

/** Read by anybody on the machine: nothing in a checkpoint is secret. */
const fileMode = 0o644;
const folderMode = 0o755;
/** A copy of the newest, so that nobody has to list a folder of a million files. */
const newest = 'latest.checkpoint';

/**
 * Puts a checkpoint into the folder of checkpoints, as `<organisation>/<size>.checkpoint`. Afterwards (null) it is there
 * durably, and every file that was there before is as it was. The folder is the memory here: what it holds is compared first,
 * so that a ledger that was rolled back, data folder and all, is found by it.
 *
 * @returns where the ledger is not what the folder holds; then nothing is written.
 * @throws what the file system answers.
 */
export async function writeCheckpointFile(
  root: string,
  orgId: string,
  checkpoint: SignedCheckpoint,
  db: SqlReader,
): Promise<LedgerPlace | null> {
  const folder = join(root, orgId);
  if (!existsSync(folder)) {
    mkdirSync(folder, { recursive: true, mode: folderMode });
    syncFolder(root);
  }
  const last = readCheckpoint(join(folder, newest));
  const problem = last === null ? null : await continues(last, checkpoint, db);
  if (problem !== null) return problem;
  const file = join(folder, `${checkpoint.size}.checkpoint`);
  if (existsSync(file)) {
    const there = readCheckpoint(file);
    if (there?.root !== hex(checkpoint.root)) return { seq: checkpoint.size, problem: 'forked' };
  } else {
    // A crash after this leaves a file that the next call finds to be the same, and a pointer to the one before.
    writeFileDurably(file, checkpoint.note, fileMode);
  }
  if (last?.size !== checkpoint.size) writeFileDurably(join(folder, newest), checkpoint.note, fileMode);
  return null;
}

/** What keeps the ledger of `db`, whose last checkpoint is `now`, from being the one that `before` was signed over. */
export async function continues(
  before: Pick<Checkpoint, 'size' | 'root'>,
  now: Pick<SignedCheckpoint, 'size' | 'root'>,
  db: SqlReader,
): Promise<LedgerPlace | null> {
  if (before.size > now.size) return { seq: now.size + 1, problem: 'truncated' };
  const rewritten: LedgerPlace = { seq: before.size, problem: before.size === now.size ? 'forked' : 'rewritten' };
  try {
    const proof = await consistencyProof(before.size, now.size, storedTree(db));
    return consistencyHolds(before, { size: now.size, root: hex(now.root) }, proof.map(hex)) ? null : rewritten;
  } catch (error) {
    if (isHoldfastError(error) && error.code === 'ledger_inconsistent') return rewritten;
    throw error;
  }
}

function readCheckpoint(file: string): Checkpoint | null {
  return existsSync(file) ? peekCheckpoint(readFileSync(file, 'utf8')) : null;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}
