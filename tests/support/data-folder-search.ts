import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { openConnection } from '#lib/platform/db/connection.ts';
import { controlKeyOf } from '#lib/tenancy/control.ts';
import { masterKeysOf } from '#lib/tenancy/keys.ts';
import type { TestRuntime } from './test-runtime.ts';

/** What opens everything in a data folder; taken while the installation runs, used after it has closed. */
export interface FolderKeys {
  readonly folder: string;
  /** By the name of the database's file. */
  readonly pages: ReadonlyMap<string, Uint8Array>;
  /** Opened objects, by their keys. */
  readonly objects: ReadonlyMap<string, Buffer>;
}

const files = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry: Dirent) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** Opens every object and notes every key. */
export async function openEverything(rt: TestRuntime): Promise<FolderKeys> {
  const { tenancy, objects, dataDir, secrets } = rt;
  const orgs = await tenancy.control.all<{ orgId: string; location: string }>('SELECT orgId, location FROM Placement');
  const control = files(dataDir).find((file) => file.endsWith('control.db')) ?? '';
  const pages = new Map([[control, controlKeyOf(control, masterKeysOf(secrets.masterKey))]]);
  const opened = new Map<string, Buffer>();
  for (const { orgId, location } of orgs) {
    const key = await tenancy.keyOf(orgId, 'database-pages');
    const file = files(dataDir).find((path) => path.endsWith(location));
    if (key !== null && file !== undefined) pages.set(file, key.bytes);
    for await (const name of objects.of(orgId).list('')) {
      const stream = await objects.of(orgId).get(name);
      opened.set(name, Buffer.from(await new Response(stream).arrayBuffer()));
    }
  }
  return { folder: dataDir, pages, objects: opened };
}

/** The decrypted image of a database, free pages and all, after its log was taken in by the last close. */
function imageOf(file: string, key: Uint8Array): Buffer {
  const connection = openConnection({ file, key, access: 'read' });
  try {
    const pageCount = connection.pragma('page_count', { simple: true }) as number;
    const image = connection.serialize();
    if (image.subarray(0, 15).toString('latin1') !== 'SQLite format 3') throw new Error(`${file} was not decrypted`);
    if (image.length % pageCount !== 0) throw new Error(`${file} is not all there`);
    return image;
  } finally {
    connection.close();
  }
}

/**
 * Everywhere in a closed data folder that holds one of the texts: the raw bytes of each file, the decrypted pages of each
 * database, the opened objects. In UTF-8 and in both orders of UTF-16, whatever the case.
 */
export function searchFolder({ folder, pages, objects }: FolderKeys, texts: readonly string[]): string[] {
  const found: string[] = [];
  const look = (where: string, bytes: Buffer) => {
    const held = bytes.toString('latin1').toLowerCase();
    for (const text of texts) {
      const forms = [Buffer.from(text.toLowerCase(), 'utf8'), Buffer.from(text.toLowerCase(), 'utf16le')];
      if (forms.some((form) => held.includes(form.toString('latin1').toLowerCase()))) found.push(`${where}: ${text}`);
    }
  };
  for (const file of files(folder)) look(relative(folder, file), readFileSync(file));
  for (const [file, key] of pages) look(`pages of ${relative(folder, file)}`, imageOf(file, key));
  for (const [name, bytes] of objects) look(`object ${name}`, bytes);
  return found;
}
