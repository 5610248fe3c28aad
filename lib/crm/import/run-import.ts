import { operation } from '../../access/operation.ts';
import { isHoldfastError } from '../../platform/errors.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { endImport, finishImport, importBatch } from './import-batch.ts';
import { type ImportRecord, readImportRecord } from './import-record.ts';
import { parseRows } from './parse-rows.ts';
import { ImportId, ImportProgress } from './schema.ts';
import { storedFile } from './stored-file.ts';

/** One run does as much as this, then lets other jobs have a turn. */
const sliceMs = 2_000;

export const runImport = operation({
  name: 'imports.run',
  title: 'Go on with an import',
  description: 'Run by the job queue until it is done. Each run goes on after the last batch that was committed.',
  permission: 'contacts:write',
  feature: undefined,
  limits: [],
  input: ImportId,
  output: ImportProgress,
  writes: true,
  run: async (ctx, { id }) => {
    const record = await readImportRecord(ctx.db, id);
    // Not started (its process ended before that), cancelled or done: there is nothing to do.
    if (record.state !== 'running') return { done: true };
    try {
      return { done: await importSlice(ctx, record) };
    } catch (error) {
      if (!isHoldfastError(error)) throw error;
      // Somebody cancelled it, or another run has gone on from the same place: look again.
      if (error.code === 'conflict') return { done: false };
      if (error.code !== 'invalid_input') throw error;
      await failImport(ctx, id, error.problems[0]?.message ?? error.publicMessage);
      return { done: true };
    }
  },
});

/** @returns whether the last row has been imported. */
async function importSlice(ctx: TenantContext, from: ImportRecord): Promise<boolean> {
  const endsAt = performance.now() + sliceMs;
  const { id } = from.row;
  let record = from;
  const file = storedFile(ctx.db, id, from.place.byte);
  for await (const rows of parseRows(file, { delimiter: from.options.delimiter, from: from.place })) {
    record = await importBatch(ctx, record, record.place, rows);
    if (performance.now() >= endsAt) return false;
  }
  await finishImport(ctx, id);
  return true;
}

async function failImport(ctx: TenantContext, id: string, reason: string): Promise<void> {
  await ctx.write(
    ({ receipts }: Awaited<ReturnType<typeof endImport>>) => receipts,
    async (tx) => endImport(tx, (await readImportRecord(tx, id)).row, 'failed', ctx.now().toISOString(), reason),
  );
}
