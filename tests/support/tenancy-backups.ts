import { join } from 'node:path';
import { systemClock } from '#lib/platform/clock.ts';
import { createLog } from '#lib/platform/log.ts';
import { createLocalStore } from '#lib/platform/storage/local-store.ts';
import { type Backups, createBackups } from '#lib/tenancy/backup/backups.ts';
import type { BackupPlace } from '#lib/tenancy/backup/place.ts';
import type { DataFolder } from '#lib/tenancy/data-folder.ts';
import type { MasterKeys } from '#lib/tenancy/keys.ts';
import type { Tenancy } from '#lib/tenancy/tenancy.ts';
import { projectRoot } from './data-folder.ts';

interface Parts {
  readonly tenancy: Tenancy;
  readonly folder: DataFolder;
  readonly masterKeys: MasterKeys;
}

/** Backups of a tenancy by itself, without a runtime, into its data folder. */
export function backupsOfTenancy({ tenancy, folder, masterKeys }: Parts): Backups {
  const clock = systemClock;
  const store = createLocalStore({ folder: join(folder.path, 'backups'), clock });
  const place: BackupPlace = { name: 'folder', store, prefix: 'v1/' };
  return createBackups({
    ...{ tenancy, folder, masterKeys, projectRoot, clock, log: createLog('silent'), place, places: [place] },
    ...{ objects: null, keep: { daily: 7, weekly: 4, monthly: 6 }, checkpointFolder: undefined },
    eraseAgain: async () => undefined,
  });
}
