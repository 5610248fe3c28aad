import { z } from 'zod';
import { cursorField, instant, pageLimit, pageOf } from '../../platform/fields.ts';

/** How long an archive can be downloaded. */
export const exportDays = 7;
/** How long an interrupted download can be begun again, by whoever has signed in freshly. */
export const downloadAgainMinutes = 15;
/** Exports of one organisation that may be under way. */
export const exportsAtOnceMax = 2;

export const exportStates = ['queued', 'running', 'ready', 'failed', 'cancelled', 'expired'] as const;

export type ExportState = (typeof exportStates)[number];

/** States that an export does not leave by itself. */
export const endedExportStates: ReadonlySet<ExportState> = new Set(['ready', 'failed', 'cancelled', 'expired']);

export const CreateExport = z.strictObject({
  csv: z.boolean().default(true).describe('Tables beside the JSON, and contacts and deals for other CRMs'),
  byteOrderMark: z
    .boolean()
    .default(false)
    .describe('Begin tables with U+FEFF, which some spreadsheets need for UTF-8'),
  files: z.boolean().default(true).describe('The bytes of files too'),
});

/** What was asked for, as it is answered. */
export const ExportOptions = z.strictObject({ csv: z.boolean(), byteOrderMark: z.boolean(), files: z.boolean() });

export const ExportId = z.strictObject({ id: z.string().max(64) });

export const ListExports = z.strictObject({ limit: pageLimit, cursor: cursorField.optional() });

/** An export as it is answered. */
export const DataExport = z.strictObject({
  id: z.string(),
  kind: z.enum(['organization', 'person']),
  subject: z.string().nullable().describe('Whom it is about, by opaque id; null for the whole organisation'),
  options: ExportOptions,
  state: z.enum(exportStates),
  rowsTotal: z.int().nullable().describe('Rows to write, over all files of the archive; null until that is counted'),
  rowsDone: z.int(),
  fileName: z.string(),
  bytes: z.int().nullable(),
  sha256: z.string().nullable().describe('Of the archive, hex; also in the receipt that tells of it'),
  error: z.string().nullable(),
  createdBy: z.string(),
  createdAt: instant,
  finishedAt: instant.nullable(),
  expiresAt: instant.nullable().describe('When the archive is removed'),
  downloadedAt: instant.nullable().describe('When its one download began'),
});

export type DataExportAnswer = z.output<typeof DataExport>;

export const DataExportPage = pageOf(DataExport);

export const ExportJobProgress = z.strictObject({ done: z.boolean(), delaySeconds: z.number().optional() });

export const ExportPartInput = z.strictObject({
  id: z.string().max(64),
  from: z.int().min(0).describe('The byte at which the part begins'),
});

export const ExportPart = z.strictObject({
  base64: z.string(),
  next: z.int().nullable().describe('Where the next part begins; null after the last one'),
});
