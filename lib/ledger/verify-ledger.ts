import { operation } from '../access/operation.ts';
import { listCheckpointRows } from './checkpoint-store.ts';
import { listKeyStatements } from './key-store.ts';
import { ledgerProblems } from './problems.ts';
import { LedgerVerdict, VerifyLedger } from './schema.ts';
import { readLedger } from './store.ts';
import { earlierPlace, verifyLedger } from './verify.ts';
import { openCheckpoints } from './verify-keys.ts';

/** Signed checkpoints that are compared, newest first: each costs a tenth of a millisecond. */
const checkpointsMax = 1_000;

/** Re-derives every receipt of the organisation, and the trees that were signed. CLAIMS R1. */
export const verifyOwnLedger = operation({
  name: 'ledger.verify',
  title: 'Verify the ledger',
  description:
    'Checks every receipt (its hash, its link, its commitment), the keys, and the last 1,000 signed checkpoints against ' +
    'the tree over the receipts. Give a head that you noted earlier to find out whether all of it was made anew.',
  http: 'GET /ledger/verify',
  permission: 'receipts:verify',
  feature: undefined,
  limits: ['api.general', 'ledger.verify'],
  input: VerifyLedger,
  output: LedgerVerdict,
  writes: false,
  run: async (ctx, { expectedSeq, expectedHash }) => {
    const expected =
      expectedSeq === undefined || expectedHash === undefined ? undefined : { seq: expectedSeq, hash: expectedHash };
    // Read before the receipts: what is signed meanwhile covers more than what is judged here.
    const statements = await listKeyStatements(ctx.db);
    const kept = (await listCheckpointRows(ctx.db, null, checkpointsMax)).reverse();
    const { checkpoints, problem } = openCheckpoints(ctx.org.id, statements, kept);
    const found = await verifyLedger(ctx.org.id, readLedger(ctx.db), { expected, trees: checkpoints, statements });
    const firstProblem = earlierPlace(problem, found.firstProblem);
    const last = checkpoints[found.treesMatched - 1];
    return {
      ok: firstProblem === null,
      count: found.count,
      head: found.head,
      root: found.root,
      erasedDetails: found.erasedDetails,
      checkpoints: found.treesMatched,
      checkpoint: last === undefined ? null : { size: last.size, root: last.root, at: last.time, keyId: last.keyId },
      firstProblem: firstProblem && { ...firstProblem, message: ledgerProblems[firstProblem.problem] },
    };
  },
});
