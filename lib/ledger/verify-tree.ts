import { hash } from 'node:crypto';

/*
 * The Merkle tree of RFC 6962, as the verifier computes it: a part of the verifier, which shares no code with the
 * writer. Leaf hashes are the receipts' hashes; hashes are lower-case hex throughout.
 */

/** Root of the tree without leaves: SHA-256 of nothing (RFC 6962, section 2.1). */
export const emptyRoot = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

const hexHash = /^[0-9a-f]{64}$/;
const nodeBytes = Buffer.alloc(65, 1);

/** SHA-256(0x01 || left || right). */
function nodeHash(left: string, right: string): string {
  nodeBytes.write(left, 1, 'hex');
  nodeBytes.write(right, 33, 'hex');
  return hash('sha256', nodeBytes, 'hex');
}

/**
 * A tree that grows leaf by leaf and keeps only its frontier: the roots of the complete subtrees that its leaves fill,
 * largest first, one for each bit of the size.
 */
export class VerifierTree {
  #size: number;
  readonly #frontier: string[];

  /**
   * Goes on from a frontier that was taken earlier.
   * @throws RangeError when the frontier does not fit the size.
   */
  constructor(size = 0, frontier: readonly string[] = []) {
    if (!Number.isSafeInteger(size) || size < 0 || frontier.length !== ones(size)) {
      throw new RangeError('a frontier holds one hash for each bit of the size');
    }
    if (!frontier.every((node) => hexHash.test(node))) throw new RangeError('a hash is 64 lower-case hex digits');
    this.#size = size;
    this.#frontier = [...frontier];
  }

  get size(): number {
    return this.#size;
  }

  get frontier(): readonly string[] {
    return [...this.#frontier];
  }

  append(leafHash: string): void {
    let node = leafHash;
    // Each trailing one of the size is a complete subtree that the new leaf completes to the next larger one.
    for (let size = this.#size; size % 2 === 1; size = (size - 1) / 2) {
      node = nodeHash(this.#frontier.pop() as string, node);
    }
    this.#frontier.push(node);
    this.#size += 1;
  }

  root(): string {
    return this.#frontier.length === 0 ? emptyRoot : this.#frontier.reduceRight((right, left) => nodeHash(left, right));
  }
}

/**
 * Whether the proof leads from the leaf at `index` to the root of the tree of `size` leaves (RFC 9162, section 2.1.3.2,
 * which is RFC 6962's proof with the check written out).
 */
export function inclusionHolds(
  leafHash: string,
  index: number,
  size: number,
  proof: readonly string[],
  root: string,
): boolean {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  if (![leafHash, root, ...proof].every((node) => hexHash.test(node))) return false;
  let node = leafHash;
  let place = index;
  let last = size - 1;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      node = nodeHash(sibling, node);
      while (place % 2 === 0 && place !== 0) {
        place = half(place);
        last = half(last);
      }
    } else {
      node = nodeHash(node, sibling);
    }
    place = half(place);
    last = half(last);
  }
  return last === 0 && node === root;
}

/**
 * Whether the proof shows that the tree of `oldSize` leaves is the beginning of the tree of `newSize` leaves (RFC 9162,
 * section 2.1.4.2). The empty tree is the beginning of every tree; equal sizes need equal roots and no proof.
 */
export function consistencyHolds(
  older: { readonly size: number; readonly root: string },
  newer: { readonly size: number; readonly root: string },
  proof: readonly string[],
): boolean {
  if (![older.size, newer.size].every((size) => Number.isSafeInteger(size) && size >= 0)) return false;
  if (![older.root, newer.root, ...proof].every((node) => hexHash.test(node))) return false;
  if (older.size > newer.size) return false;
  if (older.size === newer.size) return proof.length === 0 && older.root === newer.root;
  if (older.size === 0) return proof.length === 0 && older.root === emptyRoot;
  // The old tree is a complete subtree: its root is not sent, since whoever checks has it.
  const path = isPowerOfTwo(older.size) ? [older.root, ...proof] : proof;
  const [first, ...rest] = path;
  if (first === undefined) return false;
  let place = older.size - 1;
  let last = newer.size - 1;
  while (place % 2 === 1) {
    place = half(place);
    last = half(last);
  }
  let oldNode = first;
  let newNode = first;
  for (const sibling of rest) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      oldNode = nodeHash(sibling, oldNode);
      newNode = nodeHash(sibling, newNode);
      while (place % 2 === 0 && place !== 0) {
        place = half(place);
        last = half(last);
      }
    } else {
      newNode = nodeHash(newNode, sibling);
    }
    place = half(place);
    last = half(last);
  }
  return last === 0 && oldNode === older.root && newNode === newer.root;
}

/** Not `>> 1`: sizes reach beyond 32 bits. */
function half(value: number): number {
  return Math.floor(value / 2);
}

function ones(value: number): number {
  let count = 0;
  for (let rest = value; rest > 0; rest = half(rest)) count += rest % 2;
  return count;
}

function isPowerOfTwo(value: number): boolean {
  return ones(value) === 1;
}
