import { operation } from '../../access/operation.ts';
import { type FieldProblem, fail } from '../../platform/errors.ts';
import { readImportRecord } from './import-record.ts';
import { presentImport } from './present.ts';
import { Import, type ImportColumn, type ImportTarget, MapImport, sharedTargets } from './schema.ts';
import { type ImportRow, replaceImportRow } from './store.ts';

export const mapImport = operation({
  name: 'imports.map',
  title: 'Say where the columns of an import go',
  http: 'PATCH /imports/{id}',
  permission: 'contacts:write',
  feature: undefined,
  limits: ['api.general'],
  input: MapImport,
  output: Import,
  writes: true,
  refuses: ['conflict'],
  run: async (ctx, { id, targets, duplicates }) => {
    return ctx.writeAnswer(
      (mapped: ImportRow) => ({
        action: 'import.mapped',
        subject: id,
        detail: {
          targets: presentImport(mapped).columns.map((column) => column.target),
          duplicates: duplicates ?? null,
        },
      }),
      async (tx) => {
        const record = await readImportRecord(tx, id);
        if (record.state !== 'ready') throw fail('conflict', { message: 'This import has been started already.' });
        const after: ImportRow = {
          ...record.row,
          mapping: JSON.stringify(targets === undefined ? record.columns : mappedColumns(record.columns, targets)),
          options: JSON.stringify({ ...record.options, duplicates: duplicates ?? record.options.duplicates }),
          updatedAt: ctx.now().toISOString(),
        };
        await replaceImportRow(tx, after);
        return after;
      },
      presentImport,
    );
  },
});

/** @throws `invalid_input` for too few or too many targets, and for two columns with one target that takes only one. */
function mappedColumns(columns: readonly ImportColumn[], targets: readonly ImportTarget[]): ImportColumn[] {
  const problems: FieldProblem[] = [];
  if (targets.length !== columns.length) {
    problems.push({ path: 'targets', message: `The file has ${columns.length} columns, not ${targets.length}` });
  }
  const first = new Map<ImportTarget, number>();
  for (const [index, target] of targets.entries()) {
    const earlier = first.get(target);
    if (sharedTargets.has(target)) continue;
    if (earlier === undefined) first.set(target, index);
    else problems.push({ path: `targets.${index}`, message: `Column ${earlier + 1} goes there already` });
  }
  if (problems.length > 0) throw fail('invalid_input', { problems });
  return columns.map(({ header }, index) => ({ header, target: targets[index] ?? 'ignore' }));
}
