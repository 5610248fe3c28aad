import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { presentImport } from './present.ts';
import { receiveFile } from './receive-file.ts';
import { CreateImport, Import, importBytesMax } from './schema.ts';
import { type ImportRow, replaceImportRow } from './store.ts';

export const createImport = operation({
  name: 'imports.create',
  title: 'Upload a CSV file of contacts',
  description:
    'The body is the file. Encoding and delimiter are detected and columns mapped by their names; nothing is imported yet.',
  http: 'POST /imports',
  permission: 'contacts:write',
  feature: undefined,
  limits: ['api.general'],
  input: CreateImport,
  output: Import,
  writes: true,
  status: 201,
  location: (created) => `/imports/${created.id}`,
  body: 'stream',
  bodyBytesMax: importBytesMax,
  run: async (ctx, input) => {
    const body = ctx.request.body;
    if (body === null)
      throw fail('invalid_input', { problems: [{ path: 'file', message: 'Send a file as the body.' }] });
    const blank: ImportRow = {
      id: newId('imp'),
      fileName: input.fileName || plainName(ctx.request.fileName) || 'contacts.csv',
      fileBytes: 0,
      state: 'uploading',
      mapping: '[]',
      options: '{}',
      rowsTotal: null,
      rowsDone: 0,
      rowsCreated: 0,
      rowsUpdated: 0,
      rowsSkipped: 0,
      rowsRejected: 0,
      checkpoint: null,
      error: null,
      createdBy: ctx.actor,
      createdAt: ctx.now().toISOString(),
      updatedAt: ctx.now().toISOString(),
      finishedAt: null,
    };
    // Web streams are async iterables in Node; the DOM types do not say so.
    const facts = await receiveFile(ctx, blank, body as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>);
    const row: ImportRow = {
      ...blank,
      state: 'ready',
      fileBytes: facts.fileBytes,
      mapping: JSON.stringify(facts.columns),
      options: JSON.stringify({ duplicates: 'skip', ...facts.options }),
      rowsTotal: facts.rowsTotal,
      updatedAt: ctx.now().toISOString(),
    };
    const { fileName, fileBytes, rowsTotal } = row;
    const { sha256 } = facts.options;
    await ctx.write(
      { action: 'import.created', subject: row.id, detail: { fileName, fileBytes, rowsTotal, sha256 } },
      (tx) => replaceImportRow(tx, row),
    );
    return presentImport(row);
  },
});

/** A header's file name, fit to be shown and told in a receipt. */
function plainName(name: string | undefined): string {
  return (name ?? '')
    .replace(/\p{C}+/gu, ' ')
    .slice(0, 200)
    .toWellFormed()
    .trim();
}
