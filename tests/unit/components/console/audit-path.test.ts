import { describe, expect, it } from 'vitest';
import { inclusionProof, rootOf } from '#lib/ledger/tree.ts';
import { sha256 } from '#lib/platform/crypto/digest.ts';
import { auditPath } from '../../../../components/console/receipts/audit-path.ts';

const leaf = (index: number) => sha256(`leaf ${index}`);
const joined = (left: Uint8Array, right: Uint8Array) => sha256(Buffer.concat([Buffer.of(1), left, right]));

/** The root over receipts `first` to `last`, by the definition. */
function over(first: number, last: number): Buffer {
  if (first === last) return leaf(first);
  let power = 1;
  while (power * 2 < last - first + 1) power *= 2;
  return joined(over(first, first + power - 1), over(first + power, last));
}

describe('the picture of a proof', () => {
  it('says of each sibling where it stands and what is below it, for every receipt of every tree up to 40', async () => {
    for (let size = 1; size <= 40; size += 1) {
      const subtree = async (level: number, index: number) => over(index * 2 ** level + 1, (index + 1) * 2 ** level);
      const root = await rootOf(size, subtree);
      for (let seq = 1; seq <= size; seq += 1) {
        const steps = auditPath(seq, size);
        const proof = await inclusionProof(seq - 1, size, subtree);
        expect(steps.length).toBe(proof.length);
        let node: Uint8Array = leaf(seq);
        for (const [level, step] of steps.entries()) {
          const sibling = proof[level] as Uint8Array;
          expect(Buffer.compare(sibling, over(...step.sibling))).toBe(0);
          expect(Buffer.compare(node, over(...step.node))).toBe(0);
          node = step.side === 'left' ? joined(sibling, node) : joined(node, sibling);
        }
        expect(Buffer.compare(node, root)).toBe(0);
      }
    }
  });

  it('is as long as the logarithm of the ledger', () => {
    expect(auditPath(1, 1)).toEqual([]);
    expect(auditPath(7_654_321, 10_000_000)).toHaveLength(24);
  });
});
