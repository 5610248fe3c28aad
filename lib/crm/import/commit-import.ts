import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { readImportRecord } from './import-record.ts';
import { presentImport } from './present.ts';
import { endedStates, Import, ImportId } from './schema.ts';
import { assertIdentifying, startImport } from './start-import.ts';

/** The operation that the job runs. */
const jobKind = 'imports.run';
/** Long enough for the write that follows; if the process ends in between, the job finds the import not started. */
const guardSeconds = 5;

export const commitImport = operation({
  name: 'imports.commit',
  title: 'Import the rows of an uploaded file',
  description:
    'The rows are imported in the background; read the import to see how far it is. Asking again is harmless.',
  http: 'POST /imports/{id}/commit',
  permission: 'contacts:write',
  feature: undefined,
  limits: ['api.general'],
  input: ImportId,
  output: Import,
  writes: true,
  refuses: ['conflict'],
  status: 202,
  run: async (ctx, { id }) => {
    const record = await readImportRecord(ctx.db, id);
    if (endedStates.has(record.state)) throw fail('conflict', { message: 'This import has ended.' });
    assertIdentifying(record);
    const { jobs } = ctx.services;
    const job = { kind: jobKind, orgId: ctx.org.id, subject: id, actor: ctx.actor };
    // The job stands before the import starts and is called once it has: no crash leaves a running import without one.
    await jobs.enqueue(job, { delaySeconds: guardSeconds });
    const started = await startImport(ctx, id);
    await jobs.enqueue(job);
    return presentImport(started.row);
  },
});
