import type { Limiter } from '../../access/limits.ts';
import type { CheckpointKeeper } from '../../ledger/checkpoint-keeper.ts';
import type { InstallationLedger } from '../../ledger/installation/installation-ledger.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Mailer } from '../../platform/mail/mailer.ts';
import type { ObjectStore } from '../../platform/storage/object-store.ts';
import type { Tenancy } from '../../tenancy/tenancy.ts';
import type { Tombstones } from '../../tenancy/tombstones.ts';

/** Keeps what backups of an organisation are opened by. */
export interface BackupKeys {
  /** Afterwards no backup of the organisation can be read, wherever it is kept. Safe to repeat. */
  forget(orgId: string): Promise<void>;
}

/** Writes archives of organisations. */
export interface RunningExports {
  /** Afterwards no export of the organisation is under way. */
  abort(orgId: string): Promise<void>;
}

/** What an erasure works with. */
export interface EraserParts {
  readonly tenancy: Tenancy;
  readonly checkpoints: Pick<CheckpointKeeper, 'lastHead'>;
  readonly installationLedger: InstallationLedger;
  readonly tombstones: Tombstones;
  readonly objects: ObjectStore;
  readonly limiter: Pick<Limiter, 'forget'>;
  readonly backups: BackupKeys;
  readonly exporter: RunningExports;
  readonly mailer: Mailer;
  readonly clock: Clock;
  readonly log: Log;
  /** The public origin of this installation. */
  readonly origin: string;
  /** The data folder. */
  readonly folder: string;
  /** How long requests under way are waited for, in milliseconds; 10 seconds, the longest that a write takes, if not said. */
  readonly patienceMs?: number;
}
