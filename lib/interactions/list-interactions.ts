import { z } from 'zod';
import { operation } from '../access/operation.ts';
import { resolveContacts } from '../crm/contacts/resolve-contacts.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import { fail } from '../platform/errors.ts';
import { presentInteraction } from './present.ts';
import { InteractionPage, ListInteractions } from './schema.ts';
import { type InteractionPlace, listInteractionRows } from './store.ts';

const Place = z.strictObject({ occurredAt: z.string(), id: z.string() });

export const listInteractions = operation({
  name: 'interactions.list',
  title: 'List interactions',
  description: 'The newest first, by when they occurred. Filters are joined by "and".',
  http: 'GET /interactions',
  permission: 'interactions:read',
  feature: undefined,
  limits: ['api.general'],
  input: ListInteractions,
  output: InteractionPage,
  writes: false,
  run: async (ctx, { limit, cursor, ...filter }) => {
    const binding = { orgId: ctx.org.id, list: 'interactions.list', query: JSON.stringify(filter) };
    const secret = ctx.services.secrets.authSecret;
    const after = cursor === undefined ? null : placeOf(openCursor(secret, binding, cursor));
    const found = await listInteractionRows(ctx.db, filter, after, limit + 1);
    const rows = found.slice(0, limit);
    const { byId } = await resolveContacts(ctx.db, { ids: rows.map((row) => row.contactId), emails: [] });
    const last = rows.at(-1);
    const more = found.length > limit && last !== undefined;
    return {
      data: rows.map((row) => presentInteraction(row, byId.get(row.contactId)?.name ?? null, ctx.principal)),
      nextCursor: more ? sealCursor(secret, binding, { occurredAt: last.occurredAt, id: last.id }) : null,
    };
  },
});

function placeOf(opened: unknown): InteractionPlace {
  const place = Place.safeParse(opened);
  if (!place.success) throw fail('invalid_cursor');
  return place.data;
}
