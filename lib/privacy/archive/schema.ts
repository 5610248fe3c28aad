import { z } from 'zod';
import { instant } from '../../platform/fields.ts';

/** From the first byte to the last row. A failed one can be started again, and goes on where it stopped. */
export const archiveStates = ['uploading', 'checking', 'ready', 'running', 'done', 'refused', 'failed'] as const;

export type ArchiveState = (typeof archiveStates)[number];

/** 2 GiB: as much as is read of any archive. */
export const archiveUploadBytesMax = 2_147_483_648;

const id = z.string().max(64);

export const ArchiveId = z.strictObject({ id });

export const UploadArchive = z.strictObject({ fileName: z.string().max(200).optional() });

/** For the command line: where the file lies on the machine that holds the data folder. */
export const TakeArchiveFile = z.strictObject({ path: z.string().min(1).max(4_096) });

export const ListArchives = z.strictObject({});

export const ArchivePerson = z.strictObject({ email: z.string(), name: z.string().nullable(), role: z.string() });

export type ArchivePerson = z.output<typeof ArchivePerson>;

export const ArchiveReport = z.strictObject({
  instance: z.string().describe('The installation that made it, as it says itself'),
  organization: z.strictObject({ id: z.string(), slug: z.string(), name: z.string() }),
  createdAt: instant.describe('Of whose state everything in it is'),
  ledger: z.strictObject({
    origin: z.string(),
    size: z.int(),
    root: z.string(),
    vkey: z.string(),
    note: z.string().describe('Its signed head, which everything was verified against'),
  }),
  files: z.strictObject({ count: z.int(), bytes: z.int() }),
  entities: z.array(
    z.strictObject({
      name: z.string(),
      title: z.string(),
      rows: z.int(),
      taken: z.boolean(),
      why: z.string().nullable().describe('Why it is not taken over'),
    }),
  ),
});

export type ArchiveReport = z.output<typeof ArchiveReport>;

export const ArchiveProblem = z.strictObject({
  path: z.string().describe('The entry of the archive, or `archive`'),
  message: z.string(),
});

/** An archive on its way in. */
export const Archive = z.strictObject({
  id: z.string(),
  fileName: z.string(),
  fileBytes: z.int(),
  state: z.enum(archiveStates),
  sha256: z.string().nullable(),
  rowsTotal: z.int().nullable().describe('Rows that are taken in; null before it was checked'),
  rowsDone: z.int(),
  problems: z.array(ArchiveProblem).describe('Why it was refused: up to a hundred problems'),
  report: ArchiveReport.nullable().describe('What is in it; null before it was checked'),
  people: z.array(ArchivePerson).describe('Members of the old organisation: nobody is made a member by an archive'),
  error: z.string().nullable().describe('Why it stopped; it can be started again'),
  createdBy: z.string(),
  createdAt: instant,
  updatedAt: instant,
  finishedAt: instant.nullable(),
});

export type ArchiveAnswer = z.output<typeof Archive>;

export const ArchiveList = z.strictObject({ data: z.array(Archive) });

export const ArchiveProgress = z.strictObject({ done: z.boolean(), delaySeconds: z.number().optional() });

/** A ledger that an archive brought. */
export const LedgerHistory = z.strictObject({
  id: z.string(),
  origin: z.string(),
  orgId: z.string(),
  size: z.int(),
  root: z.string(),
  note: z.string().describe('The signed head that everything was verified against'),
  sha256: z.string(),
  importedAt: instant,
});

export type LedgerHistoryAnswer = z.output<typeof LedgerHistory>;

export const LedgerHistoryList = z.strictObject({ data: z.array(LedgerHistory) });

export const LedgerHistoryId = z.strictObject({ id });
