import { z } from 'zod';
import { cursorField, instant, line, pageLimit, pageOf, sortNames } from '../../platform/fields.ts';
import { type ContactTextField, contactTextFields } from '../contacts/schema.ts';
import { delimiters } from './delimiter.ts';

export const importBytesMax = 50 * 1024 * 1024;
export const importRowsMax = 200_000;
export const importColumnsMax = 500;

/** Where a column goes besides the fields of a contact. */
const otherTargets = {
  fullName: 'First and last name in one',
  tags: 'Tags',
  custom: 'Custom field of the same name',
  ignore: 'Not imported',
} as const;

export type ImportTarget = ContactTextField | keyof typeof otherTargets;

export const importTargets = [...contactTextFields, ...Object.keys(otherTargets)] as readonly ImportTarget[] as [
  ImportTarget,
  ...ImportTarget[],
];

/** Targets that several columns may have. */
export const sharedTargets: ReadonlySet<ImportTarget> = new Set(['tags', 'custom', 'ignore']);

/** Without a column for one of these, no row could become a contact. */
export const identifyingTargets: ReadonlySet<ImportTarget> = new Set([
  'firstName',
  'lastName',
  'fullName',
  'company',
  'email',
]);

export const importStates = ['uploading', 'ready', 'running', 'done', 'failed', 'cancelled'] as const;

export type ImportState = (typeof importStates)[number];

/** States that an import does not leave any more. */
export const endedStates: ReadonlySet<ImportState> = new Set(['done', 'failed', 'cancelled']);

export const duplicateRules = ['skip', 'update'] as const;

export type DuplicateRule = (typeof duplicateRules)[number];

export const ImportColumn = z.strictObject({
  header: z.string(),
  target: z.enum(importTargets),
});

export type ImportColumn = z.output<typeof ImportColumn>;

/** How an import reads its file, as its row keeps it. */
export const ImportOptions = z.strictObject({
  duplicates: z.enum(duplicateRules),
  encoding: z.enum(['utf-8', 'windows-1252']),
  delimiter: z.enum(delimiters),
  /** Where the first row after the header begins. */
  firstRow: z.strictObject({ byte: z.int(), row: z.int() }),
  /** Of the text as it is stored, hex. */
  sha256: z.string(),
});

export type ImportOptions = z.output<typeof ImportOptions>;

export const CreateImport = z.strictObject({
  fileName: line(200).optional().describe('What to call the import; by default the name in Content-Disposition'),
});

export const ImportId = z.strictObject({ id: z.string().max(64) });

export const ListImports = z.strictObject({
  sort: z.enum(sortNames(['createdAt'])).default('-createdAt'),
  limit: pageLimit,
  cursor: cursorField.optional(),
});

export const MapImport = z.strictObject({
  id: z.string().max(64),
  targets: z
    .array(z.enum(importTargets))
    .max(importColumnsMax)
    .optional()
    .describe('Where each column goes, in the order of the file'),
  duplicates: z
    .enum(duplicateRules)
    .optional()
    .describe('What happens to a row whose e-mail address a contact, or an earlier row, already has'),
});

export const PreviewImport = z.strictObject({
  id: z.string().max(64),
  rows: z.coerce.number().int().min(1).max(100).default(20),
});

/** An import as it is answered. */
export const Import = z.strictObject({
  id: z.string(),
  fileName: z.string(),
  fileBytes: z.int(),
  state: z.enum(importStates),
  columns: z.array(ImportColumn),
  duplicates: z.enum(duplicateRules),
  encoding: z.enum(['utf-8', 'windows-1252']),
  delimiter: z.string(),
  rowsTotal: z.int().nullable(),
  rowsDone: z.int(),
  rowsCreated: z.int(),
  rowsUpdated: z.int(),
  rowsSkipped: z.int(),
  rowsRejected: z.int(),
  error: z.string().nullable(),
  createdBy: z.string(),
  createdAt: instant,
  updatedAt: instant,
  finishedAt: instant.nullable(),
});

export type ImportAnswer = z.output<typeof Import>;

export const ImportPage = pageOf(Import);

export const CellProblem = z.strictObject({
  column: z.int().nullable().describe('Counted from 0; null when it concerns the row as a whole'),
  header: z.string().nullable(),
  target: z.string().nullable(),
  message: z.string(),
});

export type CellProblem = z.output<typeof CellProblem>;

export const rowOutcomes = ['create', 'update', 'skip', 'reject'] as const;

export type RowOutcome = (typeof rowOutcomes)[number];

export const ImportPreview = z.strictObject({
  columns: z.array(ImportColumn.extend({ samples: z.array(z.string()) })),
  rows: z.array(
    z.strictObject({
      row: z.int().describe('As a spreadsheet numbers it: the header is row 1'),
      cells: z.array(z.string()),
      outcome: z.enum(rowOutcomes),
      problems: z.array(CellProblem),
    }),
  ),
});

export const ImportDryRun = z.strictObject({
  rowsTotal: z.int(),
  rowsCreated: z.int(),
  rowsUpdated: z.int(),
  rowsSkipped: z.int(),
  rowsRejected: z.int(),
  problems: z.array(CellProblem.extend({ rows: z.int(), firstRow: z.int() })),
});

export const ImportProgress = z.strictObject({ done: z.boolean() });
