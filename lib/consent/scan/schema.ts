import { z } from 'zod';
import { cursorField, instant, pageLimit, pageOf } from '../../platform/fields.ts';
import { scanPhases } from './observation.ts';
import { FindingCounts, ScanReport } from './report.ts';

/** Scans of one organisation within a day: each is a browser for a quarter of a minute to three minutes. */
export const scansADayMax = 24;

export const scanStates = ['queued', 'running', 'done', 'failed'] as const;

export type ScanState = (typeof scanStates)[number];

const storefrontId = z.string().min(1).max(64);

export const RequestScan = z.strictObject({
  storefront: storefrontId.describe('The id of the storefront whose settings the site is held to'),
  url: z
    .string()
    .trim()
    .max(500, 'At most 500 characters')
    .optional()
    .describe('A page of one of the organisation’s verified domains; the storefront itself when it is left out'),
});

export const ScanId = z.strictObject({ id: z.string().max(64) });

export const ListScans = z.strictObject({
  storefront: storefrontId.optional().describe('The id of a storefront'),
  state: z.enum(scanStates).optional(),
  limit: pageLimit,
  cursor: cursorField.optional(),
});

/** One line of the list. */
export const ScanEntry = z.strictObject({
  id: z.string(),
  storefront: z.string(),
  url: z.string(),
  state: z.enum(scanStates),
  phase: z.enum(scanPhases).nullable().describe('What is being looked at now'),
  counts: FindingCounts.nullable().describe('How many findings there are of each severity'),
  error: z.string().nullable().describe('Why it failed'),
  createdBy: z.string(),
  createdAt: instant,
  finishedAt: instant.nullable(),
});

export type ScanEntryOf = z.output<typeof ScanEntry>;

export const ScanPage = pageOf(ScanEntry);

export const Scan = ScanEntry.extend({
  sha256: z.string().nullable().describe('Of the report as it is downloaded, hex; also in the receipt of the scan'),
  previous: z.string().nullable().describe('The id of the last scan of the same page before this one'),
  report: ScanReport.nullable(),
});

export type ScanOf = z.output<typeof Scan>;

export const ScanProgress = z.strictObject({ done: z.boolean(), delaySeconds: z.number().optional() });
