import type { z } from 'zod';
import { operation } from '../../access/operation.ts';
import { isoAfter } from '../../platform/clock.ts';
import { openCursor, sealCursor } from '../../platform/cursor.ts';
import { fail } from '../../platform/errors.ts';
import { type LedgerProblem, ledgerProblems } from '../problems.ts';
import { type AuditRow, findAuditState, listAuditRows } from './audit-store.ts';
import { type LedgerAudit, LedgerAuditPage, ListAudits } from './schema.ts';
import { auditEverySeconds, staleSeconds } from './timing.ts';

export const listAudits = operation({
  name: 'ledger.listAudits',
  title: 'List the checks of the ledger',
  description:
    'The auditor checks each ledger every three hours, from where it ended, and older ranges at random. This says how far it has come, and lists its last 200 runs, the newest first.',
  http: 'GET /ledger/audits',
  permission: 'receipts:read',
  feature: undefined,
  limits: ['api.general'],
  input: ListAudits,
  output: LedgerAuditPage,
  writes: false,
  run: async (ctx, { limit, cursor }) => {
    const binding = { orgId: ctx.org.id, list: 'ledger.listAudits', query: '' };
    const secret = ctx.services.secrets.authSecret;
    const before = cursor === undefined ? null : openCursor(secret, binding, cursor);
    if (before !== null && typeof before !== 'string') throw fail('invalid_cursor');
    const found = await listAuditRows(ctx.db, before, limit + 1);
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const more = found.length > limit && last !== undefined;
    const state = await findAuditState(ctx.directory, ctx.org.id);
    return {
      data: rows.map(presentAudit),
      nextCursor: more ? sealCursor(secret, binding, last.id) : null,
      verifiedTo: state?.seq ?? 0,
      verifiedAt: state?.verifiedAt ?? null,
      dueAt: state?.dueAt ?? null,
      stale: (state?.dueAt ?? '~') < isoAfter(ctx.now(), auditEverySeconds - staleSeconds),
    };
  },
});

function presentAudit(row: AuditRow): z.output<typeof LedgerAudit> {
  const { id, startedAt, endedAt, fromSeq, toSeq, problemSeq } = row;
  const outcome = (['running', 'ok', 'mismatch'] as const).find((word) => word === row.outcome);
  if (outcome === undefined) throw fail('internal', { detail: `an audit with an unknown outcome: ${row.outcome}` });
  const problem = row.problem as LedgerProblem | null;
  return {
    ...{ id, startedAt, endedAt, fromSeq, toSeq, outcome },
    samples: JSON.parse(row.samples) as number[][],
    problem:
      problem === null || problemSeq === null ? null : { seq: problemSeq, problem, message: ledgerProblems[problem] },
  };
}
