/** Characters of an id behind its prefix: a ULID. */
const idBytes = 26;

/**
 * Ids of one kind in ascending order, in 26 bytes each: a million of them take up as much as a photograph. Asked in the order
 * in which they are there, or in any.
 */
export class SortedIds {
  #bytes = Buffer.alloc(1_024 * idBytes);
  #count = 0;

  /** Adds one that is greater than all before. @returns false, and adds nothing, when it is not. */
  add(id: string): boolean {
    if (id.length !== idBytes) return false;
    if ((this.#count + 1) * idBytes > this.#bytes.byteLength) {
      this.#bytes = Buffer.concat([this.#bytes, Buffer.alloc(this.#bytes.byteLength)]);
    }
    const at = this.#count * idBytes;
    this.#bytes.write(id, at, 'latin1');
    if (this.#count > 0 && this.#compare(this.#count - 1, this.#bytes.subarray(at, at + idBytes)) >= 0) return false;
    this.#count += 1;
    return true;
  }

  has(id: string): boolean {
    if (id.length !== idBytes) return false;
    const sought = Buffer.from(id, 'latin1');
    let low = 0;
    let high = this.#count - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const order = this.#compare(middle, sought);
      if (order === 0) return true;
      if (order < 0) low = middle + 1;
      else high = middle - 1;
    }
    return false;
  }

  get count(): number {
    return this.#count;
  }

  #compare(n: number, sought: Buffer): number {
    return this.#bytes.compare(sought, 0, idBytes, n * idBytes, (n + 1) * idBytes);
  }
}

/** Finds out whether values stand twice, by 64 bits of their digests: eight bytes each. */
export class Distinct {
  readonly #digest: (value: string) => bigint;
  #seen = new BigUint64Array(1_024);
  #count = 0;

  constructor(digest: (value: string) => bigint) {
    this.#digest = digest;
  }

  add(value: string): void {
    if (this.#count === this.#seen.length) {
      const larger = new BigUint64Array(this.#seen.length * 2);
      larger.set(this.#seen);
      this.#seen = larger;
    }
    this.#seen[this.#count] = this.#digest(value);
    this.#count += 1;
  }

  /** Whether any value was added twice. */
  repeated(): boolean {
    const sorted = this.#seen.slice(0, this.#count).sort();
    return sorted.some((value, n) => n > 0 && value === sorted[n - 1]);
  }
}
