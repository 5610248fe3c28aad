import { randomBytes } from 'node:crypto';

/** Cells for the callers that were evicted: 512 KiB for each rule that ever evicts. */
const cellCount = 65_536;

/**
 * What a counter still knows of callers for whom it had no room any more. Each of them shares a cell with others, and an
 * attempt counts in its cell for one to two windows: a caller is charged with too much, never with too little.
 */
export class EvictedAttempts {
  readonly #windowMs: number;
  /** Which cell is whose differs from process to process, so that nobody can aim at a neighbour's. */
  readonly #seed = randomBytes(4).readUInt32LE();
  /** Attempts by the window-long epoch in which they were made: this one's and the one's before, in turn. */
  readonly #byEpoch = [new Uint32Array(cellCount), new Uint32Array(cellCount)] as const;
  #epoch = Number.NEGATIVE_INFINITY;

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  add(key: string, instantMs: number, nowMs: number): void {
    this.#roll(nowMs);
    const cells = this.#cellsOf(Math.floor(instantMs / this.#windowMs));
    const cell = this.#cellOf(key);
    cells[cell] = (cells[cell] ?? 0) + 1;
  }

  /** Attempts that may have been this caller's. */
  countOf(key: string, nowMs: number): number {
    this.#roll(nowMs);
    const cell = this.#cellOf(key);
    return (this.#byEpoch[0][cell] ?? 0) + (this.#byEpoch[1][cell] ?? 0);
  }

  /** Milliseconds until the older half of what is counted here is dropped. */
  settlesInMs(nowMs: number): number {
    return this.#windowMs - (nowMs % this.#windowMs);
  }

  #roll(nowMs: number): void {
    const epoch = Math.floor(nowMs / this.#windowMs);
    if (epoch === this.#epoch) return;
    if (epoch > this.#epoch + 1) this.#cellsOf(epoch - 1).fill(0);
    this.#cellsOf(epoch).fill(0);
    this.#epoch = epoch;
  }

  #cellsOf(epoch: number): Uint32Array {
    return epoch % 2 === 0 ? this.#byEpoch[0] : this.#byEpoch[1];
  }

  /** FNV-1a, seeded. */
  #cellOf(key: string): number {
    let hash = (0x811c9dc5 ^ this.#seed) >>> 0;
    for (let index = 0; index < key.length; index += 1) {
      hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
    }
    return (hash ^ (hash >>> 16)) & (cellCount - 1);
  }
}
