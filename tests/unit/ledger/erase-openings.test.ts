import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendReceipt } from '#lib/ledger/append.ts';
import { eraseOpenings, openingsNaming, openingsOf } from '#lib/ledger/erase-openings.ts';
import { readLedger } from '#lib/ledger/store.ts';
import { verifyLedger } from '#lib/ledger/verify.ts';
import { openTestDatabase, type TestDatabase } from '../../support/tenancy.ts';

const orgId = 'org_test';
const at = new Date('2026-03-01T00:00:00.000Z');
let made: TestDatabase;

beforeEach(async () => {
  made = openTestDatabase();
  const drafts = [
    { action: 'contact.created', subject: 'con_1', detail: { email: 'ada@example.com', firstName: 'Ada' } },
    { action: 'deal.created', subject: 'deal_1', detail: { title: 'For ADA@example.com', contactId: 'con_1' } },
    { action: 'contact.created', subject: 'con_2', detail: { firstName: 'A "quoted" name' } },
    { action: 'contact.created', subject: 'con_3', detail: { email: 'bob@example.com' } },
  ];
  await made.db.write(async (tx) => {
    for (const draft of drafts) await appendReceipt(tx, draft, { orgId, actor: 'usr_1', at });
  });
});
afterEach(() => made.remove());

describe('what receipts open to', () => {
  it('is found by any text in it, whatever its case and however JSON writes it', async () => {
    expect(await openingsNaming(made.db, ['Ada@Example.com'])).toEqual([1, 2]);
    expect(await openingsNaming(made.db, ['con_1', 'bob@example.com'])).toEqual([2, 4]);
    expect(await openingsNaming(made.db, ['a "QUOTED" name'])).toEqual([3]);
    expect(await openingsNaming(made.db, ['', 'nobody'])).toEqual([]);
    expect(await openingsNaming(made.db, [])).toEqual([]);
  });

  it('is found by what the receipts are about', async () => {
    expect(await openingsOf(made.db, ['con_1', 'deal_1', 'con_9'])).toEqual([1, 2]);
  });

  it('is gone with its salt once erased, is found no more, and the ledger verifies and says so', async () => {
    expect(await made.db.write((tx) => eraseOpenings(tx, [1, 2], at))).toBe(2);
    expect(await made.db.write((tx) => eraseOpenings(tx, [1, 2, 99], at))).toBe(0);
    expect(await made.db.get('SELECT salt, detail, erasedAt FROM ReceiptDetail WHERE seq = 1')).toEqual({
      salt: null,
      detail: null,
      erasedAt: at.toISOString(),
    });
    expect(await openingsNaming(made.db, ['ada@example.com'])).toEqual([]);
    expect(await openingsOf(made.db, ['con_1'])).toEqual([]);
    expect(await verifyLedger(orgId, readLedger(made.db))).toMatchObject({
      count: 4,
      erasedDetails: 2,
      firstProblem: null,
    });
  });
});
