/** Ids remembered at most: a caller who makes them up cannot fill the memory. */
const idsMax = 10_000;

/** The ids that were asked for and do not exist, so that asking again costs nothing. The oldest are forgotten first. */
export class UnknownIds {
  readonly #ids = new Set<string>();
  #hits = 0;

  get hits(): number {
    return this.#hits;
  }

  add(id: string): void {
    if (this.#ids.size >= idsMax) {
      const oldest = this.#ids.keys().next();
      if (!oldest.done) this.#ids.delete(oldest.value);
    }
    this.#ids.add(id);
  }

  has(id: string): boolean {
    const known = this.#ids.has(id);
    if (known) this.#hits += 1;
    return known;
  }

  /** To be called whenever an id comes into being. */
  delete(id: string): void {
    this.#ids.delete(id);
  }
}
