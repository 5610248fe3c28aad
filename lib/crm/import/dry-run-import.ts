import type { z } from 'zod';
import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { findKnownEmails } from '../contacts/store.ts';
import { emailsOf, type ReadRow, readRows } from './decide-rows.ts';
import { readImportRecord } from './import-record.ts';
import { parseRows } from './parse-rows.ts';
import { type CellProblem, ImportDryRun, ImportId, type RowOutcome } from './schema.ts';
import { storedFile } from './stored-file.ts';

type DryRun = z.output<typeof ImportDryRun>;

/** Different problems told apart; further ones are counted as rejected rows alone. */
const problemsMax = 100;

export const dryRunImport = operation({
  name: 'imports.dryRun',
  title: 'See what a whole import would do, without doing it',
  http: 'POST /imports/{id}/dry-run',
  permission: 'contacts:write',
  feature: undefined,
  limits: ['api.general'],
  input: ImportId,
  output: ImportDryRun,
  writes: false,
  refuses: ['conflict'],
  run: async (ctx, { id }) => {
    const { state, columns, options } = await readImportRecord(ctx.db, id);
    if (state !== 'ready') throw fail('conflict', { message: 'This import has been started already.' });
    const counts: Record<RowOutcome, number> = { create: 0, update: 0, skip: 0, reject: 0 };
    const problems = new Map<string, DryRun['problems'][number]>();
    const seen = new Set<string>();
    const file = storedFile(ctx.db, id, options.firstRow.byte);
    for await (const rows of parseRows(file, { delimiter: options.delimiter, from: options.firstRow })) {
      const read = readRows(rows, columns);
      await addKnownEmails(ctx, read, seen);
      for (const { parsed, mapped } of read) {
        if (mapped.problems) {
          counts.reject += 1;
          for (const problem of mapped.problems) noteProblem(problems, problem, parsed.row);
          continue;
        }
        const { email } = mapped.contact;
        if (email && seen.has(email)) counts[options.duplicates] += 1;
        else counts.create += 1;
        if (email) seen.add(email);
      }
    }
    return {
      rowsTotal: counts.create + counts.update + counts.skip + counts.reject,
      rowsCreated: counts.create,
      rowsUpdated: counts.update,
      rowsSkipped: counts.skip,
      rowsRejected: counts.reject,
      problems: [...problems.values()].sort((a, b) => b.rows - a.rows || a.firstRow - b.firstRow),
    };
  },
});

/** Adds to `seen` the addresses of the rows that contacts have already. */
async function addKnownEmails(ctx: TenantContext, rows: readonly ReadRow[], seen: Set<string>): Promise<void> {
  const unseen = emailsOf(rows).filter((email) => !seen.has(email));
  for (const email of await findKnownEmails(ctx.db, unseen)) seen.add(email);
}

function noteProblem(problems: Map<string, DryRun['problems'][number]>, problem: CellProblem, row: number): void {
  const key = `${problem.column} ${problem.message}`;
  const known = problems.get(key);
  if (known) problems.set(key, { ...known, rows: known.rows + 1 });
  else if (problems.size < problemsMax) problems.set(key, { ...problem, rows: 1, firstRow: row });
}
