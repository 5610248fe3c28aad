import { createHash } from 'node:crypto';
import type { ArchiveFile } from '../export/format.ts';
import type { OpenArchive } from './open-archive.ts';
import { refused } from './zip/archive-problem.ts';

/**
 * A file's content, its digest held against the manifest once it has been read to the end.
 * @throws `archive_refused` naming the file.
 */
export async function* digested(archive: OpenArchive, file: ArchiveFile): AsyncGenerator<Uint8Array, void, undefined> {
  const digest = createHash('sha256');
  for await (const piece of archive.read(file.path)) {
    digest.update(piece);
    yield piece;
  }
  if (digest.digest('hex') !== file.sha256) throw refused(file.path, 'Its SHA-256 is not that of the manifest.');
}

/** Reads a file that is not taken in: its digest, and the number of rows of CSV. */
export async function checkBystander(archive: OpenArchive, file: ArchiveFile): Promise<void> {
  const counts = file.kind === 'csv' || file.kind === 'crm';
  let rows = -1;
  let quoted = false;
  for await (const piece of digested(archive, file)) {
    if (!counts) continue;
    for (const byte of piece) {
      // A quote that is doubled inside of a cell turns this off and on again.
      if (byte === 0x22) quoted = !quoted;
      else if (byte === 0x0a && !quoted) rows += 1;
    }
  }
  if (counts && rows !== file.rows) throw refused(file.path, 'Its number of rows is not that of the manifest.');
}
