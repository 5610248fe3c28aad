import { z } from 'zod';
import type { MasterKeys } from '../keys.ts';
import type { Tombstone } from '../tombstones.ts';
import { authentic, writeAuthentic } from './manifest.ts';
import { type BackupPlace, backupKeys, getText, putText } from './place.ts';

const Kept = z.object({
  id: z.string(),
  kind: z.enum(['organization', 'contact', 'visitor', 'account']),
  orgId: z.string().nullable(),
  subject: z.string(),
  at: z.string(),
});

/** Afterwards the place knows of the erasure, so that a restore on another machine does too. */
export async function keepTombstone(place: BackupPlace, masters: MasterKeys, stone: Tombstone): Promise<void> {
  const key = backupKeys.tombstone(stone.kind, stone.subject);
  if ((await getText(place, key)) !== null) return;
  await putText(place, key, writeAuthentic(masters, 'tombstone', { ...stone }));
}

/**
 * Every erasure that the place knows of, but those that are known already.
 * @throws `data_folder_unusable` when one was not written by this installation: somebody wants something erased, or kept.
 */
export async function readTombstones(
  place: BackupPlace,
  masters: MasterKeys,
  known: readonly Tombstone[] = [],
): Promise<readonly Tombstone[]> {
  const skipped = new Set(known.map(({ kind, subject }) => `${place.prefix}${backupKeys.tombstone(kind, subject)}`));
  const stones: Tombstone[] = [];
  for await (const { key } of place.store.list(`${place.prefix}${backupKeys.tombstones}`)) {
    if (skipped.has(key)) continue;
    const text = await getText(place, key.slice(place.prefix.length));
    if (text === null) continue;
    const { id, kind, orgId, subject, at } = Kept.parse(authentic(masters, 'tombstone', text));
    stones.push({ id, kind, orgId, subject, at });
  }
  return stones;
}
