import { auditOf } from '../access/audit.ts';
import { fileOutput, operation } from '../access/operation.ts';
import { eventFormats } from './event-lines.ts';
import { actorNames, presentEvent } from './present.ts';
import { filterOf } from './read-events.ts';
import { ExportAuditEvents } from './schema.ts';
import { type AuditFilter, type AuditPlace, listAuditRows } from './store.ts';

/** Read, written and forgotten together: what an export holds in memory, whatever the log holds. */
const eventsAtOnce = 500;

/** The organisation's events as a file, newest first. The export is an event itself, and stands in the file. */
export const exportAuditEvents = operation({
  name: 'audit.export',
  title: 'Export audit events',
  description: 'All events that match, newest first, as CSV or as one JSON object on each line.',
  http: 'GET /audit-events/export',
  permission: 'audit:read',
  feature: undefined,
  limits: ['api.general', 'audit.export'],
  input: ExportAuditEvents,
  output: fileOutput,
  writes: false,
  run: async (ctx, { format, ...filters }) => {
    const { directory, principal, org } = ctx;
    const filter = filterOf(filters);
    const event = { ...auditOf(ctx), action: 'audit.export', outcome: 'ok' } as const;
    await ctx.services.audit.record({ ...event, detail: { format, filteredBy: namesOf(filter) } });
    const { contentType, head, lines } = eventFormats[format];
    let after: AuditPlace | null = null;
    let before = head(false);
    return {
      fileName: `audit-${org.slug}-${ctx.now().toISOString().slice(0, 10)}.${format}`,
      contentType,
      // The directory outlives the call; each part is read when the one before has left.
      stream: new ReadableStream<Uint8Array>({
        async pull(controller) {
          const rows = await listAuditRows(directory, { orgId: org.id }, filter, after, eventsAtOnce);
          const names = await actorNames(directory, org.id, principal, rows);
          const text = before + lines(rows.map((row) => presentEvent(row, names)));
          if (text !== '') controller.enqueue(Buffer.from(text, 'utf8'));
          before = '';
          const last = rows.at(-1);
          if (last === undefined || rows.length < eventsAtOnce) controller.close();
          else after = { at: last.at, id: last.id };
        },
      }),
    };
  },
});

/** Which filters were set: what they were set to is the caller's own word, and may be anybody's id. */
function namesOf(filter: AuditFilter): string | null {
  const names = Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  return names.length === 0 ? null : names.join(', ');
}
