import type { z } from 'zod';
import type { AuditEvent, AuditEventPage } from '#lib/audit/schema.ts';

export type AuditItem = z.output<typeof AuditEvent>;
export type AuditList = z.output<typeof AuditEventPage>;
