import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LedgerEntry, type LedgerPosition, verifyLedger } from '#lib/ledger/verify.ts';
import { openCheckpoints } from '#lib/ledger/verify-keys.ts';
import { copyOf, type LedgerCopy, serverView } from '../../support/damaged-ledger.ts';
import { type RealLedger, realLedger } from '../../support/real-ledger.ts';

const receipts = 60;

let ledger: RealLedger;
let copy: LedgerCopy;
let entries: readonly LedgerEntry[];

beforeAll(async () => {
  ledger = await realLedger(receipts);
  copy = await copyOf(ledger);
  entries = serverView(copy).entries;
});
afterAll(() => ledger?.remove());

const known = () => {
  const statements = copy.header.keys;
  return { statements, trees: openCheckpoints(copy.orgId, statements, serverView(copy).kept).checkpoints };
};

/** Verifies in steps, each going on where the one before ended, and stops at the first problem. */
async function inSteps(list: readonly LedgerEntry[], ends: readonly number[]) {
  let from: LedgerPosition | undefined;
  let matched = 0;
  for (const end of [...ends, receipts]) {
    const { trees, statements } = known();
    const report = await verifyLedger(copy.orgId, [list.slice(from?.seq ?? 0, end)], {
      statements: statements.filter(({ since }) => since <= end),
      trees: trees.filter(({ size }) => size <= end && size > (from?.seq ?? 0)),
      from,
    });
    matched += report.treesMatched;
    if (!report.ok) return { ...report, matched };
    from = report.position ?? undefined;
    if (end === receipts) return { ...report, matched };
  }
  throw new Error('there is a last step');
}

const steps = () =>
  fc.array(fc.integer({ min: 1, max: receipts }), { maxLength: 6 }).map((ends) => ends.sort((a, b) => a - b));

describe('a ledger that is verified in steps', () => {
  it('ends where one verification of all of it ends, whatever the steps', async () => {
    const whole = await verifyLedger(copy.orgId, [entries], known());
    expect(whole).toMatchObject({ ok: true, treesMatched: ledger.saved.length });
    await fc.assert(
      fc.asyncProperty(steps(), async (ends) => {
        const { root, position, matched } = await inSteps(entries, ends);
        expect({ root, position, matched }).toEqual({
          root: whole.root,
          position: whole.position,
          matched: ledger.saved.length,
        });
      }),
    );
  });

  it('is found out at the same place as in one go', async () => {
    await fc.assert(
      fc.asyncProperty(steps(), fc.integer({ min: 1, max: receipts }), async (ends, seq) => {
        const damaged = entries.map((entry) => (entry.seq === seq ? { ...entry, subject: 'con_other' } : entry));
        expect((await inSteps(damaged, ends)).firstProblem).toEqual({ seq, problem: 'altered' });
      }),
    );
  });

  it('is found out when what stands before the step is not what was verified', async () => {
    const { position } = await verifyLedger(copy.orgId, [entries.slice(0, 30)]);
    const from = { ...(position as LedgerPosition), hash: 'ab'.repeat(32) };
    const report = await verifyLedger(copy.orgId, [entries.slice(30)], { from });
    expect(report.firstProblem).toEqual({ seq: 31, problem: 'unlinked' });
  });

  it('is found out by the next checkpoint when the frontier is another', async () => {
    const { position } = await verifyLedger(copy.orgId, [entries.slice(0, 30)]);
    const { seq, hash, frontier } = position as LedgerPosition;
    const from = { seq, hash, frontier: frontier.with(0, 'ab'.repeat(32)) };
    const report = await verifyLedger(copy.orgId, [entries.slice(30)], { ...known(), from });
    const next = ledger.saved.find(({ size }) => size >= 30);
    expect(report.firstProblem).toEqual({ seq: next?.size, problem: 'rewritten' });
  });
});
