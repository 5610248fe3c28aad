import { operation } from '../access/operation.ts';
import { findNamed } from './find-named.ts';
import { presentInteraction } from './present.ts';
import { Interaction, InteractionId } from './schema.ts';

export const readInteraction = operation({
  name: 'interactions.read',
  title: 'Read an interaction',
  http: 'GET /interactions/{id}',
  permission: 'interactions:read',
  feature: undefined,
  limits: ['api.general'],
  input: InteractionId,
  output: Interaction,
  writes: false,
  run: async (ctx, { id }) => {
    const { row, contactName } = await findNamed(ctx.db, id);
    return presentInteraction(row, contactName, ctx.principal);
  },
});
