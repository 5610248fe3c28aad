import { z } from 'zod';
import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { cutPiece } from './cut-pieces.ts';

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
  refuses: ['not_found'],
  run: async (ctx, { id }) => {
    if (id !== ctx.org.id) throw fail('not_found');
    const { done } = await cutPiece(ctx);
    return { done };
  },
});

export function cutJob(orgId: string) {
  return { kind: 'retention.cut', orgId, subject: orgId, actor: 'system' } as const;
}
