import { z } from 'zod';
import { operation } from '../access/operation.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import { fail } from '../platform/errors.ts';
import { listConsentRows } from './consent-store.ts';
import { presentConsent } from './present.ts';
import { ConsentPage, ListConsents } from './schema.ts';

const placeSchema = z.strictObject({ at: z.string(), id: z.string() });

/** Newest first. What opens a visitor's choices is not among what is listed. */
export const listConsents = operation({
  name: 'consents.list',
  title: 'List what visitors chose',
  http: 'GET /consents',
  permission: 'consents:read',
  feature: undefined,
  limits: ['api.general'],
  input: ListConsents,
  output: ConsentPage,
  writes: false,
  run: async (ctx, { limit, cursor, ...filter }) => {
    const binding = { orgId: ctx.org.id, list: 'consents.list', query: JSON.stringify(filter) };
    const secret = ctx.services.secrets.authSecret;
    const before = cursor === undefined ? null : placeSchema.safeParse(openCursor(secret, binding, cursor));
    if (before !== null && !before.success) throw fail('invalid_cursor');
    const found = await listConsentRows(ctx.db, filter, before === null ? null : before.data, limit + 1);
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const more = found.length > limit && last !== undefined;
    const nextCursor = more ? sealCursor(secret, binding, { at: last.at, id: last.id }) : null;
    return { data: rows.map(presentConsent), nextCursor };
  },
});
