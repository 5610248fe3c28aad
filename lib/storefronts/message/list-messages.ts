import { z } from 'zod';
import { operation } from '../../access/operation.ts';
import { openCursor, sealCursor } from '../../platform/cursor.ts';
import { fail } from '../../platform/errors.ts';
import { countHeld, listHeldRows } from './message-store.ts';
import { presentHeld } from './present.ts';
import { HeldMessagePage, ListMessages } from './schema.ts';
import { heldMax } from './take-message.ts';

const Place = z.strictObject({ at: z.string(), id: z.string() });

/** Messages that wait until somebody has looked at them. */
export const listMessages = operation({
  name: 'messages.list',
  title: 'List messages that wait to be looked at',
  description: 'The newest first. Messages that were taken at once are interactions.',
  http: 'GET /messages',
  permission: 'contacts:read',
  feature: undefined,
  limits: ['api.general'],
  input: ListMessages,
  output: HeldMessagePage,
  writes: false,
  run: async (ctx, { limit, cursor, storefront }) => {
    const binding = { orgId: ctx.org.id, list: 'messages.list', query: JSON.stringify({ storefront }) };
    const secret = ctx.services.secrets.authSecret;
    const after = cursor === undefined ? null : Place.safeParse(openCursor(secret, binding, cursor));
    if (after !== null && !after.success) throw fail('invalid_cursor');
    const found = await listHeldRows(ctx.db, storefront, after === null ? null : after.data, limit + 1);
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const more = found.length > limit && last !== undefined;
    return {
      data: rows.map((row) => presentHeld(row, row.storefrontName)),
      nextCursor: more ? sealCursor(secret, binding, { at: last.at, id: last.id }) : null,
      waiting: await countHeld(ctx.db, heldMax),
    };
  },
});
