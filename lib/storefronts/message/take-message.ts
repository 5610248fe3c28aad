import { operation } from '../../access/operation.ts';
import { hasExternalId } from '../../interactions/add-interaction.ts';
import type { ReceiptDraft } from '../../ledger/receipt.ts';
import { type FieldProblem, fail } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { keepMessage, messageExternalId } from './keep-message.ts';
import { countHeld, countUntold, findForm, insertHeld, isHeld } from './message-store.ts';
import { askToNotify, beforehandSeconds } from './notify-job.ts';
import { MessageTaken, TakeMessage } from './schema.ts';

/** Messages of one organisation that wait to be looked at. More are turned away until some are. */
export const heldMax = 1_000;

/** Ends a write that has nothing to store. */
class TakenBefore extends Error {}

/**
 * Takes a message into the organisation. Afterwards contact and interaction are durable together with their receipt, or,
 * where it is to be looked at first, the held message is; or nothing is. The same form with the same words is taken once,
 * however often and at whatever moment it arrives. For the public door.
 *
 * Nothing of the answer tells whether the contact was there.
 *
 * @throws `not_found` unless the storefront is published with its form; `invalid_input` for what the form does not ask for;
 * `rate_limited` while too many messages wait.
 */
export const takeMessage = operation({
  name: 'messages.take',
  title: 'Take a message of a contact form',
  permission: 'contacts:write',
  feature: undefined,
  limits: [],
  input: TakeMessage,
  output: MessageTaken,
  writes: true,
  run: async (ctx, { storefrontId, hold, ...message }) => {
    const form = await findForm(ctx.db, storefrontId);
    if (form?.state !== 'published' || form.shown === 0) throw fail('not_found');
    const problems: FieldProblem[] = (['phone', 'company'] as const)
      .filter((name) => message[name] !== null && form[name] === 0)
      .map((path) => ({ path, message: 'This form does not ask for it' }));
    if (problems.length > 0) throw fail('invalid_input', { problems });
    const { jobs } = ctx.services;
    await askToNotify(jobs, ctx.org.id, storefrontId, beforehandSeconds);
    const at = ctx.now().toISOString();
    try {
      await ctx.write(
        (receipts: readonly ReceiptDraft[]) => receipts,
        async (tx) => {
          if ((await hasExternalId(tx, messageExternalId(message.once))) || (await isHeld(tx, message.once))) {
            throw new TakenBefore();
          }
          await countUntold(tx, storefrontId, 1);
          if (hold === null) return (await keepMessage(tx, storefrontId, form.name, message, at)).receipts;
          if ((await countHeld(tx, heldMax)) >= heldMax) {
            throw fail('rate_limited', { headers: { 'Retry-After': '3600' }, detail: 'too many messages wait' });
          }
          const id = newId('msg');
          await insertHeld(tx, { id, storefrontId, fields: JSON.stringify(message), reason: hold, at });
          return [{ action: 'message.held', subject: id, detail: { storefrontId, reason: hold } }];
        },
      );
    } catch (error) {
      if (!(error instanceof TakenBefore)) throw error;
    }
    await askToNotify(jobs, ctx.org.id, storefrontId);
    return {};
  },
});
