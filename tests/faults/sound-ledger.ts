import { expect } from 'vitest';
import { listKeyStatements } from '#lib/ledger/key-store.ts';
import { readLedger } from '#lib/ledger/store.ts';
import { coveredSize, storedTree } from '#lib/ledger/tile-store.ts';
import { rootOf } from '#lib/ledger/tree.ts';
import { verifyLedger } from '#lib/ledger/verify.ts';
import { openCheckpoints } from '#lib/ledger/verify-keys.ts';
import type { Database } from '#lib/platform/db/types.ts';
import { leavesOf, orgId, plainRoot } from '../unit/ledger/signing.ts';

/** The ledger, its tree and everything that was signed agree, and every note that was handed out is still there. */
export async function expectSound(db: Database<unknown>, said: readonly string[]): Promise<void> {
  const statements = await listKeyStatements(db);
  const kept = await db.all<{ size: number; note: string }>('SELECT size, note FROM LedgerCheckpoint ORDER BY size');
  const { checkpoints, problem } = openCheckpoints(orgId, statements, kept);
  expect(problem).toBeNull();
  const report = await verifyLedger(orgId, readLedger(db), { trees: checkpoints, statements });
  expect(report.firstProblem).toBeNull();
  expect(report.treesMatched).toBe(kept.length);
  expect(kept.map(({ note }) => note)).toEqual(expect.arrayContaining([...said]));
  const settled = await db.get<{ n: number }>("SELECT count(*) AS n FROM ReceiptDetail WHERE outboxId = 'obx_1'");
  expect(settled?.n).toBeLessThanOrEqual(1);
  const details = await db.get('SELECT (SELECT count(*) FROM Receipt) - (SELECT count(*) FROM ReceiptDetail) AS n');
  expect(details).toEqual({ n: 0 });
  const covered = await coveredSize(db);
  const leaves = (await leavesOf(db)).slice(0, covered);
  expect(leaves.length).toBe(covered);
  expect(Buffer.from(await rootOf(covered, storedTree(db)))).toEqual(Buffer.from(plainRoot(leaves)));
  // Of the keys that were replaced, no private part is left.
  expect(await db.all('SELECT 1 FROM LedgerKey WHERE wrapped IS NOT NULL')).toHaveLength(
    Math.min(1, statements.length),
  );
}
