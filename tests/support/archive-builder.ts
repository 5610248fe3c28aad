import { createHash } from 'node:crypto';
import type { ArchiveFile, ArchiveManifest } from '#lib/privacy/export/format.ts';
import { manifestPath } from '#lib/privacy/export/format.ts';
import { unzip } from './unzip.ts';
import { zipBytes } from './zip-bytes.ts';

/** An archive that can be changed and put together again. */
export interface ChangedArchive {
  readonly files: Map<string, Buffer>;
  manifest: ArchiveManifest;
  /** What the change makes of a file; the manifest follows, unless told not to. */
  change(
    path: string,
    to: (text: string) => string,
    options?: { readonly manifest?: false; readonly rows?: number },
  ): void;
  /** What the change makes of one line of data, by its number. */
  row(entity: string, n: number, to: (row: Record<string, unknown>) => Record<string, unknown>): void;
  zip(): Buffer;
}

/** Takes an archive apart: what is put together again is as good as the first, but for what was changed. */
export function changedArchive(from: Buffer): ChangedArchive {
  const files = new Map(unzip(from).map(({ path, bytes }) => [path, bytes]));
  const methods = new Map(unzip(from).map(({ path, method }) => [path, method]));
  const manifest = JSON.parse(files.get(manifestPath)?.toString('utf8') ?? '') as ArchiveManifest;
  files.delete(manifestPath);
  const archive: ChangedArchive = {
    files,
    manifest,
    change(path, to, options = {}) {
      const bytes = Buffer.from(to(files.get(path)?.toString('utf8') ?? ''));
      files.set(path, bytes);
      if (options.manifest === false) return;
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const rows = options.rows;
      const listed = (file: ArchiveFile): ArchiveFile =>
        file.path === path ? { ...file, bytes: bytes.length, sha256, ...(rows === undefined ? {} : { rows }) } : file;
      archive.manifest = { ...archive.manifest, files: archive.manifest.files.map(listed) };
    },
    row(entity, n, to) {
      archive.change(`data/${entity}.jsonl`, (text) =>
        text
          .split('\n')
          .map((line, at) => (at === n ? JSON.stringify(to(JSON.parse(line) as Record<string, unknown>)) : line))
          .join('\n'),
      );
    },
    zip() {
      const parts = [...files].map(([name, content]) => ({ name, content, method: methods.get(name) ?? 8 }));
      return zipBytes([...parts, { name: manifestPath, content: JSON.stringify(archive.manifest) }]);
    },
  };
  return archive;
}
