import { requireMatch } from '../access/precondition.ts';
import type { WriteTx } from '../platform/db/types.ts';
import { fail } from '../platform/errors.ts';
import type { TenantClient } from '../tenancy/clients.ts';
import type { Reads, TenantContext } from '../tenancy/context.ts';
import type { Changes } from './changes.ts';

/** What a change would make of a record. */
export interface Decision<Row> {
  readonly before: Row;
  readonly after: Row;
  readonly changes: Changes;
}

interface Options<Row, Answer> {
  /** The receipt's action, for example `deal.updated`. */
  readonly action: string;
  readonly id: string;
  /** The version that the caller saw; absent when it does not care. */
  readonly version: number | undefined;
  /** Reads the record and decides; undefined when there is none. */
  decide(db: Reads<TenantClient>): Promise<Decision<Row> | undefined>;
  save(tx: WriteTx<TenantClient>, after: Row): Promise<void>;
  /** The record as this caller is answered it. */
  present(row: Row): Answer;
}

/**
 * Changes one record under a receipt that tells each changed field before and after. A change that changes nothing
 * writes nothing. It is decided twice: outside, to refuse early and cheaply, and inside the write, where nobody else
 * can come between.
 *
 * @returns the record as it is afterwards: the operation's answer.
 * @throws `not_found`; `version_conflict` when it has another version than the one given, or when `If-Match` does not name
 * it; and what `decide` throws.
 */
export async function writeChange<Row extends { readonly version: number }, Answer>(
  ctx: TenantContext,
  options: Options<Row, Answer>,
): Promise<Answer> {
  const decided = async (db: Reads<TenantClient>): Promise<Decision<Row>> => {
    const decision = await options.decide(db);
    if (!decision) throw fail('not_found');
    if (options.version !== undefined && options.version !== decision.before.version) throw fail('version_conflict');
    requireMatch(ctx.request, () => options.present(decision.before));
    return decision;
  };
  const early = await decided(ctx.db);
  if (Object.keys(early.changes).length === 0) return options.present(early.before);
  return ctx.writeAnswer(
    ({ changes }: Decision<Row>) => ({ action: options.action, subject: options.id, detail: { changes } }),
    async (tx) => {
      const decision = await decided(tx);
      await options.save(tx, decision.after);
      return decision;
    },
    ({ after }) => options.present(after),
  );
}
