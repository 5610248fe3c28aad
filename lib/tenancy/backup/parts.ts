import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { ObjectStore } from '../../platform/storage/object-store.ts';
import type { DataFolder } from '../data-folder.ts';
import type { MasterKeys } from '../keys.ts';
import type { Tenancy } from '../tenancy.ts';
import type { BackupPlace } from './place.ts';
import type { KeptCounts } from './rotation.ts';

/** What backups and restores work with. */
export interface BackupParts {
  readonly tenancy: Tenancy;
  readonly folder: Pick<DataFolder, 'path' | 'controlFile' | 'tenantsFolder'>;
  readonly masterKeys: MasterKeys;
  readonly projectRoot: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Where new backups go. */
  readonly place: BackupPlace;
  /** Every place that may hold backups of earlier settings; `place` among them. */
  readonly places: readonly BackupPlace[];
  /** Organisations' objects, where backups are to hold them; null where they are in a bucket, which keeps its versions. */
  readonly objects: ObjectStore | null;
  readonly keep: KeptCounts;
  /** Where signed checkpoints are put as files, if anywhere. */
  readonly checkpointFolder: string | undefined;
  /** Erases again what a restore of this organisation brought back. Nobody is let into it before that. */
  readonly eraseAgain: (orgId: string) => Promise<void>;
  /** Which organisations were erased while this process ran: none of them is written anywhere again. */
  readonly forgotten: Set<string>;
  /** Runs one step at a time of all that writes to a place. */
  readonly turn: <T>(step: () => Promise<T>) => Promise<T>;
}

/** Where unfinished files are, inside the data folder. What a killed process left there is removed at the next start. */
export function stagingFolder(dataDir: string): string {
  return `${dataDir}/staging`;
}
