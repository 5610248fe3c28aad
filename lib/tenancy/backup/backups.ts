import { fail, isHoldfastError } from '../../platform/errors.ts';
import type { Tombstone } from '../tombstones.ts';
import type { Assembled } from './assemble.ts';
import { forgetOrganization } from './forget-organization.ts';
import { type KeptCertificate, keepCertificates } from './kept-certificates.ts';
import { keepTombstone, readTombstones } from './kept-tombstones.ts';
import type { BackupManifest } from './manifest.ts';
import type { BackupParts } from './parts.ts';
import { backupKeys } from './place.ts';
import { copyOf, type FoundBackups, findBackup, readBackups } from './read-backups.ts';
import { examineBackup, restoreFolder } from './restore-folder.ts';
import { settleRestores } from './restore-journal.ts';
import { type RestoredOrganization, restoreOrganization } from './restore-organization.ts';
import { takeBackup } from './take-backup.ts';

/** Makes, checks and restores backups, and sees to it that what was erased leaves them. One per process. CLAIMS O4, G3. */
export interface Backups {
  readonly place: 'folder' | 's3';
  /** Since when this process could make any. */
  readonly since: Date;
  /**
   * Makes a backup of everything, or of one organisation. See {@link takeBackup}.
   * @throws `conflict` while another one is made.
   */
  take(request?: { readonly orgId?: string | undefined; readonly signal?: AbortSignal }): Promise<BackupManifest>;
  /** What there is; as it was up to a minute ago when `recent` will do. */
  list(freshness?: 'now' | 'recent'): Promise<FoundBackups>;
  /** Restores a backup (an id, or `latest`) where nobody reaches it, and checks all of it. */
  examine(
    wanted: string,
    signal?: AbortSignal,
  ): Promise<{ readonly backup: BackupManifest; readonly found: Assembled }>;
  /** Makes a new data folder from a backup. See {@link restoreFolder}. */
  restoreInto(
    wanted: string,
    request: { readonly into: string; readonly partly: boolean },
  ): Promise<{ readonly backup: BackupManifest; readonly found: Assembled }>;
  /** Puts one organisation back. See {@link restoreOrganization}. */
  restoreOrganization(request: {
    readonly orgId: string;
    readonly wanted: string;
    readonly actor: string;
  }): Promise<RestoredOrganization>;
  /** Settles what killed processes left, before anybody is served. */
  settle(): Promise<void>;
  /** Afterwards no backup of the organisation can be opened by anybody. See {@link forgetOrganization}. */
  forget(orgId: string): Promise<void>;
  /** Afterwards every place that answers knows of the erasure; one that does not is told of by the log, and later. */
  keepTombstone(stone: Tombstone): Promise<void>;
  /** The erasures that the place knows of and the caller does not. @throws `storage_unavailable` when it does not answer. */
  tombstones(known: readonly Tombstone[]): Promise<readonly Tombstone[]>;
}

const recentMs = 60_000;

export function createBackups(given: Omit<BackupParts, 'forgotten' | 'turn'>): Backups {
  let last: Promise<unknown> = Promise.resolve();
  const parts: BackupParts = {
    ...given,
    forgotten: new Set(),
    turn: (step) => {
      const next = last.then(step);
      last = next.catch(() => undefined);
      return next;
    },
  };
  const { place, places, masterKeys, clock, log } = parts;
  let taking = false;
  let known: { readonly at: number; readonly found: FoundBackups } | undefined;

  const changed = <T>(result: T): T => {
    known = undefined;
    return result;
  };

  async function tellTombstones(): Promise<void> {
    const stones = await parts.tenancy.control.all<Tombstone>('SELECT id, kind, orgId, subject, at FROM Tombstone');
    for (const stone of stones) await keepTombstone(place, masterKeys, stone);
    const certificates = 'SELECT number, file FROM ErasureCertificate';
    await keepCertificates(place, masterKeys, await parts.tenancy.control.all<KeptCertificate>(certificates));
    await forgetWhatCameBack(new Set(stones.filter(({ kind }) => kind === 'organization').map((one) => one.subject)));
  }

  /** A disk that was not there when something was erased, or that somebody put an earlier state of back, has its keys. */
  async function forgetWhatCameBack(erased: ReadonlySet<string>): Promise<void> {
    const back = new Set<string>();
    for (const each of places) {
      const from = `${each.prefix}${backupKeys.allDataKeys}`;
      for await (const { key } of each.store.list(from)) {
        const [orgId = ''] = key.slice(from.length).split('/');
        if (erased.has(orgId)) back.add(orgId);
      }
    }
    for (const orgId of back) {
      await forgetOrganization(parts, orgId);
      log.warn({ orgId }, 'backups of an organisation that was erased had come back; they are gone again');
    }
  }

  return {
    place: place.name,
    since: clock.now(),

    async take(request = {}) {
      if (taking) throw fail('conflict', { message: 'A backup is being made already.' });
      taking = true;
      try {
        await tellTombstones();
        return changed(await takeBackup(parts, request));
      } catch (error) {
        // An organisation was erased meanwhile: without it, all is as it was.
        if (!isHoldfastError(error) || error.code !== 'conflict') throw error;
        return changed(await takeBackup(parts, request));
      } finally {
        taking = false;
      }
    },

    async list(freshness = 'now') {
      const at = clock.now().getTime();
      if (freshness === 'recent' && known !== undefined && at - known.at < recentMs) return known.found;
      const found = await readBackups(parts);
      known = { at, found };
      return found;
    },

    async examine(wanted, signal) {
      const backup = await findBackup(parts, wanted, ({ scope }) => scope === 'installation');
      return { backup, found: await examineBackup(parts, backup, signal) };
    },

    async restoreInto(wanted, request) {
      const backup = await findBackup(parts, wanted, ({ scope }) => scope === 'installation');
      return { backup, found: await restoreFolder(parts, backup, request) };
    },

    async restoreOrganization({ orgId, wanted, actor }) {
      const backup = await findBackup(parts, wanted, (each) => copyOf(each, orgId) !== undefined);
      const restored = await restoreOrganization(parts, { orgId, backup, actor });
      log.info({ orgId, backup: backup.id }, 'an organisation was restored from a backup');
      return restored;
    },

    async settle() {
      const finished = await settleRestores(parts);
      if (finished.length > 0) log.warn({ orgIds: finished }, 'restores that were cut off were finished');
    },

    forget: async (orgId) => changed(await forgetOrganization(parts, orgId)),

    async keepTombstone(stone) {
      for (const each of places) {
        try {
          await keepTombstone(each, masterKeys, stone);
        } catch (error) {
          log.error({ err: error, place: each.name }, 'an erasure is not known yet where backups are kept');
        }
      }
    },

    tombstones: (known) => readTombstones(place, masterKeys, known),
  };
}
