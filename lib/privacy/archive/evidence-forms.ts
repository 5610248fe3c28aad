import { z } from 'zod';
import { requestKinds } from '../requests/kinds.ts';
import { actorId, type ColumnForms, count, idOf, jsonList, jsonObject, version, words } from './field-forms.ts';

export const importRow = {
  id: idOf('imp'),
  fileName: words(255),
  state: z.enum(['uploading', 'ready', 'running', 'done', 'failed', 'cancelled']),
  mapping: jsonList(1_000),
  options: jsonObject,
  checkpoint: z.strictObject({ byte: count, row: count }).nullable(),
  createdBy: actorId,
} satisfies ColumnForms;

export const importRejectRow = { cells: jsonList(1_000), problems: jsonList(1_000) } satisfies ColumnForms;

export const ledgerHistoryRow = {
  id: idOf('lhi'),
  origin: z.string().regex(/^[^\s+]{1,300}$/),
  orgId: idOf('org'),
  size: z.int().min(1),
  root: z.string().regex(/^[0-9a-f]{64}$/),
  note: z.string().max(65_536),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
} satisfies ColumnForms;

export const subjectRequestRow = {
  id: idOf('sub'),
  kind: z.enum(requestKinds),
  state: z.enum(['unverified', 'open', 'fulfilled', 'refused', 'withdrawn', 'expired']),
  contactId: idOf('con').nullable(),
  version,
} satisfies ColumnForms;

export const personErasureRow = {
  id: idOf('pre'),
  kind: z.enum(['contact', 'member', 'visitor']),
  state: z.enum(['queued', 'running', 'done']),
  counts: jsonObject,
  createdBy: actorId,
} satisfies ColumnForms;

export const legalHoldRow = { id: idOf('hld'), contactId: idOf('con').nullable() } satisfies ColumnForms;

export const retentionOverrideRow = {
  rule: z.string().regex(/^[A-Za-z][A-Za-z0-9._-]{0,99}$/),
  days: z.int().min(1).max(100_000),
} satisfies ColumnForms;
