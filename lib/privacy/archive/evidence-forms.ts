import { z } from 'zod';
import { CellProblem, ImportColumn, ImportOptions, importColumnsMax, importStates } from '../../crm/import/schema.ts';
import { emailField } from '../../platform/fields.ts';
import { requestKinds } from '../requests/kinds.ts';
import { answerCharsMax, messageCharsMax } from '../requests/terms.ts';
import { actorId, type ColumnForms, count, idOf, line, unchanged, version, words } from './field-forms.ts';
import type { ArchiveRow } from './row-form.ts';

export const importRow = {
  id: idOf('imp'),
  fileName: words(255),
  state: z.enum(importStates),
  mapping: z.array(ImportColumn).max(importColumnsMax),
  // Nothing is known of a file that is still on its way.
  options: z.union([ImportOptions, z.strictObject({})]),
  checkpoint: z.strictObject({ byte: count, row: count }).nullable(),
  createdBy: actorId,
} satisfies ColumnForms;

/** What is wrong with an import beyond its columns. */
export function importProblem({ state, options }: ArchiveRow): string | null {
  const known = Object.keys(options as object).length > 0;
  return known || state === 'uploading' ? null : 'options: It does not say how its file is read.';
}

export const importRejectRow = {
  cells: z.array(z.string()),
  problems: z.array(CellProblem).max(1_000),
} satisfies ColumnForms;

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
  name: line(120).nullable(),
  // Mail goes there.
  email: unchanged(emailField, 'Not an e-mail address')
    .refine((text) => text !== '', 'Not an e-mail address')
    .nullable(),
  message: words(messageCharsMax).nullable(),
  extensionReason: words(answerCharsMax).nullable(),
  remindedDays: z.int().nullable(),
  contactId: idOf('con').nullable(),
  answer: words(answerCharsMax).nullable(),
  refusalReason: words(answerCharsMax).nullable(),
  owedMail: z.enum(['received', 'extension', 'answer', 'withdrawal']).nullable(),
  answerOpened: count,
  answerDownloads: count,
  version,
} satisfies ColumnForms;

/** What is wrong with a request beyond its columns. */
export function requestProblem(row: ArchiveRow): string | null {
  const words = [row.name, row.message, row.contactId, row.answer, row.refusalReason];
  if (row.erasedAt === null) return row.email === null ? 'email: It is missing.' : null;
  return row.email === null && words.every((value) => value === null) ? null : 'erasedAt: Its words are still there.';
}

/**
 * A request as it comes in. One that its person had not confirmed stays out: here nobody would know whose it is. What its
 * person was still to be told is told by where it came from: an archive sends no mail, or anybody could have us write to
 * whomever they list.
 */
export function requestOnArrival(row: ArchiveRow): ArchiveRow | null {
  return row.state === 'unverified' ? null : { ...row, owedMail: null };
}

export const personErasureRow = {
  id: idOf('pre'),
  kind: z.enum(['contact', 'member', 'visitor']),
  state: z.enum(['queued', 'running', 'done']),
  counts: z.record(z.string().max(100), count),
  createdBy: actorId,
} satisfies ColumnForms;

/**
 * An erasure as it comes in. One that had not ended stays out: what it was to find is in no archive, so here it would end
 * with a receipt of an erasure and nothing erased.
 */
export function erasureOnArrival(row: ArchiveRow): ArchiveRow | null {
  return row.state === 'done' ? row : null;
}

export const legalHoldRow = { id: idOf('hld'), contactId: idOf('con').nullable() } satisfies ColumnForms;

export const retentionOverrideRow = {
  rule: z.string().regex(/^[A-Za-z][A-Za-z0-9._-]{0,99}$/),
  days: z.int().min(1).max(100_000),
} satisfies ColumnForms;
