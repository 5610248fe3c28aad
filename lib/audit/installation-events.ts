import { auditOf } from '../access/audit.ts';
import { operatorOperation } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import type { OperatorContext } from '../tenancy/context.ts';
import { eventFormats } from './event-lines.ts';
import { presentInstallationEvent } from './present.ts';
import { filterOf, readEvents } from './read-events.ts';
import { ExportedLines, ExportInstallationEvents, InstallationEventPage, ListInstallationEvents } from './schema.ts';
import { organizationIdOf, type Whose } from './store.ts';

/** So many events are in one part of an export. */
const eventsAtOnce = 1_000;

/**
 * Events for the operator: those that belong to no organisation (unknown keys, sign-ins of people we do not know), those
 * of one organisation, or all.
 */
export const listInstallationEvents = operatorOperation({
  name: 'audit.listAll',
  title: 'List audit events of the installation',
  limits: [],
  input: ListInstallationEvents,
  output: InstallationEventPage,
  writes: false,
  run: async (ctx, { limit, cursor, org, all, ...filters }) => {
    const { rows, nextCursor } = await readEvents(ctx.control, {
      whose: await whoseEvents(ctx, org, all),
      filter: filterOf(filters),
      limit,
      cursor,
      list: 'audit.listAll',
      secret: ctx.services.secrets.authSecret,
    });
    return { data: rows.map(presentInstallationEvent), nextCursor };
  },
});

/** One part of an export after the other, by cursor. The first one notes the export in the log it is taken from. */
export const exportInstallationEvents = operatorOperation({
  name: 'audit.exportAll',
  title: 'Export audit events of the installation',
  limits: [],
  input: ExportInstallationEvents,
  output: ExportedLines,
  writes: false,
  run: async (ctx, { format, cursor, org, all, ...filters }) => {
    const whose = await whoseEvents(ctx, org, all);
    const orgId = typeof whose === 'string' ? null : whose.orgId;
    if (cursor === undefined) {
      const event = { ...auditOf(ctx), action: 'audit.export', outcome: 'ok' } as const;
      await ctx.services.audit.record({ ...event, orgId, detail: { format } });
    }
    const { rows, nextCursor } = await readEvents(ctx.control, {
      whose,
      filter: filterOf(filters),
      limit: eventsAtOnce,
      cursor,
      list: 'audit.exportAll',
      secret: ctx.services.secrets.authSecret,
    });
    const { head, lines } = eventFormats[format];
    const text = (cursor === undefined ? head(true) : '') + lines(rows.map(presentInstallationEvent));
    return { text, events: rows.length, nextCursor };
  },
});

async function whoseEvents(ctx: OperatorContext, org: string | undefined, all: boolean): Promise<Whose> {
  if (org === undefined) return all ? 'everybody' : 'nobody';
  if (all)
    throw fail('invalid_input', { problems: [{ path: 'all', message: 'Name an organisation, or ask for all.' }] });
  const orgId = await organizationIdOf(ctx.control, org);
  if (orgId === undefined) throw fail('not_found', { message: `No organisation is called ${org}.` });
  return { orgId };
}
