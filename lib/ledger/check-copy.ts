import type { SqlReader, SqlWriter } from '../platform/db/types.ts';
import { listCheckpointRows } from './checkpoint-store.ts';
import { listKeyStatements } from './key-store.ts';
import { ledgerProblems } from './problems.ts';
import { readLedger } from './store.ts';
import { earlierPlace, verifyLedger } from './verify.ts';
import { openCheckpoints } from './verify-keys.ts';

const checkpointsMax = 1_000;

/**
 * Checks the ledger in a copy of an organisation's database with the verifier: every receipt, the keys, the last 1,000
 * signed checkpoints.
 * @returns what is wrong and where, for people; null when it is in order.
 */
export async function checkLedgerCopy(db: SqlReader, orgId: string): Promise<string | null> {
  const statements = await listKeyStatements(db);
  const kept = (await listCheckpointRows(db, null, checkpointsMax)).reverse();
  const { checkpoints, problem } = openCheckpoints(orgId, statements, kept);
  const found = await verifyLedger(orgId, readLedger(db), { trees: checkpoints, statements });
  const place = earlierPlace(problem, found.firstProblem);
  return place && `receipt ${place.seq}: ${ledgerProblems[place.problem]}`;
}

/**
 * Sets what the control database remembers of a ledger back to `size` receipts: its database was put back on purpose. The
 * auditor begins anew, and checkpoints are handed on from there; a witness elsewhere still knows better, and says so.
 */
export async function forgetLedgerBeyond(tx: SqlWriter, orgId: string, size: number): Promise<void> {
  await tx.run('DELETE FROM LedgerAuditState WHERE orgId = ?', [orgId]);
  await tx.run(
    'UPDATE LedgerPublication SET mailedSize = min(mailedSize, ?), webhookSize = min(webhookSize, ?) WHERE orgId = ?',
    [size, size, orgId],
  );
  await tx.run('UPDATE LedgerWitness SET size = min(size, ?), failingSince = NULL, retryAt = NULL WHERE orgId = ?', [
    size,
    orgId,
  ]);
}
