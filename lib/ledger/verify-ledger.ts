import { operation } from '../access/operation.ts';
import { ledgerProblems } from './problems.ts';
import { LedgerVerdict, VerifyLedger } from './schema.ts';
import { readLedger } from './store.ts';
import { verifyLedger } from './verify.ts';

/** Re-derives every receipt of the organisation. CLAIMS R1. */
export const verifyOwnLedger = operation({
  name: 'ledger.verify',
  title: 'Verify the ledger',
  description:
    'Checks every receipt: its hash, its link, its commitment. Give a head that you noted earlier to find cuts too.',
  http: 'GET /ledger/verify',
  permission: 'receipts:verify',
  feature: undefined,
  limits: ['api.general', 'ledger.verify'],
  input: VerifyLedger,
  output: LedgerVerdict,
  writes: false,
  run: async (ctx, { expectedSeq, expectedHash }) => {
    const known =
      expectedSeq === undefined || expectedHash === undefined ? undefined : { seq: expectedSeq, hash: expectedHash };
    const { firstProblem, ...found } = await verifyLedger(ctx.org.id, readLedger(ctx.db), known);
    return {
      ...found,
      firstProblem: firstProblem && { ...firstProblem, message: ledgerProblems[firstProblem.problem] },
    };
  },
});
