import { createHash } from 'node:crypto';
import { fail, isHoldfastError } from '../../platform/errors.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { type Delimiter, detectDelimiter, separatorLine } from './delimiter.ts';
import { badFile, fileText, Utf8Check } from './file-text.ts';
import { guessColumns } from './guess-columns.ts';
import { type FilePlace, parseRows } from './parse-rows.ts';
import { type ImportColumn, type ImportOptions, importBytesMax, importRowsMax } from './schema.ts';
import {
  type ImportRow,
  insertImportRow,
  insertPiece,
  pieceBytes,
  removeBrokenUploads,
  removeImport,
} from './store.ts';
import { storedFile } from './stored-file.ts';

/** What is known of a file once it has been read from end to end. */
export interface FileFacts {
  readonly columns: readonly ImportColumn[];
  readonly options: Omit<ImportOptions, 'duplicates'>;
  readonly fileBytes: number;
  readonly rowsTotal: number;
}

/** An upload that has not been heard of for so long has broken off with its process. */
const brokenAfterMs = 3_600_000;

/**
 * Stores an upload piece by piece as it arrives, then reads it from end to end. Afterwards the file is in the import's
 * pieces, each written under a receipt, or (refused, broken off) nothing of it is left.
 *
 * @throws `invalid_input` when it is no CSV file with a header and at least one row, or has too many rows or columns;
 * `body_too_large`; `malformed_body` when it breaks off.
 */
export async function receiveFile(
  ctx: TenantContext,
  blank: ImportRow,
  body: AsyncIterable<Uint8Array>,
): Promise<FileFacts> {
  const { id } = blank;
  const hash = createHash('sha256');
  const utf8 = new Utf8Check();
  let pieces = 0;
  let fileBytes = 0;

  const store = async (bytes: Uint8Array) => {
    const n = pieces;
    hash.update(bytes);
    utf8.add(bytes);
    await ctx.write(
      { action: 'import.received', subject: id, detail: { piece: n, bytes: bytes.length } },
      async (tx) => {
        if (n === 0) {
          await removeBrokenUploads(tx, new Date(ctx.now().getTime() - brokenAfterMs).toISOString());
          await insertImportRow(tx, blank);
        }
        await insertPiece(tx, id, n, bytes);
      },
    );
    pieces += 1;
    fileBytes += bytes.length;
  };

  try {
    for await (const piece of inPieces(fileText(body))) await store(piece);
    const head = Buffer.from((await firstBytes(storedFile(ctx.db, id, 0))) ?? []).toString('latin1');
    const separator = separatorLine(head);
    const delimiter = separator?.delimiter ?? detectDelimiter(head);
    const begin = separator ? { byte: separator.bytes, row: 1 } : { byte: 0, row: 0 };
    const found = await scanRows(ctx, id, { delimiter, begin });
    const encoding = utf8.end() ? 'utf-8' : 'windows-1252';
    return {
      columns: guessColumns(found.header),
      options: { encoding, delimiter, firstRow: found.firstRow, sha256: hash.digest('hex') },
      fileBytes,
      rowsTotal: found.rowsTotal,
    };
  } catch (error) {
    if (pieces > 0) await discard(ctx, id, error);
    throw error;
  }
}

async function scanRows(
  ctx: TenantContext,
  id: string,
  options: { readonly delimiter: Delimiter; readonly begin: FilePlace },
): Promise<{ header: readonly string[]; firstRow: FilePlace; rowsTotal: number }> {
  const { delimiter, begin } = options;
  let header: { readonly cells: readonly string[]; readonly end: FilePlace } | undefined;
  let rows = 0;
  for await (const batch of parseRows(storedFile(ctx.db, id, begin.byte), { delimiter, from: begin })) {
    if (header === undefined) {
      header = batch[0];
      // Too many columns are refused before the rest is read.
      if (header) guessColumns(header.cells);
    }
    rows += batch.length;
    if (rows - 1 > importRowsMax) throw badFile(`The file has more than ${importRowsMax} rows. Split it.`);
  }
  if (header === undefined) throw badFile('The file is empty.');
  if (rows === 1) throw badFile('The file has a header row, and no rows after it.');
  return { header: header.cells, firstRow: header.end, rowsTotal: rows - 1 };
}

/** The first row begins with the header: the head is long enough to see how the file is written. */
async function firstBytes(file: AsyncIterable<Uint8Array>): Promise<Uint8Array | undefined> {
  for await (const portion of file) return portion;
  return undefined;
}

/** Cuts a stream into pieces of exactly `pieceBytes`, the last one shorter. */
async function* inPieces(text: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  let total = 0;
  for await (const bytes of text) {
    let rest = bytes;
    total += bytes.length;
    if (total > importBytesMax) throw fail('body_too_large', { extension: { bytesMax: importBytesMax } });
    while (length + rest.length >= pieceBytes) {
      const cut = pieceBytes - length;
      yield Buffer.concat([...waiting, rest.subarray(0, cut)]);
      rest = rest.subarray(cut);
      waiting = [];
      length = 0;
    }
    if (rest.length > 0) waiting.push(rest);
    length += rest.length;
  }
  if (length > 0) yield Buffer.concat(waiting);
}

/** What has been stored of a file that cannot be used goes again. */
async function discard(ctx: TenantContext, id: string, error: unknown): Promise<void> {
  const reason = isHoldfastError(error) ? error.code : 'internal';
  try {
    await ctx.write({ action: 'import.refused', subject: id, detail: { reason } }, (tx) => removeImport(tx, id));
  } catch (cause) {
    // The caller must hear of the first failure; what is left goes with the next upload.
    ctx.services.log.warn({ err: cause, import: id }, 'a refused upload could not be removed');
  }
}
