/** One step of an audit path, from the leaf towards the root. */
export interface PathStep {
  /** On which side the sibling stands, whose hash is in the proof. */
  readonly side: 'left' | 'right';
  /** The receipts below the sibling, by number: first and last. */
  readonly sibling: readonly [number, number];
  /** The receipts below the node that it is joined to. */
  readonly node: readonly [number, number];
}

/**
 * Where the hashes of an inclusion proof stand in the tree (RFC 9162, section 2.1.3): one step for each, in their order.
 * @param seq the receipt's number, from 1 to `size`.
 */
export function auditPath(seq: number, size: number): readonly PathStep[] {
  const steps: PathStep[] = [];
  // From the root down: the part of the tree that holds the receipt, and the other part, which is the sibling.
  let [first, last] = [1, size];
  while (first < last) {
    const split = first + largestPowerBelow(last - first + 1);
    const left: readonly [number, number] = [first, split - 1];
    const right: readonly [number, number] = [split, last];
    if (seq < split) {
      steps.push({ side: 'right', sibling: right, node: left });
      last = split - 1;
    } else {
      steps.push({ side: 'left', sibling: left, node: right });
      first = split;
    }
  }
  return steps.reverse();
}

/** The largest power of two smaller than `n`, which is greater than 1. */
function largestPowerBelow(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}
