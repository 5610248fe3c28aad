import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { ledgerProblems } from '../problems.ts';
import { AuditLedger, LedgerAuditStep } from './schema.ts';

/** Checks the next piece of the ledger. Run by the job queue and the command line, again and again until it is done. */
export const auditLedger = operation({
  name: 'ledger.audit',
  title: 'Check the next piece of the ledger',
  permission: 'receipts:verify',
  feature: undefined,
  limits: [],
  input: AuditLedger,
  output: LedgerAuditStep,
  writes: false,
  run: async (ctx, { id }) => {
    if (id !== undefined && id !== ctx.org.id) throw fail('not_found');
    const { problem, ...step } = await ctx.services.auditor.step(ctx.org.id);
    return { ...step, problem: problem && { ...problem, message: ledgerProblems[problem.problem] } };
  },
});
