import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consistencyHolds, inclusionHolds, VerifierTree } from '#lib/ledger/verify-tree.ts';
import { consistencyOf, inclusionOf, rootOf, sha256 } from '../../support/ledger-export.ts';

const leaves = Array.from({ length: 70 }, (_, n) => sha256(`leaf ${n}`).toString('hex'));
const hash = () => fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));
const sizes = () => fc.integer({ min: 1, max: leaves.length });

describe("the verifier's tree", () => {
  it('has the root that the definition gives, at every size', () => {
    const tree = new VerifierTree();
    for (let size = 0; size <= leaves.length; size += 1) {
      expect(tree.root()).toBe(rootOf(leaves.slice(0, size)));
      tree.append(leaves[size] ?? '00'.repeat(32));
    }
  });

  it('goes on from its frontier as if it had never stopped', () => {
    fc.assert(
      fc.property(sizes(), (size) => {
        const before = new VerifierTree();
        for (const leaf of leaves.slice(0, size)) before.append(leaf);
        const after = new VerifierTree(before.size, before.frontier);
        for (const leaf of leaves.slice(size)) after.append(leaf);
        expect(after.root()).toBe(rootOf(leaves));
      }),
    );
  });

  it.each([
    [3, ['aa'.repeat(32)]],
    [1, []],
    [-1, []],
    [1, ['AA'.repeat(32)]],
    [2 ** 60, ['aa'.repeat(32)]],
  ])('refuses a frontier that does not fit: size %i', (size, frontier) => {
    expect(() => new VerifierTree(size, frontier)).toThrow(RangeError);
  });
});

describe('an inclusion proof', () => {
  it('by the definition holds for its leaf, its place, its size and its root', () => {
    for (const size of [1, 2, 3, 7, 8, 64, 70]) {
      const tree = leaves.slice(0, size);
      for (let index = 0; index < size; index += 1) {
        const proof = inclusionOf(tree, index);
        expect(inclusionHolds(leaves[index] as string, index, size, proof, rootOf(tree)), `${index}/${size}`).toBe(
          true,
        );
      }
    }
  });

  it('holds for nothing else', () => {
    fc.assert(
      fc.property(sizes(), fc.nat(69), fc.nat(8), hash(), (size, place, spot, noise) => {
        const index = place % size;
        const tree = leaves.slice(0, size);
        const [leaf, root, proof] = [leaves[index] as string, rootOf(tree), inclusionOf(tree, index)];
        expect(inclusionHolds(noise, index, size, proof, root)).toBe(false);
        expect(inclusionHolds(leaf, index, size, proof, noise)).toBe(false);
        expect(inclusionHolds(leaf, index, size, [...proof, noise], root)).toBe(false);
        if (proof.length > 0) {
          expect(inclusionHolds(leaf, index, size, proof.slice(1), root)).toBe(false);
          expect(inclusionHolds(leaf, index, size, proof.with(spot % proof.length, noise), root)).toBe(false);
          expect(inclusionHolds(leaf, index === 0 ? 1 : index - 1, size, proof, root)).toBe(false);
        }
        expect(inclusionHolds(leaf, size, size, proof, root)).toBe(false);
      }),
    );
  });
});

describe('a consistency proof', () => {
  const treeOf = (size: number) => ({ size, root: rootOf(leaves.slice(0, size)) });

  it('by the definition holds between any two sizes', () => {
    for (let newer = 1; newer <= leaves.length; newer += 3) {
      for (let older = 0; older <= newer; older += 1) {
        const proof = consistencyOf(leaves.slice(0, newer), older);
        expect(consistencyHolds(treeOf(older), treeOf(newer), proof), `${older} to ${newer}`).toBe(true);
      }
    }
  });

  it('holds for nothing else', () => {
    fc.assert(
      fc.property(sizes(), sizes(), fc.nat(12), hash(), (a, b, spot, noise) => {
        const [older, newer] = [treeOf(Math.min(a, b)), treeOf(Math.max(a, b))];
        const proof = consistencyOf(leaves.slice(0, newer.size), older.size);
        expect(consistencyHolds({ ...older, root: noise }, newer, proof)).toBe(false);
        expect(consistencyHolds(older, { ...newer, root: noise }, proof)).toBe(false);
        expect(consistencyHolds(older, newer, [...proof, noise])).toBe(false);
        expect(consistencyHolds(newer, older, proof)).toBe(older.size === newer.size);
        if (proof.length > 0) {
          expect(consistencyHolds(older, newer, proof.slice(0, -1))).toBe(false);
          expect(consistencyHolds(older, newer, proof.with(spot % proof.length, noise))).toBe(false);
        }
      }),
    );
  });
});
