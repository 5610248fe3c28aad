import type { z } from 'zod';
import { operatorOperation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { runtime } from '../../runtime.ts';
import type { OperatorContext } from '../context.ts';
import type { Assembled } from './assemble.ts';
import { type DrillRow, drillRestore, listDrillRows } from './drill.ts';
import type { BackupManifest } from './manifest.ts';
import {
  BackupList,
  BackupSummary,
  Drill,
  DrillList,
  ExamineBackup,
  ExaminedBackup,
  ListBackups,
  RestoredOrganization,
  RestoreInto,
  RestoreOrganization,
  TakeBackup,
} from './schema.ts';
import { backupDue } from './watch-backups.ts';

const drillsListed = 24;

/** Makes a backup now, of everything or of one organisation. */
export const takeBackupNow = operatorOperation({
  name: 'backups.take',
  title: 'Make a backup',
  limits: [],
  input: TakeBackup,
  output: BackupSummary,
  writes: true,
  refuses: ['conflict', 'storage_unavailable'],
  run: async (ctx, { org }) => {
    const orgId = org === undefined ? undefined : (await organizationNamed(ctx, org)).id;
    return summaryOf(await ctx.services.backups.take({ orgId }));
  },
});

export const listAllBackups = operatorOperation({
  name: 'backups.listAll',
  title: 'List the backups of the installation',
  limits: [],
  input: ListBackups,
  output: BackupList,
  writes: false,
  run: async (ctx) => {
    const { backups, env } = ctx.services;
    const found = await backups.list();
    const [drill] = await listDrillRows(ctx.control, 1);
    return {
      place: backups.place,
      data: found.backups.map(summaryOf),
      unreadable: [...found.unreadable],
      due: backupDue(env.HOLDFAST_BACKUP_CRON, found, ctx.now()),
      lastDrill: drill === undefined ? null : { id: drill.id, startedAt: drill.startedAt, outcome: drill.outcome },
    };
  },
});

/** Restores a backup into an isolated folder, checks all of it, and removes the folder. */
export const examineBackup = operatorOperation({
  name: 'backups.verify',
  title: 'Check a backup by restoring it where nobody reaches it',
  limits: [],
  input: ExamineBackup,
  output: ExaminedBackup,
  writes: false,
  refuses: ['data_folder_unusable', 'storage_unavailable'],
  run: async (ctx, { backup }) => {
    const examined = await ctx.services.backups.examine(backup);
    return examinedOf(examined.backup, examined.found);
  },
});

export const restoreIntoFolder = operatorOperation({
  name: 'backups.restore',
  title: 'Make a new data folder from a backup',
  limits: [],
  input: RestoreInto,
  output: ExaminedBackup,
  writes: false,
  refuses: ['conflict', 'data_folder_unusable', 'storage_unavailable'],
  run: async (ctx, { backup, into, partly }) => {
    const restored = await ctx.services.backups.restoreInto(backup, { into, partly });
    return examinedOf(restored.backup, restored.found);
  },
});

/** Puts one organisation back to what it was, and says so in its ledger and in that of the installation. */
export const restoreOneOrganization = operatorOperation({
  name: 'organizations.restore',
  title: 'Put one organisation back to a backup',
  limits: [],
  input: RestoreOrganization,
  output: RestoredOrganization,
  writes: true,
  refuses: ['conflict', 'data_folder_unusable', 'data_newer_than_code', 'storage_unavailable'],
  run: async (ctx, { org, at }) => {
    const { id, slug } = await organizationNamed(ctx, org);
    const restored = await ctx.services.backups.restoreOrganization({ orgId: id, wanted: at, actor: ctx.actor });
    runtime().checkpoints.noteAppend(id);
    const { backup, copiedAt, receipts, abandoned } = restored;
    await ctx.services.installationLedger.append(
      { action: 'organization.restored', subject: id, detail: { backup, copiedAt, receipts, abandoned } },
      { actor: ctx.actor },
    );
    return { orgId: id, slug, backup, copiedAt, receipts, abandoned };
  },
});

export const runDrill = operatorOperation({
  name: 'drills.run',
  title: 'Hold a restore drill now',
  limits: [],
  input: ListBackups,
  output: Drill,
  writes: true,
  refuses: ['data_folder_unusable', 'storage_unavailable'],
  run: async () => presentDrill(await drillRestore(runtime())),
});

export const listAllDrills = operatorOperation({
  name: 'drills.listAll',
  title: 'List the restore drills of the installation',
  limits: [],
  input: ListBackups,
  output: DrillList,
  writes: false,
  run: async (ctx) => ({ data: (await listDrillRows(ctx.control, drillsListed)).map(presentDrill) }),
});

async function organizationNamed(ctx: OperatorContext, slugOrId: string): Promise<{ id: string; slug: string }> {
  const row = await ctx.control.get<{ id: string; slug: string }>(
    'SELECT id, slug FROM Organization WHERE slug = ? OR id = ?',
    [slugOrId, slugOrId],
  );
  if (row === undefined) throw fail('not_found', { message: `No organisation is called ${slugOrId}.` });
  return row;
}

function summaryOf(backup: BackupManifest): z.output<typeof BackupSummary> {
  const { id, scope, startedAt, finishedAt, organizations, control, objects, problems } = backup;
  const copies = organizations.reduce((bytes, copy) => bytes + copy.bytes, 0);
  return {
    ...{ id, scope, startedAt, finishedAt, problems, organizations: organizations.length },
    users: control?.users ?? null,
    receipts: organizations.reduce((receipts, copy) => receipts + copy.receipts, 0),
    bytes: copies + (control?.bytes ?? 0) + objects.bytes,
    objects: objects.count,
  };
}

function examinedOf(backup: BackupManifest, found: Assembled): z.output<typeof ExaminedBackup> {
  const { organizations, users, receipts, problems } = found;
  const erased = found.erased.length;
  return {
    ...{ backup: backup.id, madeAt: backup.startedAt, organizations, users, receipts, erased },
    problems: [...problems],
  };
}

function presentDrill({ outcome, problems, ...row }: DrillRow): z.output<typeof Drill> {
  const known = (['running', 'passed', 'failed'] as const).find((word) => word === outcome);
  if (known === undefined) throw fail('internal', { detail: `a drill with an unknown outcome: ${outcome}` });
  return { ...row, outcome: known, problems: JSON.parse(problems) as { orgId: string | null; problem: string }[] };
}
