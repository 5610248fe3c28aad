import { z } from 'zod';
import { cursorField, pageLimit, pageOf } from '../../platform/fields.ts';
import { type LedgerProblem, ledgerProblems } from '../problems.ts';

const problemNames = Object.keys(ledgerProblems) as [LedgerProblem, ...LedgerProblem[]];

const problem = z
  .strictObject({ seq: z.number().int(), problem: z.enum(problemNames), message: z.string() })
  .nullable()
  .describe('Where the ledger first stops being what was written');

export const AuditLedger = z.strictObject({
  id: z.string().min(1).max(64).optional().describe('The id of the organisation itself'),
});

export const LedgerAuditStep = z.strictObject({
  done: z.boolean(),
  outcome: z.enum(['running', 'ok', 'mismatch']),
  seq: z.number().int().describe('The last receipt that was found in order'),
  problem,
});

export const ListAudits = z.strictObject({ limit: pageLimit, cursor: cursorField.optional() });

/** One run of the auditor. */
export const LedgerAudit = z.strictObject({
  id: z.string(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  fromSeq: z.number().int().describe('It checked the receipts behind this one'),
  toSeq: z.number().int().describe('up to this one'),
  samples: z.array(z.array(z.number().int())).describe('Older receipts that it checked again: from and to'),
  outcome: z.enum(['running', 'ok', 'mismatch']),
  problem,
});

export const LedgerAuditPage = pageOf(LedgerAudit).extend({
  verifiedTo: z.number().int().describe('The last receipt that was found in order'),
  verifiedAt: z.string().nullable().describe('When the ledger was last found in order to its end'),
  dueAt: z.string().nullable().describe('When it is checked next'),
  stale: z.boolean().describe('Whether it has not been checked for a day'),
});
