import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type { FileAnswer } from '#lib/access/operation.ts';
import type { UserPrincipal } from '#lib/access/principal.ts';
import { createExport } from '#lib/privacy/export/create-export.ts';
import { downloadExport } from '#lib/privacy/export/download-export.ts';
import { ArchiveManifest } from '#lib/privacy/export/format.ts';
import { readExport } from '#lib/privacy/export/read-export.ts';
import { type DataExportAnswer, endedExportStates } from '#lib/privacy/export/schema.ts';
import { call } from './call.ts';
import { eventually } from './eventually.ts';
import { unzip } from './unzip.ts';

export function exportEnd(principal: UserPrincipal, id: string): Promise<DataExportAnswer> {
  return eventually('the export has come to its end', async () => {
    const found = await call(readExport, principal, { id });
    return endedExportStates.has(found.state) ? found : null;
  });
}

/** Everything, made and ready. */
export async function madeExport(principal: UserPrincipal, options: object = {}): Promise<DataExportAnswer> {
  const { id } = await call(createExport, principal, options);
  const made = await exportEnd(principal, id);
  expect(made.state, made.error ?? '').toBe('ready');
  return made;
}

export async function bytesOf(file: FileAnswer): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.stream as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export async function downloaded(principal: UserPrincipal, id: string): Promise<Buffer> {
  return bytesOf(await call(downloadExport, principal, { id }));
}

export interface OpenArchive {
  readonly manifest: ArchiveManifest;
  text(path: string): string;
  bytes(path: string): Buffer;
  readonly paths: readonly string[];
  /** The lines of `data/<entity>.jsonl`. */
  rows(entity: string): Record<string, unknown>[];
}

/** Opens an archive with a reader that is not ours to write with, and holds it to its manifest. */
export function openArchive(zip: Buffer): OpenArchive {
  const files = new Map(unzip(zip).map((file) => [file.path, file]));
  const bytes = (path: string) => files.get(path)?.bytes ?? expect.fail(`${path} is not in the archive`);
  const text = (path: string) => bytes(path).toString('utf8');
  const paths = [...files.keys()];
  const manifest = ArchiveManifest.parse(JSON.parse(text('manifest.json')));
  expect(paths).toEqual([...manifest.files.map(({ path }) => path), 'manifest.json']);
  for (const file of manifest.files) {
    const body = bytes(file.path);
    expect(body.length, file.path).toBe(file.bytes);
    expect(createHash('sha256').update(body).digest('hex'), file.path).toBe(file.sha256);
  }
  const lines = (path: string) => text(path).split('\n').slice(0, -1);
  for (const { path, rows, kind } of manifest.files) {
    if (kind === 'data') expect(lines(path).length, path).toBe(rows);
    if (kind === 'ledger') expect(lines(path).length - 2, path).toBe(rows);
  }
  return {
    manifest,
    paths,
    text,
    bytes,
    rows: (entity) => lines(`data/${entity}.jsonl`).map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}
