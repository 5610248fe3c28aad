import { z } from 'zod';
import { instant } from '../../platform/fields.ts';
import { askedCategories } from '../categories.ts';
import { ConsentServiceFields } from '../settings-fields.ts';
import { PhaseSeen, scanPhases } from './observation.ts';

/** What a scan found, as it is kept and downloaded. No Node imports: pages read it. */

/** The gravest first. */
export const severities = ['violation', 'warning', 'note'] as const;

export type Severity = (typeof severities)[number];

export const findingCodes = [
  ...(['loads_without_consent', 'sets_without_consent', 'left_after_withdrawal', 'no_banner', 'no_reject'] as const),
  ...(['no_withdrawal', 'choice_not_kept', 'choice_wrong', 'choice_before_answer', 'choice_cookie'] as const),
  ...(['weaker_reject', 'unlisted_host', 'unlisted_entry', 'unknown_entry', 'page_error', 'cut_short'] as const),
  ...(['service_unseen', 'other_banner', 'not_accepted', 'private_address', 'opens_windows', 'others_keep'] as const),
] as const;

export type FindingCode = (typeof findingCodes)[number];

export const ScanFinding = z.strictObject({
  code: z.enum(findingCodes),
  severity: z.enum(severities),
  subject: z.string().max(260).describe('What it is about: a service, a host, or empty for the page as a whole'),
  phases: z.array(z.enum(scanPhases)),
  title: z.string(),
  advice: z.string().describe('What to do about it'),
  items: z.array(z.string().max(600)).describe('Hosts, cookies and entries that show it; the first twenty'),
});

export type ScanFindingOf = z.output<typeof ScanFinding>;

/** A service that the storefront's table may be missing. */
export const ScanSuggestion = z.strictObject({
  preset: z.string().nullable().describe('The id of a preset; null where none knows the host'),
  name: z.string(),
  category: z.enum(askedCategories).nullable(),
  hosts: z.array(z.string()),
  cookies: z.array(z.string()),
});

export type ScanSuggestionOf = z.output<typeof ScanSuggestion>;

export const FindingCounts = z.strictObject({
  violation: z.number().int(),
  warning: z.number().int(),
  note: z.number().int(),
});

/** Kept as canonical JSON (RFC 8785), whose SHA-256 is in the receipt. */
export const ScanReport = z.strictObject({
  version: z.literal(1),
  scan: z.string(),
  storefront: z.strictObject({ id: z.string(), slug: z.string() }),
  url: z.string(),
  requestedAt: instant,
  finishedAt: instant,
  browser: z.string().describe('The version of the browser'),
  policy: z.string().nullable().describe('SHA-256 of what visitors were asked about then'),
  categories: z.array(z.enum(askedCategories)),
  services: z.array(ConsentServiceFields).describe('The table of services as it was then'),
  counts: FindingCounts,
  findings: z.array(ScanFinding).describe('The gravest first'),
  suggestions: z.array(ScanSuggestion),
  phases: z.array(PhaseSeen),
});

export type ScanReportOf = z.output<typeof ScanReport>;
