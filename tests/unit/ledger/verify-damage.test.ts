import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { earlierPlace, verifyLedger } from '#lib/ledger/verify.ts';
import { openCheckpoints } from '#lib/ledger/verify-keys.ts';
import { copyOf, type Damaging, type LedgerCopy, serverView, textOf } from '../../support/damaged-ledger.ts';
import { type StandaloneVerifier, standaloneVerifier } from '../../support/holdfast-verify.ts';
import { damages } from '../../support/ledger-damage.ts';
import { type RealLedger, realLedger } from '../../support/real-ledger.ts';

const receipts = 2_000;

let ledger: RealLedger;
let otherLedger: RealLedger;
let to: Damaging;
let standalone: StandaloneVerifier;

beforeAll(async () => {
  ledger = await realLedger(receipts);
  otherLedger = await realLedger(receipts, 'org_01J0000000000000000000000Z');
  to = { ledger, copy: await copyOf(ledger), other: await copyOf(otherLedger) };
  standalone = await standaloneVerifier();
});
afterAll(async () => {
  await ledger?.remove();
  await otherLedger?.remove();
});

async function byServer(copy: LedgerCopy) {
  const { entries, kept } = serverView(copy);
  const statements = copy.header.keys;
  const { checkpoints, problem } = openCheckpoints(copy.orgId, statements, kept);
  const report = await verifyLedger(copy.orgId, [entries], { trees: checkpoints, statements });
  return { ...report, firstProblem: earlierPlace(problem, report.firstProblem) };
}

async function byFile(copy: LedgerCopy, portionBytes = 100_000) {
  const text = textOf(copy);
  const portions = Array.from({ length: Math.ceil(text.length / portionBytes) }, (_, at) =>
    text.subarray(at * portionBytes, (at + 1) * portionBytes),
  );
  return standalone.verifyExport(portions, { key: copy.pinned, organization: copy.orgId, checkpoints: copy.saved });
}

describe('a ledger as the product wrote and signed it', () => {
  it('is in order for the server, with its keys and every checkpoint', async () => {
    const report = await byServer(to.copy);
    expect(report).toMatchObject({ firstProblem: null, count: receipts, erasedDetails: ledger.erased });
    expect(report.treesMatched).toBe(ledger.saved.length);
  });

  it.each([1, 7, 4_096, 10_000_000])('is in order as a file, read in portions of %i bytes', async (portionBytes) => {
    const small = portionBytes < 100;
    const copy = small ? { ...to.copy } : to.copy;
    const report = await byFile(copy, small ? 977 * portionBytes : portionBytes);
    expect(report).toMatchObject({ ok: true, problem: null, pinned: true, kind: 'full', receipts, size: receipts });
    expect(report.details).toEqual({ opened: receipts - ledger.erased, erased: ledger.erased, absent: 0 });
    expect(report.saved.map(({ agrees }) => agrees)).toEqual([true, true, true]);
  });

  it('has one root and one head, whoever computes them', async () => {
    const [server, file] = [await byServer(to.copy), await byFile(to.copy)];
    expect({ root: file.root, head: file.head }).toEqual({ root: server.root, head: server.head });
  });
});

describe.each(damages.map((damage) => [damage.name, damage] as const))('%s', (_name, damage) => {
  it('is found in the file, and named', async () => {
    const { ok, problem } = await byFile(damage.apply(to));
    const { problem: expected, seq } = damage.finds(to);
    expect({ ok, problem: problem?.problem, seq: problem?.seq }).toEqual({ ok: false, problem: expected, seq });
    expect(problem?.saved ?? problem?.line).toBeTruthy();
  });

  it('is found by the server, and named', async () => {
    const { firstProblem } = await byServer(damage.apply(to));
    const { problem, seq } = (damage.onServer ?? damage.finds)(to);
    expect(firstProblem).toMatchObject(seq === null ? { problem } : { problem, seq });
  });
});
