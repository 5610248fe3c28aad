import { z } from 'zod';
import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { requireNoHold } from '../../privacy/holds/active-holds.ts';
import { findHeld, removeHeld } from './message-store.ts';
import { MessageId } from './schema.ts';

/**
 * Afterwards the message is gone, and nothing says any more what stood in it.
 * @throws `not_found`; `legal_hold` while a hold on the organisation keeps everything.
 */
export const dismissMessage = operation({
  name: 'messages.dismiss',
  title: 'Dismiss a message that waits',
  description: 'Deletes it for good.',
  http: 'POST /messages/{id}/dismiss',
  permission: 'contacts:write',
  feature: undefined,
  limits: ['api.general'],
  input: MessageId,
  output: z.null(),
  writes: true,
  refuses: ['legal_hold'],
  status: 204,
  run: async (ctx, { id }) => {
    await ctx.write(
      ({ reason }: { readonly reason: string }) => ({ action: 'message.dismissed', subject: id, detail: { reason } }),
      async (tx) => {
        const held = await findHeld(tx, id);
        if (held === undefined) throw fail('not_found');
        await requireNoHold(tx);
        await removeHeld(tx, id);
        return held;
      },
    );
    return null;
  },
});
