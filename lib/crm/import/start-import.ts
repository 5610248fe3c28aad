import { setTimeout as wait } from 'node:timers/promises';
import { fail, isHoldfastError } from '../../platform/errors.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { type ImportRecord, importRecord, readImportRecord } from './import-record.ts';
import { identifyingTargets } from './schema.ts';
import { type ImportRow, replaceImportRow } from './store.ts';

/** Askers whose writes are committed together see each other's start before it is durable; a later look settles it. */
const attemptsMax = 5;
const pauseMs = 20;

/**
 * Takes an import from ready to running. Asked several times, or from several sides at once, it does so once.
 * @throws `conflict` when it has ended; `invalid_input` when no column could tell whom a row is about.
 */
export async function startImport(ctx: TenantContext, id: string): Promise<ImportRecord> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOnce(ctx, id);
    } catch (error) {
      if (!isHoldfastError(error) || error.code !== 'conflict') throw error;
      const record = await readImportRecord(ctx.db, id);
      // Another asker was faster; the import may even have come to its end since.
      if (record.state === 'running' || record.state === 'done') return record;
      if (record.state !== 'ready' || attempt >= attemptsMax) throw error;
      await wait(pauseMs);
    }
  }
}

async function startOnce(ctx: TenantContext, id: string): Promise<ImportRecord> {
  const row = await ctx.write(
    (started: ImportRow) => ({
      action: 'import.started',
      subject: id,
      detail: { rowsTotal: started.rowsTotal, duplicates: importRecord(started).options.duplicates },
    }),
    async (tx) => {
      const record = await readImportRecord(tx, id);
      if (record.state !== 'ready') throw fail('conflict', { detail: `the import is ${record.state}` });
      assertIdentifying(record);
      const after: ImportRow = { ...record.row, state: 'running', updatedAt: ctx.now().toISOString() };
      await replaceImportRow(tx, after);
      return after;
    },
  );
  return importRecord(row);
}

/** @throws `invalid_input` when no column goes to a name, a company or an e-mail address. */
export function assertIdentifying(record: ImportRecord): void {
  if (record.columns.some((column) => identifyingTargets.has(column.target))) return;
  throw fail('invalid_input', {
    problems: [{ path: 'targets', message: 'Map at least one column to a name, a company or an e-mail address.' }],
  });
}
