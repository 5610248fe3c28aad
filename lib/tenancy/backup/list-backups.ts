import { operation } from '../../access/operation.ts';
import { timeAfter } from '../../platform/jobs/schedule.ts';
import { copyOf } from './read-backups.ts';
import { ListBackups, OrganizationBackups } from './schema.ts';
import { lastGood, staleBefore } from './watch-backups.ts';

/** What an organisation may know of its backups: its own copies. CLAIMS O4. */
export const listBackups = operation({
  name: 'backups.list',
  title: 'List the backups of the organisation',
  description:
    'The backups that hold a copy of the organisation, the newest first, and from when on something written now would be ' +
    'lost with the disk. Backups are made, kept and restored by whoever runs the installation.',
  http: 'GET /backups',
  permission: 'backups:read',
  feature: undefined,
  limits: ['api.general'],
  input: ListBackups,
  output: OrganizationBackups,
  writes: false,
  run: async (ctx) => {
    const { backups: service, env } = ctx.services;
    const found = await service.list('recent');
    const orgId = ctx.org.id;
    const data = found.backups.flatMap((backup) => {
      const copy = copyOf(backup, orgId);
      if (copy === undefined) return [];
      const { copiedAt, goodAt, bytes, receipts, schemaLevel } = copy;
      const failed = backup.problems.some((problem) => problem.orgId === orgId);
      const problem = failed ? 'The organisation could not be copied: this is the copy before.' : null;
      return [
        { id: backup.id, madeAt: backup.startedAt, copiedAt, currentAt: goodAt, bytes, receipts, schemaLevel, problem },
      ];
    });
    const last = found.backups.find(({ scope }) => scope === 'installation');
    const recoveryPoint = lastGood(found).get(orgId) ?? null;
    const next = last === undefined ? ctx.now() : timeAfter(env.HOLDFAST_BACKUP_CRON, new Date(last.startedAt));
    return {
      data,
      recoveryPoint,
      nextAt: next.toISOString(),
      place: service.place,
      objects: last?.objects.kept ?? 'here',
      stale: recoveryPoint !== null && recoveryPoint < staleBefore(ctx.now()),
    };
  },
});
