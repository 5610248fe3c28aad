import type { Turn } from './platform/jobs/schedule.ts';
import { reviveErasures } from './privacy/persons/revive-erasures.ts';
import { askForCuts } from './privacy/retention/ask-for-cuts.ts';
import { cutInstallation } from './privacy/retention/cut-installation.ts';
import type { Runtime } from './runtime.ts';
import { recheckDomains } from './storefronts/recheck-domains.ts';
import { askToSettleAddresses } from './storefronts/settle-addresses.ts';
import { drillRestore } from './tenancy/backup/drill.ts';
import { takeDueBackup, watchBackups } from './tenancy/backup/watch-backups.ts';

/** A piece of work with a place in the calendar. */
export interface ScheduleRow {
  /** Names its lease in the control database; never changes. */
  readonly name: string;
  /** Minute, hour, day of the month, month, weekday; in UTC. */
  readonly cron: string;
  readonly what: string;
  /** Why then, and why so often. */
  readonly why: string;
  /** May be cut off anywhere and is run again: it finds by itself what is left. Work in organisations goes by jobs. */
  readonly run: (rt: Runtime, turn: Turn) => Promise<unknown>;
}

/**
 * Everything that the calendar asks for; one process at a time runs each of them. Printed into docs/generated/schedule.md.
 * What falls due within minutes looks for itself (`lib/platform/jobs/repeat.ts`).
 */
export const scheduleTable: readonly ScheduleRow[] = [
  {
    name: 'retention',
    cron: '23 2 * * *',
    what: 'Asks for a cut of each organisation: what its rules of retention have kept long enough goes.',
    why: 'Rules count in days, so once a day is enough; at night, when few people wait for the disk.',
    run: askForCuts,
  },
  {
    name: 'retention.installation',
    cron: '41 2 * * *',
    what: 'Removes what the installation itself has kept long enough: sessions, links for signing in, dead jobs.',
    why: 'Like the retention of organisations, and after it has been asked for.',
    run: cutInstallation,
  },
  {
    name: 'persons.revive',
    cron: '37 * * * *',
    what: 'Takes up erasures of persons that were given up after many failures.',
    why: 'What was begun has to come to its end; what stood in its way, a full disk for example, may be gone.',
    run: reviveErasures,
  },
  {
    name: 'backups',
    cron: '*/5 * * * *',
    what: 'Makes a backup of everything, if HOLDFAST_BACKUP_CRON has fallen due since the last one; at once where there is none.',
    why: 'The setting says how often; looked at this often, so that a backup that failed is soon tried again.',
    run: (rt, { signal }) => takeDueBackup(rt, signal),
  },
  {
    name: 'backups.watch',
    cron: '17 * * * *',
    what: 'Raises an alert in each organisation that no good copy was made of for 36 hours.',
    why: 'Silence must be noticed whatever became of the backups, so it does not depend on them.',
    run: (rt) => watchBackups(rt),
  },
  {
    name: 'backups.drill',
    cron: '50 4 1 * *',
    what: 'Restores the newest backup where nobody reaches it, checks everything in it, and says so in the ledgers.',
    why: 'Monthly, as promised; after the night’s backup.',
    run: (rt, { signal }) => drillRestore(rt, signal),
  },
  {
    name: 'storefronts.domains',
    cron: '11 5 * * *',
    what: 'Looks again whether DNS shows each verified domain of a storefront to be its organisation’s; tells of those it does not.',
    why: 'Hosts are sold and given up. A day late is soon enough, since what is missing is served for seven days more.',
    run: recheckDomains,
  },
  {
    name: 'storefronts.addresses',
    cron: '31 5 * * *',
    what: 'Finishes what a crash left between the addresses of storefronts and the storefronts themselves.',
    why: 'An address that leads to no storefront keeps others from having it; it happens seldom, and hurts little for a day.',
    run: askToSettleAddresses,
  },
];
