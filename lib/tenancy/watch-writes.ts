import type { SqlWriter } from '../platform/db/types.ts';
import type { TenantContext } from './context.ts';

/** What lib/idempotency needs to know of the writes of one run. */
export interface WriteWatch {
  /** Before each write that does not hold the answer. The write waits for it, and does not happen when it throws. */
  beforeWrite(): Promise<void>;
  /** Inside the transaction that holds the answer, after the change. Throwing rolls all of it back. */
  withAnswer(tx: SqlWriter, answer: unknown): Promise<void>;
}

/** The same context, whose every write the watch hears of. */
export function watchWrites(ctx: TenantContext, watch: WriteWatch): TenantContext {
  const { directory } = ctx;
  return {
    ...ctx,
    write: async (receipt, body) => {
      await watch.beforeWrite();
      return ctx.write(receipt, body);
    },
    writeAnswer: async <T, Answer>(...[receipt, body, present]: Parameters<typeof ctx.writeAnswer<T, Answer>>) => {
      const made: Answer[] = [];
      await ctx.write(receipt, async (tx) => {
        const result = await body(tx);
        const answer = present(result);
        await watch.withAnswer(tx, answer);
        made.push(answer);
        return result;
      });
      return made[0] as Answer;
    },
    directory: {
      get prisma() {
        return directory.prisma;
      },
      get: (sql, params) => directory.get(sql, params),
      all: (sql, params) => directory.all(sql, params),
      write: async (receipt, body) => {
        await watch.beforeWrite();
        return directory.write(receipt, body);
      },
    },
  };
}
