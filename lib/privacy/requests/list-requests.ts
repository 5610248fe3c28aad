import { z } from 'zod';
import { operation } from '../../access/operation.ts';
import { isoAfter } from '../../platform/clock.ts';
import { openCursor, sealCursor } from '../../platform/cursor.ts';
import { fail } from '../../platform/errors.ts';
import { privacyLink } from './links.ts';
import { presentRequest } from './present.ts';
import { countUnconfirmed, listRequestRows } from './request-store.ts';
import { ListSubjectRequests, SubjectRequestPage } from './schema.ts';

const Place = z.strictObject({ at: z.string(), id: z.string() });

export const listRequests = operation({
  name: 'subjectRequests.list',
  title: 'List requests of data subjects',
  description:
    'Those that their person has confirmed: the newest first, or, of open ones alone, the most urgent first. Of the others there is only a count.',
  http: 'GET /subject-requests',
  permission: 'subjectRequests:read',
  feature: undefined,
  limits: ['api.general'],
  input: ListSubjectRequests,
  output: SubjectRequestPage,
  writes: false,
  run: async (ctx, { limit, cursor, due, ...filter }) => {
    const binding = { orgId: ctx.org.id, list: 'subjectRequests.list', query: JSON.stringify({ ...filter, due }) };
    const secret = ctx.services.secrets.authSecret;
    const place = cursor === undefined ? null : Place.safeParse(openCursor(secret, binding, cursor));
    if (place?.success === false) throw fail('invalid_cursor');
    const dueBefore = due === undefined ? undefined : isoAfter(ctx.now(), due === 'week' ? 7 * 86_400 : 0);
    const found = await listRequestRows(ctx.db, { ...filter, dueBefore }, place?.data ?? null, limit + 1);
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const urgent = filter.state === 'open' || due !== undefined;
    const more = found.length > limit && last !== undefined;
    return {
      data: rows.map(presentRequest),
      nextCursor: more ? sealCursor(secret, binding, { at: urgent ? last.dueAt : last.receivedAt, id: last.id }) : null,
      unconfirmed: await countUnconfirmed(ctx.db),
      formUrl: privacyLink(ctx.services.origin, ctx.org.slug),
    };
  },
});
