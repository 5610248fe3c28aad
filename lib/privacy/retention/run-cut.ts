import { z } from 'zod';
import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { type CutCounts, cutPiece } from './cut-pieces.ts';
import { titleOf } from './present.ts';
import { RetentionCut } from './schema.ts';

/** A bounded piece now; what is left goes by the job of {@link cutOrganization}. */
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

/** The daily run, and the rest of one that was asked for: a piece at a time until nothing is left. */
export const cutOrganization = operation({
  name: 'retention.cut',
  title: 'Remove a piece of what retention removes',
  permission: 'retention:write',
  feature: undefined,
  limits: [],
  input: z.strictObject({ id: z.string().min(1).max(64).describe('The id of the organisation itself') }),
  output: z.strictObject({ done: z.boolean() }),
  writes: true,
  run: async (ctx, { id }) => {
    if (id !== ctx.org.id) throw fail('not_found');
    const { done } = await cutPiece(ctx);
    return { done };
  },
});

export function cutJob(orgId: string) {
  return { kind: 'retention.cut', orgId, subject: orgId, actor: 'system' } as const;
}

function presentCut(counts: CutCounts, done: boolean): z.output<typeof RetentionCut> {
  const data = Object.entries(counts).map(([rule, count]) => ({ rule, title: titleOf(rule), count }));
  return { data, total: data.reduce((sum, { count }) => sum + count, 0), done };
}
