import { z } from 'zod';

const count = z.number().int();

/** One backup, as one organisation sees it: its own copy and nothing of others. */
export const OrganizationBackup = z.strictObject({
  id: z.string(),
  madeAt: z.string().describe('When the backup was begun'),
  copiedAt: z.string().describe('The state of the organisation that it holds'),
  currentAt: z.string().describe('Until when nothing had been written since that a receipt tells of'),
  bytes: count.describe('The size of the encrypted copy'),
  receipts: count.describe('Receipts in it'),
  schemaLevel: count,
  problem: z.string().nullable().describe('Why this backup holds an older copy of the organisation'),
});

export const ListBackups = z.strictObject({});

export const OrganizationBackups = z.strictObject({
  data: z.array(OrganizationBackup),
  recoveryPoint: z
    .string()
    .nullable()
    .describe('What was written after this instant would be lost with the disk; null before the first backup'),
  nextAt: z.string().describe('When the next one falls due'),
  place: z.enum(['folder', 's3']),
  objects: z.enum(['here', 'elsewhere']).describe('Whether backups hold the files, or the bucket is relied upon'),
  stale: z.boolean().describe('Whether there is no good copy of the last 36 hours'),
});

export const ListDrills = z.strictObject({});

/** A restore drill, as the organisation’s own ledger tells of it. */
export const OrganizationDrill = z.strictObject({
  id: z.string(),
  at: z.string(),
  outcome: z.enum(['passed', 'failed']),
  backup: z.string(),
  copiedAt: z.string(),
  receipts: count.describe('Receipts that were verified in the restored copy'),
  receipt: count.describe('The receipt that says so'),
});

export const OrganizationDrills = z.strictObject({ data: z.array(OrganizationDrill) });

const Problem = z.strictObject({ orgId: z.string().nullable(), problem: z.string() });

/** A backup, for whoever runs the installation. */
export const BackupSummary = z.strictObject({
  id: z.string(),
  scope: z.enum(['installation', 'organization']),
  startedAt: z.string(),
  finishedAt: z.string(),
  organizations: count,
  users: count.nullable(),
  receipts: count,
  bytes: count.describe('Of all files that it refers to, shared ones too'),
  objects: count,
  problems: z.array(z.strictObject({ orgId: z.string(), problem: z.string() })),
});

export const BackupList = z.strictObject({
  place: z.enum(['folder', 's3']),
  data: z.array(BackupSummary),
  unreadable: z.array(z.strictObject({ id: z.string(), problem: z.string() })),
  due: z.boolean(),
  lastDrill: z.strictObject({ id: z.string(), startedAt: z.string(), outcome: z.string() }).nullable(),
});

export const TakeBackup = z.strictObject({ org: z.string().min(1).max(64).optional() });

const wanted = z
  .string()
  .regex(/^(?:latest|bak_[0-9A-Z]{26})$/, 'The id of a backup, or latest')
  .default('latest');

export const ExamineBackup = z.strictObject({ backup: wanted });

export const ExaminedBackup = z.strictObject({
  backup: z.string(),
  madeAt: z.string(),
  organizations: count,
  users: count,
  receipts: count,
  erased: count.describe('Organisations of it that were erased since; nothing of them was opened'),
  problems: z.array(Problem),
});

export const RestoreInto = z.strictObject({
  backup: wanted,
  into: z.string().min(1).max(4_096),
  partly: z.boolean().default(false),
});

export const RestoreOrganization = z.strictObject({ org: z.string().min(1).max(64), at: wanted });

export const RestoredOrganization = z.strictObject({
  orgId: z.string(),
  slug: z.string(),
  backup: z.string(),
  copiedAt: z.string(),
  receipts: count,
  abandoned: z.strictObject({ seq: count, hash: z.string().nullable() }).nullable(),
});

export const Drill = z.strictObject({
  id: z.string(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  outcome: z.enum(['running', 'passed', 'failed']),
  backup: z.string(),
  organizations: count,
  users: count,
  receipts: count,
  problems: z.array(Problem),
});

export const DrillList = z.strictObject({ data: z.array(Drill) });
