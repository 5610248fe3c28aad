import { z } from 'zod';
import { auditActionNames } from '../access/audit-actions.ts';
import { cursorField, instantField, pageLimit, pageOf, searchField } from '../platform/fields.ts';

export const auditOutcomes = ['ok', 'refused'] as const;
export const auditFormats = ['csv', 'ndjson'] as const;

export type AuditFormat = (typeof auditFormats)[number];

const filters = {
  actor: z.string().min(1).max(64).optional().describe('Opaque id of who acted, for example usr_… or key_…'),
  action: z.enum(auditActionNames).optional().describe('What was done or tried'),
  outcome: z.enum(auditOutcomes).optional().describe('Whether it was allowed'),
  reason: searchField.optional().describe('Why it was refused, for example key_revoked or forbidden'),
  address: searchField.optional().describe('The client’s address'),
  from: instantField.optional().describe('Events of this instant or later'),
  to: instantField.optional().describe('Events of before this instant'),
};

export const ListAuditEvents = z.strictObject({ ...filters, limit: pageLimit, cursor: cursorField.optional() });

export const ExportAuditEvents = z.strictObject({
  ...filters,
  format: z.enum(auditFormats).default('csv').describe('csv (RFC 4180), or ndjson: one JSON object on each line'),
});

/** What the operator may ask: one organisation by slug or id, all events, or (neither) those of no organisation. */
const whose = {
  org: z.string().min(1).max(64).optional().describe('An organisation, by its slug or id'),
  all: z.boolean().default(false).describe('Of every organisation, and of none'),
};

export const ListInstallationEvents = z.strictObject({
  ...filters,
  ...whose,
  limit: z.coerce.number().int().min(1).max(1_000).default(50),
  cursor: cursorField.optional(),
});

export const ExportInstallationEvents = z.strictObject({
  ...filters,
  ...whose,
  format: z.enum(auditFormats).default('ndjson'),
  cursor: cursorField.optional(),
});

export const AuditDetail = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

export const AuditEvent = z.object({
  id: z.string(),
  at: z.string(),
  action: z.string().describe('What was done or tried, for example api.authenticate'),
  outcome: z.enum(auditOutcomes),
  reason: z.string().nullable().describe('Why it was refused; the caller was told less'),
  actor: z.string().nullable().describe('Opaque id of who acted; null when nobody was proven'),
  actorName: z.string().nullable().describe('What the actor is called, where the reader may see members or keys'),
  address: z.string().nullable(),
  door: z.string().nullable().describe('The way in: api, page, action, cli or job'),
  userAgent: z.string().nullable().describe('As the client gave it; it proves nothing'),
  requestId: z.string().nullable(),
  detail: AuditDetail.describe('What an investigator needs besides; no secrets'),
});

export const AuditEventPage = pageOf(AuditEvent);

export const InstallationEvent = AuditEvent.extend({ orgId: z.string().nullable() });

export const InstallationEventPage = pageOf(InstallationEvent);

export const ExportedLines = z.object({
  text: z.string().describe('Lines of the file; the first part begins with the header of a CSV file'),
  events: z.number().int(),
  nextCursor: z.string().nullable(),
});
