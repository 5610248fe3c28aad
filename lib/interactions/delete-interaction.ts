import { z } from 'zod';
import { operation } from '../access/operation.ts';
import { requireNoHold } from '../privacy/holds/active-holds.ts';
import { findNamed } from './find-named.ts';
import { interactionContent, presentInteraction } from './present.ts';
import { type InteractionAnswer, InteractionId } from './schema.ts';
import { removeInteraction } from './store.ts';

export const deleteInteraction = operation({
  name: 'interactions.delete',
  title: 'Delete an interaction',
  description: 'For what was reported by mistake. Its `externalId` can be used again.',
  http: 'DELETE /interactions/{id}',
  permission: 'interactions:write',
  feature: undefined,
  limits: ['api.general'],
  input: InteractionId,
  output: z.null(),
  writes: true,
  refuses: ['legal_hold'],
  status: 204,
  run: async (ctx, { id }) => {
    await ctx.write(
      (interaction: InteractionAnswer) => ({
        action: 'interaction.deleted',
        subject: id,
        detail: { interaction: interactionContent(interaction) },
      }),
      async (tx) => {
        const { row, contactName } = await findNamed(tx, id);
        await requireNoHold(tx, row.contactId);
        await removeInteraction(tx, id);
        return presentInteraction(row, contactName, ctx.principal);
      },
    );
    return null;
  },
});
