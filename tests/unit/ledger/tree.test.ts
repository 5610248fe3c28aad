import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { consistencyProof, inclusionProof, nodeHash, rootOf, type SubtreeHash } from '#lib/ledger/tree.ts';

/*
 * The vectors were computed once, by a program that shares nothing with this product and follows the recursive definitions
 * of RFC 9162; they are never changed.
 */

const folder = join(import.meta.dirname, '..', '..', 'vectors', 'ledger', 'tree');
const read = <T>(name: string): T => JSON.parse(readFileSync(join(folder, name), 'utf8')) as T;
const { roots } = read<{ roots: { size: number; root: string }[] }>('roots.json');
const inclusion = read<{ proofs: { index: number; size: number; proof: string[] }[] }>('inclusion.json');
const consistency = read<{ proofs: { from: number; to: number; proof: string[] }[] }>('consistency.json');

const known = new Map<string, Uint8Array>();

const subtree: SubtreeHash = async (height, index) => {
  const name = `${height}/${index}`;
  const found = known.get(name);
  if (found !== undefined) return found;
  const made =
    height === 0
      ? hash('sha256', `\u0000${index}`, 'buffer')
      : nodeHash(await subtree(height - 1, index * 2), await subtree(height - 1, index * 2 + 1));
  known.set(name, made);
  return made;
};
const hex = (hashes: readonly Uint8Array[]) => hashes.map((bytes) => Buffer.from(bytes).toString('hex'));

describe('the frozen tree', () => {
  it('has the roots of RFC 9162, from the empty tree on', async () => {
    expect(roots.map(({ size }) => size)).toEqual([...Array(34).keys(), 255, 256, 257, 65_537]);
    for (const { size, root } of roots) expect(hex([await rootOf(size, subtree)]), `size ${size}`).toEqual([root]);
  });

  it('proves inclusion hash for hash', async () => {
    for (const { index, size, proof } of inclusion.proofs) {
      expect(hex(await inclusionProof(index, size, subtree)), `${index} in ${size}`).toEqual(proof);
    }
  });

  it('proves consistency hash for hash', async () => {
    for (const { from, to, proof } of consistency.proofs) {
      expect(hex(await consistencyProof(from, to, subtree)), `${from} to ${to}`).toEqual(proof);
    }
  });

  it('asks for complete subtrees alone, as few as the size has digits', async () => {
    const asked: number[] = [];
    const counting: SubtreeHash = async (height) => {
      asked.push(height);
      return Buffer.alloc(32);
    };
    await inclusionProof(9_999_998, 10_000_000, counting);
    expect(asked.length).toBeLessThan(50);
    asked.length = 0;
    await rootOf(Number.MAX_SAFE_INTEGER, counting);
    expect(asked).toEqual([...Array(53).keys()].reverse());
  });
});
