import { fail } from '../platform/errors.ts';
import type { TenantContext } from '../tenancy/context.ts';
import type { SignedCheckpoint } from './checkpoint.ts';
import { findCheckpointRow, lastCheckpointRow } from './checkpoint-store.ts';
import { assertSame, reportInconsistency } from './inconsistency.ts';
import { storedTree } from './tile-store.ts';
import { consistencyProof, inclusionProof, inclusionProofRoot, rootOf, type SubtreeHash } from './tree.ts';

/** What a proof leads to. */
interface ProvenTree {
  readonly size: number;
  readonly root: Uint8Array;
  /** The checkpoint of that size, if one was signed. */
  readonly checkpoint: SignedCheckpoint | undefined;
}

export interface InclusionAnswer extends ProvenTree {
  readonly hash: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

export interface ConsistencyAnswer extends ProvenTree {
  readonly fromRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

type Ledger = Pick<TenantContext, 'db' | 'checkpoint' | 'org' | 'services'>;

/**
 * That receipt `seq` is in the tree of `size` receipts, or of the last checkpoint that holds it.
 * @throws `not_found` when the ledger is not that long; `invalid_input` when the receipt is not among the first `size`;
 * `ledger_inconsistent` when the stored tree is not whole.
 */
export function proveInclusionOf(ledger: Ledger, seq: number, size?: number): Promise<InclusionAnswer> {
  return reporting(ledger, async () => {
    const tree = await treeOf(ledger, seq, size);
    if (seq > tree.size) throw refusedField('size', 'The tree of that size does not hold the receipt.');
    const subtree = storedTree(ledger.db);
    const hash = await subtree(0, seq - 1);
    return { ...tree, hash, proof: await soundInclusionProof(seq, hash, tree, subtree) };
  });
}

/**
 * That the first `from` receipts are the beginning of the first `to`, or of the last checkpoint.
 * @throws as {@link proveInclusionOf}.
 */
export function proveConsistencyOf(ledger: Ledger, from: number, to?: number): Promise<ConsistencyAnswer> {
  return reporting(ledger, async () => {
    const tree = await treeOf(ledger, from, to);
    if (from > tree.size) throw refusedField('from', 'A tree is only consistent with a larger one.');
    const subtree = storedTree(ledger.db);
    const fromRoot = await rootOf(from, subtree);
    // The same hashes that the proof is made of lead to both roots; these must be those that were signed.
    const signed = await findCheckpointRow(ledger.db, from);
    if (signed !== undefined) assertSame(fromRoot, signed.root, `the first ${from} receipts are not those signed`);
    assertSame(await rootOf(tree.size, subtree), tree.root, `the first ${tree.size} receipts are not those signed`);
    return { ...tree, fromRoot, proof: await consistencyProof(from, tree.size, subtree) };
  });
}

/** An inclusion proof that was checked: of a stored tree that is damaged, none is given. */
export async function soundInclusionProof(
  seq: number,
  hash: Uint8Array,
  tree: Pick<ProvenTree, 'size' | 'root'>,
  subtree: SubtreeHash,
): Promise<Uint8Array[]> {
  const proof = await inclusionProof(seq - 1, tree.size, subtree);
  const root = inclusionProofRoot(seq - 1, tree.size, hash, proof);
  assertSame(root, tree.root, `receipt ${seq} does not lead to the root of size ${tree.size}`);
  return proof;
}

/** The tree of that size, or that of the last checkpoint; one is signed where none covers what is asked for. */
async function treeOf(ledger: Ledger, atLeast: number, size: number | undefined): Promise<ProvenTree> {
  const needed = size ?? atLeast;
  let last = await lastCheckpointRow(ledger.db);
  if (last === undefined || last.size < needed) last = await ledger.checkpoint();
  if (last.size < needed) throw fail('not_found');
  if (size === undefined || size === last.size) return { size: last.size, root: last.root, checkpoint: last };
  const root = await rootOf(size, storedTree(ledger.db));
  return { size, root, checkpoint: await findCheckpointRow(ledger.db, size) };
}

async function reporting<T>({ services, org }: Ledger, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    reportInconsistency(services, org.id, error);
    throw error;
  }
}

function refusedField(path: string, message: string) {
  return fail('invalid_input', { problems: [{ path, message }] });
}
