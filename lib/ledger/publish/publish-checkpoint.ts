import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { Published, PublishLedger } from './schema.ts';

/** Hands the last checkpoint on to everything that is due. Run by the job queue. */
export const publishCheckpoint = operation({
  name: 'ledger.publish',
  title: 'Hand the last checkpoint on',
  permission: 'receipts:verify',
  feature: undefined,
  limits: [],
  input: PublishLedger,
  output: Published,
  writes: false,
  run: async (ctx, { id }) => {
    if (id !== ctx.org.id) throw fail('not_found');
    await ctx.services.publisher.publish(ctx.org.id);
    return { done: true };
  },
});
