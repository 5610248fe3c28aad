import { hash } from 'node:crypto';

/*
 * The Merkle tree of RFC 9162, section 2.1 (RFC 6962), over leaves that nobody holds in memory: whoever asks for a root or
 * a proof says where the hashes of complete subtrees come from.
 */

/** The hash of the complete subtree of 2^height leaves, the `index`-th of its height; `height` 0 is a leaf. */
export type SubtreeHash = (height: number, index: number) => Promise<Uint8Array>;

/** The root of the tree without leaves: SHA-256(""). */
export const emptyRoot: Uint8Array = hash('sha256', '', 'buffer');

/** SHA-256(0x01 || left || right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(65);
  bytes[0] = 1;
  bytes.set(left, 1);
  bytes.set(right, 33);
  return hash('sha256', bytes, 'buffer');
}

/** The root of the first `size` leaves. */
export async function rootOf(size: number, subtree: SubtreeHash): Promise<Uint8Array> {
  return size === 0 ? emptyRoot : rangeRoot(0, size, subtree);
}

/**
 * That leaf `index` is in the tree of `size` leaves: RFC 9162, 2.1.3.1, from the leaf to the root.
 * @param index 0 or more, less than `size`.
 */
export async function inclusionProof(index: number, size: number, subtree: SubtreeHash): Promise<Uint8Array[]> {
  const path: Uint8Array[] = [];
  let [begin, end] = [0, size];
  while (end - begin > 1) {
    const middle = begin + splitOf(end - begin);
    if (index < middle) {
      path.push(await rangeRoot(middle, end, subtree));
      end = middle;
    } else {
      path.push(await rangeRoot(begin, middle, subtree));
      begin = middle;
    }
  }
  return path.reverse();
}

/**
 * That the tree of `from` leaves is the beginning of that of `to`: RFC 9162, 2.1.4.1. Empty between equal sizes and from 0.
 * @param from 0 or more, at most `to`.
 */
export async function consistencyProof(from: number, to: number, subtree: SubtreeHash): Promise<Uint8Array[]> {
  if (from === 0 || from === to) return [];
  const path: Uint8Array[] = [];
  let [begin, end] = [0, to];
  while (end !== from) {
    const middle = begin + splitOf(end - begin);
    if (from <= middle) {
      path.push(await rangeRoot(middle, end, subtree));
      end = middle;
    } else {
      path.push(await rangeRoot(begin, middle, subtree));
      begin = middle;
    }
  }
  // The old root itself is known to whoever asks; anything else it ends in is not.
  if (begin > 0) path.push(await rangeRoot(begin, end, subtree));
  return path.reverse();
}

/**
 * The root that an inclusion proof leads to: RFC 9162, 2.1.3.2. Undefined when the proof is not of the length that belongs to
 * these places.
 */
export function inclusionProofRoot(
  index: number,
  size: number,
  leaf: Uint8Array,
  proof: readonly Uint8Array[],
): Uint8Array | undefined {
  const rest = [...proof];
  const root = (at: number, length: number): Uint8Array | undefined => {
    if (length === 1) return leaf;
    const sibling = rest.pop();
    const split = splitOf(length);
    const below = at < split ? root(at, split) : root(at - split, length - split);
    if (sibling === undefined || below === undefined) return undefined;
    return at < split ? nodeHash(below, sibling) : nodeHash(sibling, below);
  };
  const found = root(index, size);
  return rest.length === 0 ? found : undefined;
}

/** The hash of the leaves from `begin` to before `end`: complete subtrees from the left, folded from the right. */
async function rangeRoot(begin: number, end: number, subtree: SubtreeHash): Promise<Uint8Array> {
  const complete: Uint8Array[] = [];
  for (let at = begin; at < end; ) {
    const { leaves, height } = largestWithin(end - at);
    complete.push(await subtree(height, at / leaves));
    at += leaves;
  }
  return complete.reduceRight((right, left) => nodeHash(left, right));
}

/** The largest power of two smaller than `length`, which is at least 2. */
function splitOf(length: number): number {
  const { leaves } = largestWithin(length);
  return leaves === length ? leaves / 2 : leaves;
}

/** The largest power of two that is not more than `length`. Sizes go beyond 32 bits: no bit operators. */
function largestWithin(length: number): { readonly leaves: number; readonly height: number } {
  let leaves = 1;
  let height = 0;
  while (leaves * 2 <= length) {
    leaves *= 2;
    height += 1;
  }
  return { leaves, height };
}
