/** First come, first served; given up by its holder, or by {@link SavepointLock.abandon} for everybody at once. */
export class SavepointLock {
  #held = false;
  readonly #waiting: (() => void)[] = [];

  /** Resolves when nobody else holds the lock; the caller then does, until it calls what it got. */
  async acquire(): Promise<() => void> {
    while (this.#held) await new Promise<void>((resume) => this.#waiting.push(resume));
    this.#held = true;
    let given = false;
    return () => {
      if (given) return;
      given = true;
      this.#held = false;
      this.#wakeAll();
    };
  }

  /** Undefined while nobody holds the lock; else resolves when that may have changed: ask again. */
  idle(): Promise<void> | undefined {
    return this.#held ? new Promise<void>((resume) => this.#waiting.push(resume)) : undefined;
  }

  /** Frees the lock whoever holds it: what it protected is over. */
  abandon(): void {
    this.#held = false;
    this.#wakeAll();
  }

  #wakeAll(): void {
    for (const resume of this.#waiting.splice(0)) resume();
  }
}
