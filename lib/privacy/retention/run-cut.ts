import { z } from 'zod';
import { operation } from '../../access/operation.ts';
import { cutJob } from './cut-organization.ts';
import { type CutCounts, cutPiece } from './cut-pieces.ts';
import { titleOf } from './present.ts';
import { RetentionCut } from './schema.ts';

/** A bounded piece now; what is left goes by the job of `retention.cut`. */
export const runRetention = operation({
  name: 'retention.run',
  title: 'Remove now what retention removes',
  description:
    'What it would be says `GET /retention/preview`. Each cut leaves a receipt. When there is more than a second’s work, `done` is false and the rest goes in the background.',
  http: 'POST /retention/run',
  permission: 'retention:write',
  feature: undefined,
  limits: ['api.general'],
  input: z.strictObject({}),
  output: RetentionCut,
  writes: true,
  run: async (ctx) => {
    const { counts, done } = await cutPiece(ctx);
    if (!done) await ctx.services.jobs.enqueue(cutJob(ctx.org.id));
    return presentCut(counts, done);
  },
});

function presentCut(counts: CutCounts, done: boolean): z.output<typeof RetentionCut> {
  const data = Object.entries(counts).map(([rule, count]) => ({ rule, title: titleOf(rule), count }));
  return { data, total: data.reduce((sum, { count }) => sum + count, 0), done };
}
