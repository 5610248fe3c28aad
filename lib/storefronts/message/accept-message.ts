import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { type KeptMessage, keepMessage } from './keep-message.ts';
import { findForm, findHeld, removeHeld } from './message-store.ts';
import { typedOf } from './present.ts';
import { MessageAccepted, MessageId } from './schema.ts';

/**
 * Takes a held message as though it had never waited: afterwards contact and interaction are there, and the held message is
 * gone, in one write. Of several who accept it at once, one does.
 */
export const acceptMessage = operation({
  name: 'messages.accept',
  title: 'Accept a message that waits',
  description: 'Makes a contact, unless one has the address, and an interaction of it.',
  http: 'POST /messages/{id}/accept',
  permission: 'contacts:write',
  feature: undefined,
  limits: ['api.general'],
  input: MessageId,
  output: MessageAccepted,
  writes: true,
  run: (ctx, { id }) =>
    ctx.writeAnswer(
      ({ receipts, interactionId }: KeptMessage) => [
        { action: 'message.accepted', subject: id, detail: { interactionId } },
        ...receipts,
      ],
      async (tx) => {
        const held = await findHeld(tx, id);
        if (held === undefined) throw fail('not_found');
        const form = await findForm(tx, held.storefrontId);
        await removeHeld(tx, id);
        return keepMessage(tx, held.storefrontId, form?.name ?? 'a storefront that is gone', typedOf(held), held.at);
      },
      ({ contactId, interactionId, contactAdded }) => ({ contactId, interactionId, contactAdded }),
    ),
});
