import type { SqlWriter } from '../platform/db/types.ts';
import { fail, toHoldfastError } from '../platform/errors.ts';
import { runtime } from '../runtime.ts';
import type { TenantContext } from '../tenancy/context.ts';
import type { Bookkeeping } from '../tenancy/open-context.ts';
import type { WriteWatch } from '../tenancy/watch-writes.ts';
import { completeRecord, type IdempotencyId, type IdempotencyRow, insertRecord, removeRecord } from './store.ts';

interface AttemptOptions {
  readonly operation: string;
  readonly id: IdempotencyId;
  readonly fingerprint: Uint8Array;
  readonly ctx: TenantContext;
  readonly bookkeeping: Bookkeeping;
}

/** One run of a request under a key, and what is remembered of it at each step. */
export class Attempt implements WriteWatch {
  readonly #options: AttemptOptions;
  #claiming: Promise<void> | undefined;
  #answer: { readonly value: unknown } | undefined;
  #lost = false;

  constructor(options: AttemptOptions) {
    this.#options = options;
  }

  /** Whether another request with the key was remembered first. */
  get lost(): boolean {
    return this.#lost;
  }

  /** From here on a crash leaves a claim, which says that the outcome is unknown. */
  beforeWrite(): Promise<void> {
    if (this.#answer) return Promise.reject(this.#defect('writes after its answer was kept'));
    this.#claiming ??= this.#options.bookkeeping((tx) => this.#insert(tx, 'running', null));
    return this.#claiming;
  }

  /** A crash before the commit leaves nothing, one after it leaves the change with its answer. */
  async withAnswer(tx: SqlWriter, answer: unknown): Promise<void> {
    if (this.#answer) throw this.#defect('answers twice');
    if (this.#claiming) await completeRecord(tx, this.#options.id, textOf(answer));
    else await this.#insert(tx, 'done', textOf(answer));
    this.#answer = { value: answer };
  }

  /**
   * Remembers the answer of a run that did not keep it itself. The change stands, so its maker hears so even when this
   * fails: the claim then says of a repetition that nobody knows.
   */
  async ended(output: unknown): Promise<void> {
    const { id, operation, bookkeeping } = this.#options;
    const { log, env } = runtime();
    if (this.#answer) {
      if (env.HOLDFAST_ENV === 'local' && this.#answer.value !== output) {
        throw this.#defect('answers something else than it kept');
      }
      return;
    }
    try {
      const text = textOf(output);
      if (this.#claiming) await bookkeeping((tx) => completeRecord(tx, id, text));
      else await bookkeeping((tx) => this.#insert(tx, 'done', text));
    } catch (error) {
      log.error({ err: error, operation }, 'the answer to a request with an Idempotency-Key was not kept');
    }
  }

  /** A refusal may be tried again. After a failure of ours nobody knows how much was done: the claim stays. */
  async refused(error: unknown): Promise<void> {
    if (!this.#claiming || this.#lost || toHoldfastError(error).code === 'internal') return;
    const { id, operation, bookkeeping } = this.#options;
    try {
      await bookkeeping((tx) => removeRecord(tx, id));
    } catch (failure) {
      runtime().log.error({ err: failure, operation }, 'the claim of a refused request was not removed');
    }
  }

  async #insert(tx: SqlWriter, state: IdempotencyRow['state'], output: string | null): Promise<void> {
    const { id, operation, fingerprint, ctx } = this.#options;
    if (await insertRecord(tx, id, { operation, fingerprint, state, output }, ctx.now())) return;
    this.#lost = true;
    throw fail('idempotency_running', { detail: 'another request with this key was remembered first' });
  }

  #defect(what: string) {
    return fail('internal', { detail: `${this.#options.operation} ${what}` });
  }
}

function textOf(output: unknown): string | null {
  return output === null || output === undefined ? null : JSON.stringify(output);
}
