import type { SqlValue } from '../../platform/db/types.ts';
import { fail } from '../../platform/errors.ts';
import { type CrmFile, crmHeader, crmLines } from './crm-files.ts';
import { byteOrderMark, csvHeader, csvLines } from './csv-rows.ts';
import {
  type ArchiveFile,
  type ArchiveFileKind,
  type ArchiveManifest,
  archiveFormat,
  archiveSchema,
  archiveVersion,
  attachmentPath,
  csvPath,
  dataPath,
  ledgerPath,
  manifestPath,
  readmePath,
  schemaPath,
} from './format.ts';
import { jsonLines, type PortableRow } from './json-rows.ts';
import type { PortableEntity } from './portable-entity.ts';
import { readmeText } from './readme.ts';
import { type AddFile, zipStream } from './zip-stream.ts';

type Rows = Iterable<PortableRow> | AsyncIterable<PortableRow>;

/** Bytes that a row speaks of, and where they are. */
export interface AttachedFile {
  readonly id: string;
  readonly object: string;
}

/** What an archive is made from; everything in it must be of one instant. */
export interface ArchiveSource {
  readonly scope: ArchiveManifest['scope'];
  readonly subject: string | null;
  readonly organization: ArchiveManifest['organization'];
  readonly instance: string;
  readonly createdAt: Date;
  readonly entities: readonly PortableEntity[];
  /** The rows, in the order of the key and with values in the order of the columns. Asked for once for each file. */
  rows(entity: PortableEntity): Rows;
  attached(entity: PortableEntity): Iterable<AttachedFile> | AsyncIterable<AttachedFile>;
  /** The bytes of an object, or null when there is none (any more). */
  bytes(object: string): Promise<AsyncIterable<Uint8Array> | null>;
  /** Files for other programs, with their rows. */
  readonly crm: readonly { readonly file: CrmFile; readonly rows: () => Iterable<readonly SqlValue[]> }[];
  readonly ledger: (NonNullable<ArchiveManifest['ledger']> & { parts(): AsyncIterable<string> }) | null;
}

export interface ArchiveOptions {
  readonly csv: boolean;
  /** U+FEFF in front of CSV. */
  readonly byteOrderMark: boolean;
  /** The bytes of files, not only what is known of them. */
  readonly files: boolean;
}

/** Text is handed on in pieces of about this many characters. */
const pieceChars = 64 * 1024;

/**
 * An archive as it is made, in the form of docs/archive-format.md. Holds a piece of text, a row and the list of files in
 * memory, whatever there is to write.
 *
 * @param wrote told now and again how many rows have been written since, over all files.
 * @throws `conflict` when an object has gone since the instant of the source; what the source throws.
 */
export function writeArchive(
  source: ArchiveSource,
  options: ArchiveOptions,
  wrote: (rows: number) => void = () => undefined,
): AsyncGenerator<Uint8Array> {
  return zipStream(source.createdAt, (add) => fillArchive(source, options, wrote, add));
}

async function fillArchive(
  source: ArchiveSource,
  options: ArchiveOptions,
  wrote: (rows: number) => void,
  add: AddFile,
): Promise<void> {
  const files: ArchiveFile[] = [];
  const entities: ArchiveManifest['entities'] = [];
  const put = async (
    kind: ArchiveFileKind,
    entity: PortableEntity['name'] | null,
    path: string,
    body: AsyncIterable<Uint8Array>,
    about: { readonly rows?: { count: number }; readonly deflate?: boolean } = {},
  ) => {
    const { bytes, sha256 } = await add(path, body, { deflate: about.deflate ?? true });
    files.push({ path, kind, entity, rows: about.rows?.count ?? null, bytes, sha256 });
  };
  /** Writes rows as lines, and counts them. */
  const putRows = async (
    kind: ArchiveFileKind,
    entity: PortableEntity['name'],
    path: string,
    head: string,
    rows: Iterable<readonly SqlValue[]> | AsyncIterable<readonly SqlValue[]>,
    line: (row: readonly SqlValue[]) => string,
  ): Promise<number> => {
    const count = { count: 0 };
    await put(kind, entity, path, linesOf(head, rows, line, count, wrote), { rows: count });
    return count.count;
  };

  await put('readme', null, readmePath, textOf(readmeOf(source, options)));
  await put('schema', null, schemaPath, textOf(`${JSON.stringify(archiveSchema(source.entities), null, 2)}\n`));
  const mark = options.byteOrderMark ? byteOrderMark : '';
  for (const entity of source.entities) {
    const { name, columns } = entity;
    const rows = await putRows('data', name, dataPath(entity), '', source.rows(entity), jsonLines(columns));
    entities.push({ name, rows });
    if (!options.csv) continue;
    if (entity.csv) {
      await putRows('csv', name, csvPath(entity), mark + csvHeader(columns), source.rows(entity), csvLines(columns));
    }
    for (const { file, rows: crmRows } of source.crm.filter(({ file: each }) => each.entity === name)) {
      await putRows('crm', name, file.path, mark + crmHeader(file), crmRows(), crmLines(file));
    }
  }
  if (options.files) {
    for (const entity of source.entities) {
      if (entity.attachment === null) continue;
      const kind = entity.attachment.folder === 'history' ? 'history' : 'file';
      for await (const { id, object } of source.attached(entity)) {
        const bytes = await source.bytes(object);
        if (bytes === null) throw fail('conflict', { detail: `the bytes of ${id} have gone` });
        await put(kind, entity.name, attachmentPath(entity, id), bytes, { deflate: false });
      }
    }
  }
  const { ledger } = source;
  if (ledger !== null) {
    const count = { count: 0 };
    await put('ledger', null, ledgerPath, receiptsOf(ledger.parts(), count, wrote), { rows: count });
  }
  const manifest: ArchiveManifest = {
    format: archiveFormat,
    version: archiveVersion,
    scope: source.scope,
    subject: source.subject,
    organization: source.organization,
    instance: source.instance,
    createdAt: source.createdAt.toISOString(),
    ledger:
      ledger === null
        ? null
        : { size: ledger.size, receipts: ledger.receipts, origin: ledger.origin, vkey: ledger.vkey },
    entities,
    files,
  };
  await add(manifestPath, manifestPieces(manifest));
}

function readmeOf(source: ArchiveSource, { csv, files }: ArchiveOptions): string {
  const { organization, instance, createdAt, subject, ledger } = source;
  return readmeText({
    organization: organization.name,
    instance,
    createdAt,
    subject,
    csv,
    files,
    ledger: ledger !== null,
  });
}

async function* textOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text, 'utf8');
}

async function* linesOf(
  head: string,
  rows: Iterable<readonly SqlValue[]> | AsyncIterable<readonly SqlValue[]>,
  line: (row: readonly SqlValue[]) => string,
  count: { count: number },
  wrote: (rows: number) => void,
): AsyncGenerator<Uint8Array> {
  let text = head;
  let told = 0;
  const tell = () => {
    wrote(count.count - told);
    told = count.count;
  };
  // A sync walk is not awaited row by row: a promise for each of a million rows costs more than the row.
  if (Symbol.iterator in rows) {
    for (const row of rows) {
      text += line(row);
      count.count += 1;
      if (text.length < pieceChars) continue;
      yield Buffer.from(text, 'utf8');
      text = '';
      tell();
    }
  } else {
    for await (const row of rows) {
      text += line(row);
      count.count += 1;
      if (text.length < pieceChars) continue;
      yield Buffer.from(text, 'utf8');
      text = '';
      tell();
    }
  }
  if (text !== '') yield Buffer.from(text, 'utf8');
  tell();
}

/** The ledger's export as it comes; its first line and its last are no receipts. */
async function* receiptsOf(
  parts: AsyncIterable<string>,
  count: { count: number },
  wrote: (rows: number) => void,
): AsyncGenerator<Uint8Array> {
  let lines = 0;
  for await (const part of parts) {
    let found = 0;
    for (let at = part.indexOf('\n'); at >= 0; at = part.indexOf('\n', at + 1)) found += 1;
    lines += found;
    wrote(found);
    yield Buffer.from(part, 'utf8');
  }
  count.count = lines - 2;
}

/** One file a line: readable, and never one string for a hundred thousand of them. */
async function* manifestPieces({ files, ...rest }: ArchiveManifest): AsyncGenerator<Uint8Array> {
  const head = JSON.stringify(rest, null, 2).slice(0, -2);
  yield Buffer.from(`${head},\n  "files": [`, 'utf8');
  for (let at = 0; at < files.length; at += 500) {
    const lines = files.slice(at, at + 500).map((file) => `\n    ${JSON.stringify(file)}`);
    yield Buffer.from(`${at === 0 ? '' : ','}${lines.join(',')}`, 'utf8');
  }
  yield Buffer.from('\n  ]\n}\n', 'utf8');
}
