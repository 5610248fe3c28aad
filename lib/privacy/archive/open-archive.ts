import { portableEntity } from '../export/entities.ts';
import {
  type ArchiveFile,
  ArchiveManifest,
  attachmentPath,
  csvPath,
  dataPath,
  ledgerPath,
  manifestPath,
  readmePath,
  schemaPath,
} from '../export/format.ts';
import { valueOfLine } from './entry-lines.ts';
import { ArchiveProblems, refused } from './zip/archive-problem.ts';
import type { ByteSource } from './zip/byte-source.ts';
import { readDirectory, type ZipEntry } from './zip/directory.ts';
import { type ArchiveLimits, archiveLimits } from './zip/limits.ts';
import { readEntry } from './zip/read-entry.ts';

/** An archive whose directory and manifest were read and agree. Contents have not been looked at yet. */
export interface OpenArchive {
  readonly manifest: ArchiveManifest;
  /** By path, in the order of the manifest. */
  readonly files: ReadonlyMap<string, ArchiveFile>;
  /** The content of a file, checked while it is read: see {@link readEntry}. */
  read(path: string): AsyncGenerator<Uint8Array, void, undefined>;
}

const manifestBytesMax = 64 * 1_024 * 1_024;

/**
 * Reads directory and manifest. Afterwards the archive holds exactly the files that the manifest lists, under the names that
 * belong to their kinds, with these sizes as the directory tells them.
 * @throws `archive_refused`.
 */
export async function openArchive(source: ByteSource, limits: ArchiveLimits = archiveLimits): Promise<OpenArchive> {
  const entries = new Map((await readDirectory(source, limits)).map((entry) => [entry.name, entry]));
  const manifest = await readManifest(source, entries.get(manifestPath), limits);
  const files = new Map(manifest.files.map((file) => [file.path, file]));
  const problems = new ArchiveProblems();
  if (files.size !== manifest.files.length) problems.add(manifestPath, 'It lists a file twice.');
  for (const file of files.values()) {
    const entry = entries.get(file.path);
    if (entry === undefined) problems.add(file.path, 'The manifest lists it, and it is not there.');
    else if (entry.bytes !== file.bytes) problems.add(file.path, 'Its size is not that of the manifest.');
    const misnamed = kindProblem(file);
    if (misnamed !== null) problems.add(file.path, misnamed);
  }
  for (const name of entries.keys()) {
    if (name !== manifestPath && !files.has(name)) problems.add(name, 'The manifest does not list it.');
  }
  checkEntities(manifest, files, problems);
  problems.settle();
  return {
    manifest,
    files,
    read: (path) => {
      const entry = entries.get(path);
      if (entry === undefined) throw refused(path, 'It is not there.');
      return readEntry(source, entry, limits);
    },
  };
}

async function readManifest(
  source: ByteSource,
  entry: ZipEntry | undefined,
  limits: ArchiveLimits,
): Promise<ArchiveManifest> {
  if (entry === undefined) throw refused(manifestPath, 'It is not there: this is no archive of Holdfast.');
  if (entry.bytes > manifestBytesMax) throw refused(manifestPath, 'It is too large.');
  const pieces: Uint8Array[] = [];
  for await (const piece of readEntry(source, entry, limits)) pieces.push(piece);
  const parsed = valueOfLine(new TextDecoder().decode(Buffer.concat(pieces)));
  if (parsed === null) throw refused(manifestPath, 'It is not JSON.');
  const checked = ArchiveManifest.safeParse(parsed.value);
  if (!checked.success) {
    const problems = new ArchiveProblems();
    for (const issue of checked.error.issues) problems.add(manifestPath, `${issue.path.join('.')}: ${issue.message}`);
    problems.settle();
  }
  const manifest = checked.data as ArchiveManifest;
  if (manifest.scope !== 'organization') {
    throw refused(manifestPath, 'It holds what is known of one person, and is meant for that person to read.');
  }
  return manifest;
}

/** A file stands under the name that its kind and entity give it, so that nothing is taken for something else. */
function kindProblem(file: ArchiveFile): string | null {
  const entity = file.entity === null ? undefined : portableEntity(file.entity);
  if (file.entity !== null && entity === undefined) return `There is no entity called ${file.entity} here.`;
  const named = 'Its name is not that of its kind.';
  switch (file.kind) {
    case 'data':
      return entity !== undefined && file.path === dataPath(entity) && file.rows !== null ? null : named;
    case 'csv':
      return entity !== undefined && file.path === csvPath(entity) && file.rows !== null ? null : named;
    case 'crm':
      return file.path.startsWith('crm/') && file.rows !== null ? null : named;
    case 'file':
    case 'history': {
      if (entity === undefined || entity.attachment === null) return named;
      const id = file.path.slice(file.path.indexOf('/') + 1).replace(entity.attachment.suffix, '');
      return file.path === attachmentPath(entity, id) ? null : named;
    }
    case 'ledger':
      return file.path === ledgerPath && file.rows !== null ? null : named;
    case 'schema':
      return file.path === schemaPath ? null : named;
    case 'readme':
      return file.path === readmePath ? null : named;
  }
}

function checkEntities(
  manifest: ArchiveManifest,
  files: ReadonlyMap<string, ArchiveFile>,
  problems: ArchiveProblems,
): void {
  const seen = new Set<string>();
  for (const { name, rows } of manifest.entities) {
    const entity = portableEntity(name);
    const data = entity && files.get(dataPath(entity));
    if (entity === undefined) problems.add(manifestPath, `There is no entity called ${name} here.`);
    else if (seen.has(name)) problems.add(manifestPath, `It lists ${name} twice.`);
    else if (data === undefined) problems.add(dataPath(entity), 'It is not there.');
    else if (data.rows !== rows) problems.add(data.path, 'The manifest gives two numbers of rows for it.');
    seen.add(name);
  }
  for (const file of files.values()) {
    if (file.kind === 'data' && file.entity !== null && !seen.has(file.entity)) {
      problems.add(file.path, 'The manifest does not list its entity.');
    }
  }
  const ledger = files.get(ledgerPath);
  if (manifest.ledger === null || ledger === undefined) problems.add(ledgerPath, 'It is not there.');
  else if (ledger.rows !== manifest.ledger.size) problems.add(ledgerPath, 'The manifest gives two sizes for it.');
}
