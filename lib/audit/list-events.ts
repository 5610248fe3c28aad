import { operation } from '../access/operation.ts';
import { actorNames, presentEvent } from './present.ts';
import { filterOf, readEvents } from './read-events.ts';
import { AuditEventPage, ListAuditEvents } from './schema.ts';

/** The organisation's own events, newest first. What cannot be laid to an organisation is the operator's to read. */
export const listAuditEvents = operation({
  name: 'audit.list',
  title: 'List audit events',
  description: 'Who did or tried what, when, from where, and why it was refused. Newest first.',
  http: 'GET /audit-events',
  permission: 'audit:read',
  feature: undefined,
  limits: ['api.general'],
  input: ListAuditEvents,
  output: AuditEventPage,
  writes: false,
  run: async (ctx, { limit, cursor, ...filters }) => {
    const { rows, nextCursor } = await readEvents(ctx.directory, {
      whose: { orgId: ctx.org.id },
      filter: filterOf(filters),
      limit,
      cursor,
      list: 'audit.list',
      secret: ctx.services.secrets.authSecret,
    });
    const names = await actorNames(ctx.directory, ctx.org.id, ctx.principal, rows);
    return { data: rows.map((row) => presentEvent(row, names)), nextCursor };
  },
});
