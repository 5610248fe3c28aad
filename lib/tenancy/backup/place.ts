import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { fail } from '../../platform/errors.ts';
import { idPattern } from '../../platform/ids.ts';
import type { ObjectStore } from '../../platform/storage/object-store.ts';
import { refused, type StoredFile } from './manifest.ts';

/** Where backups are kept: a folder, or a bucket. */
export interface BackupPlace {
  readonly name: 'folder' | 's3';
  readonly store: ObjectStore;
  /** Stands before every key: a bucket may hold other things too. */
  readonly prefix: string;
}

/**
 * What stands where, below the place's prefix. Organisations' files are apart from the backups that refer to them, so that
 * what has not changed is copied once, and an erasure finds everything of one organisation under its id.
 */
export const backupKeys = {
  manifests: 'sets/',
  manifest: (id: string) => `sets/${id}.json`,
  control: (id: string, revision: number) => `control/${id}-${revision}.db`,
  controls: 'control/',
  organizations: 'orgs/',
  organization: (orgId: string) => `orgs/${orgId}/`,
  copy: (orgId: string, id: string) => `orgs/${orgId}/${id}.db`,
  allDataKeys: 'keys/',
  dataKeys: (orgId: string) => `keys/${orgId}/`,
  dataKey: (orgId: string, version: number) => `keys/${orgId}/${version}.json`,
  objects: (orgId: string) => `objects/${orgId}/`,
  gone: (orgId: string) => `gone/${orgId}.json`,
  tombstones: 'tombstones/',
  certificates: 'certificates/',
  certificate: (number: string) => `certificates/${number}.json`,
  tombstone: (kind: string, subject: string) => `tombstones/${kind}-${subject}.json`,
} as const;

/** The id of the backup whose manifest stands under the key, or undefined. */
export function manifestIdOf(place: BackupPlace, key: string): string | undefined {
  const name = key.slice(place.prefix.length + backupKeys.manifests.length).replace(/\.json$/, '');
  return idPattern('bak').test(name) ? name : undefined;
}

/** @throws `storage_unavailable`, and what reading the file throws. */
export async function putFile(place: BackupPlace, key: string, file: string): Promise<void> {
  await place.store.put(`${place.prefix}${key}`, createReadStream(file));
}

export async function putText(place: BackupPlace, key: string, text: string): Promise<void> {
  await place.store.put(`${place.prefix}${key}`, bytesOf(text));
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text, 'utf8');
}

const textBytesMax = 64 * 1024 * 1024;

/** Null when there is nothing under the key. */
export async function getText(place: BackupPlace, key: string): Promise<string | null> {
  const stream = await place.store.get(`${place.prefix}${key}`);
  if (stream === null) return null;
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of stream) {
    bytes += part.byteLength;
    if (bytes > textBytesMax) throw fail('storage_unavailable', { detail: `${key} is too large` });
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/**
 * Brings a file of a backup here, into a file that must not be there yet. Afterwards it is what the manifest says, durably.
 * @throws `data_folder_unusable` when it is missing, longer, shorter or other than that.
 */
export async function fetchFile(place: BackupPlace, stored: StoredFile, to: string): Promise<void> {
  const stream = await place.store.get(`${place.prefix}${stored.object}`);
  if (stream === null) throw refused(`${stored.object} is missing`);
  const digest = createHash('sha256');
  let bytes = 0;
  const file = await open(to, 'wx', 0o600);
  try {
    for await (const part of stream) {
      bytes += part.byteLength;
      if (bytes > stored.bytes) break;
      digest.update(part);
      await file.writeFile(part);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  if (bytes !== stored.bytes || digest.digest('hex') !== stored.sha256) {
    throw refused(`${stored.object} is not what was put there`);
  }
}
