import { Buffer } from 'node:buffer';
import { z } from 'zod';
import type { SqlReader } from '../../platform/db/types.ts';
import type { WrappedKey } from '../keys.ts';
import { parseJson, refused } from './manifest.ts';
import { type BackupPlace, backupKeys, getText, putText } from './place.ts';

/** A wrapped data key as it stands at a place: an object of its own, so that an erasure removes it there as well. */
export interface KeptKey extends WrappedKey {
  readonly createdAt: string;
}

const Kept = z.strictObject({
  orgId: z.string(),
  version: z.number().int(),
  wrapped: z.base64(),
  masterVersion: z.number().int(),
  createdAt: z.string(),
});

export function listWrappedKeys(control: SqlReader, orgId: string): Promise<KeptKey[]> {
  return control.all<KeptKey>(
    'SELECT orgId, version, wrapped, masterVersion, createdAt FROM DataKey WHERE orgId = ? ORDER BY version',
    [orgId],
  );
}

/** Afterwards the place holds these keys. One that is there already as it is is left alone. */
export async function putKeys(place: BackupPlace, keys: readonly KeptKey[]): Promise<void> {
  for (const { wrapped, ...key } of keys) {
    const at = backupKeys.dataKey(key.orgId, key.version);
    const text = `${JSON.stringify({ ...key, wrapped: Buffer.from(wrapped).toString('base64') })}\n`;
    if ((await getText(place, at)) !== text) await putText(place, at, text);
  }
}

/**
 * The organisation's keys at the place, oldest first; none when it was erased. What they are proves itself when unwrapped.
 * @throws `data_folder_unusable` for what is no key.
 */
export async function readKeys(place: BackupPlace, orgId: string): Promise<KeptKey[]> {
  const keys: KeptKey[] = [];
  for await (const { key } of place.store.list(`${place.prefix}${backupKeys.dataKeys(orgId)}`)) {
    const text = await getText(place, key.slice(place.prefix.length));
    if (text === null) continue;
    const kept = Kept.safeParse(parseJson(text));
    if (!kept.success || kept.data.orgId !== orgId) throw refused(`${key} is no key`);
    keys.push({ ...kept.data, wrapped: Buffer.from(kept.data.wrapped, 'base64') });
  }
  return keys.sort((a, b) => a.version - b.version);
}
