import { auditOf } from '../../access/audit.ts';
import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { countUnderWay, type ExportRow, insertExport } from './export-store.ts';
import { presentExport } from './present.ts';
import { CreateExport, DataExport, exportsAtOnceMax } from './schema.ts';

/** The operation that the job runs. */
const jobKind = 'exports.run';
/** Long enough for the write that follows; if the process ends in between, the job finds no export. */
const guardSeconds = 5;

/** CLAIMS G1, G4: everything, by one request. */
export const createExport = operation({
  name: 'exports.create',
  title: 'Export everything',
  description:
    'Everything that the organisation keeps, as of one instant, in one ZIP file: JSON, and tables if wanted. It is made in the background; read the export to see how far it is. Two may be under way at once.',
  http: 'POST /exports',
  permission: 'exports:write',
  feature: undefined,
  limits: ['api.general', 'exports.create'],
  input: CreateExport,
  output: DataExport,
  writes: true,
  refuses: ['conflict'],
  status: 201,
  location: (created) => `/exports/${created.id}`,
  run: async (ctx, options) => {
    const now = ctx.now().toISOString();
    const row: ExportRow = {
      id: newId('exp'),
      kind: 'organization',
      subject: null,
      options: JSON.stringify(options),
      state: 'queued',
      rowsTotal: null,
      rowsDone: 0,
      object: null,
      fileName: `${ctx.org.slug}-${now.slice(0, 10)}.holdfast.zip`,
      bytes: null,
      sha256: null,
      error: null,
      createdBy: ctx.actor,
      createdAt: now,
      updatedAt: now,
      finishedAt: null,
      expiresAt: null,
      downloadedAt: null,
    };
    // The log tells of everything being asked for before anything is made; if it cannot, nothing is.
    const event = { ...auditOf(ctx), action: 'export.request', outcome: 'ok', detail: { export: row.id } } as const;
    await ctx.services.audit.record(event);
    const job = { kind: jobKind, orgId: ctx.org.id, subject: row.id, actor: ctx.actor };
    await ctx.services.jobs.enqueue(job, { delaySeconds: guardSeconds });
    const answer = await ctx.writeAnswer(
      { action: 'export.requested', subject: row.id, detail: { kind: row.kind, ...options } },
      async (tx) => {
        if ((await countUnderWay(tx)) >= exportsAtOnceMax) {
          throw fail('conflict', { message: 'Two exports are under way. Wait until one is ready, or cancel it.' });
        }
        await insertExport(tx, row);
        return row;
      },
      (made) => presentExport(made, null),
    );
    await ctx.services.jobs.enqueue(job);
    return answer;
  },
});
