import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../../platform/errors.ts';
import { subkeyOf, unwrapDataKey } from '../keys.ts';
import type { CopyThread } from './copy-thread.ts';
import { type KeptKey, listWrappedKeys, putKeys } from './data-keys.ts';
import type { OrganizationCopy } from './manifest.ts';
import type { BackupParts } from './parts.ts';
import { backupKeys, putFile } from './place.ts';

/** An unchanged organisation is copied anew after so long: a copy that rots is then not the only one, and what leaves no
 * receipt (runs of the auditor, answers of repeated requests) is not much older. */
const copyAgeMsMax = 7 * 86_400_000;

export interface OrganizationPlace {
  readonly orgId: string;
  readonly location: string;
}

interface CopyWork {
  readonly thread: CopyThread;
  readonly staging: string;
  readonly backupId: string;
  /** Its copy in the newest backup that has one. */
  readonly before: OrganizationCopy | undefined;
}

/**
 * Copies one organisation, unless its last copy still says all there is to say. Afterwards the copy and the wrapped key are
 * at the place, and the copy was opened, read to its last page and found to be this organisation's.
 * @throws what is wrong with the database or the place.
 */
export async function copyOrganization(
  parts: BackupParts,
  { orgId, location }: OrganizationPlace,
  { thread, staging, backupId, before }: CopyWork,
): Promise<OrganizationCopy> {
  const { tenancy, folder, place, clock } = parts;
  const keys = await listWrappedKeys(tenancy.control, orgId);
  const key = pageKeyOf(parts, keys);
  await putKeys(place, keys);
  const from = { file: join(folder.tenantsFolder, location), key };
  const now = clock.now();
  const at = now.toISOString();
  const facts = await thread.do('mark', { from });
  if (facts.orgId !== orgId) throw fail('internal', { detail: 'the database belongs to another organisation' });
  const young = before !== undefined && now.getTime() - Date.parse(before.copiedAt) < copyAgeMsMax;
  if (young && before.marker === facts.marker && before.location === location) {
    const there = await place.store.head(`${place.prefix}${before.object}`);
    if (there?.bytes === before.bytes) return { ...before, goodAt: at };
  }
  const to = join(staging, `${orgId}.db`);
  try {
    await thread.do('copy', { from, to });
    const copied = await thread.do('inspectTenant', { at: { file: to, key }, whole: false });
    if (copied.orgId !== orgId) throw fail('internal', { detail: 'the copy belongs to another organisation' });
    const { bytes, sha256 } = await thread.do('digest', { file: to });
    const object = backupKeys.copy(orgId, backupId);
    await putFile(place, object, to);
    const { schemaLevel, receipts, head, marker } = copied;
    return {
      ...{ orgId, location, object, bytes, sha256, copiedAt: at, goodAt: at },
      ...{ schemaLevel, receipts, head, marker },
    };
  } finally {
    for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${to}${suffix}`, { force: true });
  }
}

/** The key of the organisation's pages, from the newest of its wrapped keys. @throws `internal` when there is none. */
export function pageKeyOf({ masterKeys }: Pick<BackupParts, 'masterKeys'>, keys: readonly KeptKey[]): Uint8Array {
  const newest = keys.at(-1);
  if (newest === undefined) throw fail('internal', { detail: 'the organisation has no data key' });
  return subkeyOf(unwrapDataKey(masterKeys, newest), 'database-pages');
}
