import { fail } from '../platform/errors.ts';

export interface PoolLease<Value> {
  readonly value: Value;
  /** Gives the value back. Calling it again does nothing. */
  release(): void;
}

export interface PoolStats {
  readonly open: number;
  readonly leased: number;
  readonly capacity: number;
  readonly hits: number;
  readonly misses: number;
  readonly evictions: number;
}

interface PoolOptions<Value> {
  /** Values open at once at most. A value on lease is never closed: when all are, callers wait. */
  readonly capacity: number;
  /**
   * Slots that only values used more than once can hold. A walk over many ids, however fast, replaces what other walks
   * opened and leaves these alone. Half of the capacity by default.
   */
  readonly reserved?: number;
  /** A value that nobody used for so long is closed, in milliseconds. */
  readonly idleMs: number;
  /** How long a caller waits for a slot when every value is on lease, in milliseconds. */
  readonly waitMs: number;
  readonly open: (id: string) => Promise<Value>;
  readonly close: (value: Value) => Promise<void>;
  /** Told when closing failed: the value is dropped all the same, and nobody else has to hear of it. */
  readonly onCloseError: (id: string, error: unknown) => void;
}

interface Entry<Value> {
  readonly id: string;
  readonly opening: Promise<Value>;
  value: Value | undefined;
  leases: number;
  idleSince: number;
  /** Used again after it was first given back. */
  returning: boolean;
  uses: number;
}

/** Open values by id: each id at most once, no more than `capacity` at once, the least useful closed first. */
export class Pool<Value> {
  readonly #options: PoolOptions<Value>;
  readonly #reserved: number;
  /** In the order of last use. */
  readonly #entries = new Map<string, Entry<Value>>();
  readonly #closing = new Map<string, Promise<void>>();
  readonly #waiting: (() => void)[] = [];
  readonly #sweeper: NodeJS.Timeout;
  #closed = false;
  #hits = 0;
  #misses = 0;
  #evictions = 0;

  constructor(options: PoolOptions<Value>) {
    this.#options = options;
    this.#reserved = options.reserved ?? Math.floor(options.capacity / 2);
    this.#sweeper = setInterval(() => this.#closeIdle(), Math.max(options.idleMs / 2, 50));
    this.#sweeper.unref();
  }

  /**
   * The open value of `id`, opened if need be: callers that ask at once share one opening.
   * @throws what `open` throws, to each of them; `storage_unavailable` when no slot came free in time;
   * `shutting_down` once the pool is closed.
   */
  async acquire(id: string): Promise<PoolLease<Value>> {
    const deadline = performance.now() + this.#options.waitMs;
    for (;;) {
      if (this.#closed) throw fail('shutting_down', { detail: 'the pool is closed' });
      const closing = this.#closing.get(id);
      if (closing !== undefined) {
        await closing;
        continue;
      }
      const entry = this.#entries.get(id);
      if (entry !== undefined) {
        this.#hits += 1;
        return this.#lease(entry);
      }
      if (this.#hasRoom() || (await this.#makeRoom())) {
        // Another caller may have taken the slot, or opened this id, while we waited.
        if (!this.#entries.has(id) && this.#hasRoom() && !this.#closing.has(id)) {
          this.#misses += 1;
          return this.#lease(this.#opened(id));
        }
        continue;
      }
      await this.#slotFreed(deadline);
    }
  }

  /**
   * Closes the value of `id` once nobody holds it, or after `withinMs` whoever holds it; whoever asks meanwhile gets a newly
   * opened one afterwards.
   */
  async evict(id: string, withinMs = Number.POSITIVE_INFINITY): Promise<void> {
    const deadline = performance.now() + withinMs;
    for (let entry = this.#entries.get(id); entry !== undefined; entry = this.#entries.get(id)) {
      if (entry.leases === 0 || performance.now() >= deadline) await this.#close(entry);
      else await this.#givenBack(deadline);
    }
    await this.#closing.get(id);
  }

  /** Until somebody gives a value back, or the deadline has passed. */
  async #givenBack(deadline: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const leftMs = deadline - performance.now();
    await new Promise<void>((resume) => {
      this.#waiting.push(resume);
      if (Number.isFinite(leftMs)) timer = setTimeout(resume, leftMs);
    });
    clearTimeout(timer);
  }

  stats(): PoolStats {
    let leased = 0;
    for (const entry of this.#entries.values()) if (entry.leases > 0) leased += 1;
    return {
      open: this.#entries.size,
      leased,
      capacity: this.#options.capacity,
      hits: this.#hits,
      misses: this.#misses,
      evictions: this.#evictions,
    };
  }

  /** Refuses new leases, waits for those that are out (no longer than `waitMs`), and closes every value. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#sweeper);
    this.#wake();
    const returned = Promise.all([...this.#entries.keys()].map((id) => this.evict(id)));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((resolve) => {
      timer = setTimeout(resolve, this.#options.waitMs);
    });
    await Promise.race([returned, late]);
    clearTimeout(timer);
    await Promise.all([...this.#entries.values()].map((entry) => this.#close(entry)));
    await Promise.all(this.#closing.values());
  }

  #opened(id: string): Entry<Value> {
    const opening = this.#options.open(id);
    const entry: Entry<Value> = { id, opening, value: undefined, leases: 0, idleSince: 0, returning: false, uses: 0 };
    this.#entries.set(id, entry);
    opening.then(
      (value) => {
        entry.value = value;
      },
      () => {
        if (this.#entries.get(id) === entry) this.#entries.delete(id);
        this.#wake();
      },
    );
    return entry;
  }

  async #lease(entry: Entry<Value>): Promise<PoolLease<Value>> {
    entry.leases += 1;
    entry.uses += 1;
    if (entry.uses > 1 && entry.idleSince > 0) entry.returning = true;
    this.#entries.delete(entry.id);
    this.#entries.set(entry.id, entry);
    let value: Value;
    try {
      value = await entry.opening;
    } catch (error) {
      entry.leases -= 1;
      if (this.#entries.get(entry.id) === entry) this.#entries.delete(entry.id);
      throw error;
    }
    let released = false;
    return {
      value,
      release: () => {
        if (released) return;
        released = true;
        entry.leases -= 1;
        entry.idleSince = performance.now();
        if (entry.leases === 0) this.#wake();
      },
    };
  }

  #hasRoom(): boolean {
    return this.#entries.size + this.#closing.size < this.#options.capacity;
  }

  /** Closes the least useful idle value. False when every value is on lease. */
  async #makeRoom(): Promise<boolean> {
    const victim = this.#victim();
    if (victim === undefined) return false;
    this.#evictions += 1;
    await this.#close(victim);
    return true;
  }

  /** The longest idle of those used once; of all, when those that came back hold more than the reserved slots. */
  #victim(): Entry<Value> | undefined {
    let returning = 0;
    for (const entry of this.#entries.values()) if (entry.returning) returning += 1;
    let other: Entry<Value> | undefined;
    for (const entry of this.#entries.values()) {
      if (entry.leases > 0) continue;
      if (!entry.returning || returning > this.#reserved) return entry;
      other ??= entry;
    }
    return other;
  }

  #close(entry: Entry<Value>): Promise<void> {
    this.#entries.delete(entry.id);
    const closing = (async () => {
      try {
        await this.#options.close(await entry.opening);
      } catch (error) {
        this.#options.onCloseError(entry.id, error);
      }
      this.#closing.delete(entry.id);
      this.#wake();
    })();
    this.#closing.set(entry.id, closing);
    return closing;
  }

  #closeIdle(): void {
    const before = performance.now() - this.#options.idleMs;
    for (const entry of [...this.#entries.values()]) {
      if (entry.leases === 0 && entry.value !== undefined && entry.idleSince < before) void this.#close(entry);
    }
  }

  #slotFreed(deadline: number): Promise<void> {
    const left = deadline - performance.now();
    const full = () => fail('storage_unavailable', { detail: 'every open database is in use' });
    if (left <= 0) return Promise.reject(full());
    return new Promise((resolve, reject) => {
      const resume = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        const at = this.#waiting.indexOf(resume);
        if (at >= 0) this.#waiting.splice(at, 1);
        reject(full());
      }, left);
      this.#waiting.push(resume);
    });
  }

  #wake(): void {
    for (const resume of this.#waiting.splice(0)) resume();
  }
}
