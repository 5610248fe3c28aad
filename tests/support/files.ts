import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Principal } from '#lib/access/principal.ts';
import { downloadFile } from '#lib/files/download-file.ts';
import type { FileRecordAnswer } from '#lib/files/schema.ts';
import { uploadFile } from '#lib/files/upload-file.ts';
import { call } from './call.ts';
import { streamOf } from './imports.ts';

interface Upload {
  readonly contactId?: string;
  readonly dealId?: string;
  readonly fileName?: string;
}

/** Uploads a file as the API's door would hand it over. */
export function putFile(
  principal: Principal,
  content: string | Uint8Array | AsyncIterable<Uint8Array>,
  { fileName = 'note.txt', ...owner }: Upload = {},
): Promise<FileRecordAnswer> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return call(uploadFile, principal, owner, { request: { body: streamOf(bytes), fileName } });
}

/** A file's bytes, as whoever downloads it gets them. */
export async function bytesOf(principal: Principal, id: string): Promise<Buffer> {
  const { stream } = await call(downloadFile, principal, { id });
  return Buffer.from(await new Response(stream).arrayBuffer());
}

/** Every file below a folder, by its path from there. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The files below a folder in which the text stands as it is. */
export function filesWith(folder: string, text: string): string[] {
  return filesBelow(folder).filter((file) => readFileSync(file).includes(text));
}
