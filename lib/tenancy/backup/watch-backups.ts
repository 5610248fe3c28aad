import { timeAfter } from '../../platform/jobs/schedule.ts';
import type { Runtime } from '../../runtime.ts';
import type { FoundBackups } from './read-backups.ts';

/** Without a good copy for so long, somebody is told. */
const staleMs = 36 * 3_600_000;
/** A server that was off for days is given so long to make its backup before silence is an alert. */
const startGraceMs = 3_600_000;
const pageSize = 200;

/** What was last copied before this instant has no backup worth the name. */
export function staleBefore(now: Date): string {
  return new Date(now.getTime() - staleMs).toISOString();
}

/** Whether a backup of everything has fallen due, by the setting: since the last one, one of its times has come. */
export function backupDue(cron: string, { backups }: FoundBackups, now: Date): boolean {
  const last = backups.find(({ scope }) => scope === 'installation');
  return last === undefined || timeAfter(cron, new Date(last.startedAt)) <= now;
}

/** Makes the backup that is due, if one is. */
export async function takeDueBackup(
  rt: Pick<Runtime, 'backups' | 'env' | 'clock' | 'log'>,
  signal: AbortSignal,
): Promise<void> {
  if (!backupDue(rt.env.HOLDFAST_BACKUP_CRON, await rt.backups.list(), rt.clock.now())) return;
  const { id, organizations, problems } = await rt.backups.take({ signal });
  const count = organizations.length;
  if (problems.length === 0) rt.log.info({ backup: id, organizations: count }, 'a backup was made');
  else rt.log.error({ backup: id, problems }, 'a backup was made without what could not be copied');
}

/** When each organisation was last known to be in a backup as it is. */
export function lastGood({ backups }: FoundBackups): ReadonlyMap<string, string> {
  const good = new Map<string, string>();
  for (const { organizations } of backups) {
    for (const { orgId, goodAt } of organizations) if (goodAt > (good.get(orgId) ?? '')) good.set(orgId, goodAt);
  }
  return good;
}

/**
 * Raises `backup.stale` in every organisation that no good copy was made of for 36 hours, and settles it in the others. The
 * alert is the organisation's: it is its data that is at risk. Who runs the installation reads it in the log and the metrics.
 */
export async function watchBackups(
  rt: Pick<Runtime, 'backups' | 'tenancy' | 'alerts' | 'clock' | 'log'>,
): Promise<void> {
  const now = rt.clock.now();
  if (now.getTime() < rt.backups.since.getTime() + startGraceMs) return;
  const before = staleBefore(now);
  const good = lastGood(
    await rt.backups.list().catch((error: unknown) => {
      rt.log.error({ err: error }, 'the place of the backups does not answer');
      return { backups: [], unreadable: [] };
    }),
  );
  let stale = 0;
  for (let after = ''; ; ) {
    const rows = await rt.tenancy.control.all<{ id: string; createdAt: string }>(
      "SELECT id, createdAt FROM Organization WHERE status = 'active' AND id > ? ORDER BY id LIMIT ?",
      [after, pageSize],
    );
    for (const { id, createdAt } of rows) {
      const lastGoodAt = good.get(id) ?? null;
      if ((lastGoodAt ?? createdAt) < before) {
        stale += 1;
        await rt.alerts.raise(id, 'backup.stale', 'backups', { lastGoodAt });
      } else await rt.alerts.settle(id, 'backup.stale', 'backups');
    }
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.id;
  }
  if (stale > 0) rt.log.error({ organizations: stale }, 'there is no backup of the last 36 hours');
}
