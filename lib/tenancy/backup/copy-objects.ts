import { z } from 'zod';
import type { ObjectStore, StoredObject } from '../../platform/storage/object-store.ts';
import { organizationPrefix } from '../../platform/storage/sealed-objects.ts';
import type { BackupParts } from './parts.ts';
import { backupKeys, getText, putText } from './place.ts';

/**
 * What is kept of an organisation's objects: its files, and the ledgers that archives brought, which nobody could make
 * again. Exports and half-taken uploads are made again, or are not missed.
 */
const keptPrefixes = ['files/', 'history/'] as const;

const Gone = z.record(z.string(), z.string());

export interface CopiedObjects {
  readonly count: number;
  readonly bytes: number;
}

/**
 * Afterwards every file of the organisation is at the place, sealed as it is. One that the organisation deleted stays there
 * until no backup is left that was made while it had it: `oldestAt` is the time of the oldest one kept.
 */
export async function copyObjects(parts: BackupParts, orgId: string, oldestAt: string): Promise<CopiedObjects> {
  const { objects, place, clock } = parts;
  if (objects === null) return { count: 0, bytes: 0 };
  const from = organizationPrefix(orgId);
  const to = `${place.prefix}${backupKeys.objects(orgId)}`;
  const there = new Map<string, StoredObject>();
  for await (const object of place.store.list(to)) there.set(object.key.slice(to.length), object);
  let count = 0;
  let bytes = 0;
  for await (const object of listKept(objects, from)) {
    const name = object.key.slice(from.length);
    const copy = there.get(name);
    there.delete(name);
    count += 1;
    bytes += object.bytes;
    if (copy?.bytes === object.bytes && copy.at >= object.at) continue;
    const stream = await objects.get(object.key);
    // Deleted while we looked.
    if (stream !== null) await place.store.put(`${to}${name}`, stream);
  }
  await forgetGone(parts, orgId, { names: [...there.keys()], oldestAt, at: clock.now().toISOString() });
  return { count, bytes };
}

async function* listKept(objects: ObjectStore, from: string): AsyncGenerator<StoredObject> {
  for (const prefix of keptPrefixes) yield* objects.list(`${from}${prefix}`);
}

async function forgetGone(
  { place }: BackupParts,
  orgId: string,
  { names, oldestAt, at }: { readonly names: readonly string[]; readonly oldestAt: string; readonly at: string },
): Promise<void> {
  const key = backupKeys.gone(orgId);
  const text = await getText(place, key);
  const before = text === null ? {} : (Gone.safeParse(JSON.parse(text)).data ?? {});
  const gone: Record<string, string> = {};
  for (const name of names) {
    const since = before[name] ?? at;
    if (since < oldestAt) await place.store.remove(`${place.prefix}${backupKeys.objects(orgId)}${name}`);
    else gone[name] = since;
  }
  if (Object.keys(gone).length > 0) await putText(place, key, JSON.stringify(gone));
  else if (text !== null) await place.store.remove(`${place.prefix}${key}`);
}
