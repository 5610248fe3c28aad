import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendReceipt } from '#lib/ledger/append.ts';
import { genesisHash, receiptHash } from '#lib/ledger/receipt.ts';
import { readLedger } from '#lib/ledger/store.ts';
import { type LedgerEntry, verifyLedger } from '#lib/ledger/verify.ts';
import type { Connection } from '#lib/platform/db/connection.ts';
import type { TenantClient } from '#lib/tenancy/clients.ts';
import { type OpenedDatabase, tenantDatabase } from './databases.ts';

const orgId = 'org_01J0000000000000000000000H';
const receipts = 40;

let tenant: OpenedDatabase<TenantClient>;
let ledger: readonly LedgerEntry[];
let head: { seq: number; hash: string };

beforeAll(async () => {
  tenant = tenantDatabase();
  await tenant.db.write(async (tx) => {
    for (let n = 1; n <= receipts; n += 1) {
      const draft = { action: 'contact.updated', subject: `con_${n % 7}`, detail: { name: `Näme ${n}` } };
      const at = new Date(Date.UTC(2026, 10, 22, 8, 0, n));
      await appendReceipt(tx, draft, { orgId, actor: 'usr_1', at });
    }
  });
  const entries: LedgerEntry[] = [];
  for await (const page of readLedger(tenant.db)) entries.push(...page);
  ledger = entries;
  const last = ledger.at(-1) as LedgerEntry;
  head = { seq: last.seq, hash: Buffer.from(last.hash).toString('hex') };
});
afterAll(() => tenant.remove());

const verify = (entries: readonly LedgerEntry[], expected?: typeof head) =>
  verifyLedger(orgId, [entries], { expected });
const place = () => fc.integer({ min: 1, max: receipts });
const at = (seq: number) => ledger[seq - 1] as LedgerEntry;
const replaced = (seq: number, changes: Partial<LedgerEntry>) =>
  ledger.map((entry) => (entry.seq === seq ? { ...entry, ...changes } : entry));

/** The ledger as somebody would leave it who can compute hashes: numbered and linked anew from the start. */
function relinked(entries: readonly LedgerEntry[]): LedgerEntry[] {
  let prev: Uint8Array = genesisHash(orgId);
  return entries.map((entry, index) => {
    const { id, at, actor, action, subject } = entry;
    const seq = index + 1;
    const commitment = Buffer.from(entry.commitment).toString('hex');
    const body = {
      v: 1 as const,
      seq,
      id,
      at,
      actor,
      action,
      subject,
      commitment,
      prev: Buffer.from(prev).toString('hex'),
    };
    const hash = receiptHash(body);
    const linked = { ...entry, seq, prev, hash };
    prev = hash;
    return linked;
  });
}

describe('a ledger as it was written', () => {
  it('verifies, in pages of any size', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: receipts + 1 }), async (size) => {
        const pages: LedgerEntry[][] = [];
        for (let from = 0; from < receipts; from += size) pages.push(ledger.slice(from, from + size));
        const report = await verifyLedger(orgId, pages, { expected: head });
        expect(report).toMatchObject({ ok: true, count: receipts, head, erasedDetails: 0, firstProblem: null });
      }),
      { numRuns: 20 },
    );
  });

  it('verifies when it is empty', async () => {
    expect(await verify([])).toMatchObject({ ok: true, count: 0, head: null, erasedDetails: 0, firstProblem: null });
  });

  it('verifies with details erased, and says how many', async () => {
    const erased = { salt: null, detail: null, erasedAt: '2026-11-23T00:00:00.000Z' };
    const report = await verify(replaced(5, { kept: erased }), head);
    expect(report).toMatchObject({ ok: true, count: receipts, erasedDetails: 1 });
  });

  it('verifies against any head that was noted earlier', async () => {
    await fc.assert(
      fc.asyncProperty(place(), async (seq) => {
        const noted = { seq, hash: Buffer.from(at(seq).hash).toString('hex').toUpperCase() };
        expect(await verify(ledger, noted)).toMatchObject({ ok: true });
      }),
    );
  });
});

describe('a ledger that was changed', () => {
  const texts = ['id', 'at', 'actor', 'action', 'subject'] as const;
  const hashes = ['commitment', 'prev', 'hash'] as const;

  it('is found out at the place, whichever text was edited', async () => {
    await fc.assert(
      fc.asyncProperty(place(), fc.constantFrom(...texts), fc.string(), async (seq, field, text) => {
        fc.pre(text !== at(seq)[field]);
        const report = await verify(replaced(seq, { [field]: text }));
        expect(report).toMatchObject({ ok: false, count: seq - 1, firstProblem: { seq, problem: 'altered' } });
      }),
    );
  });

  it('is found out at the place, whichever bit of whichever hash was turned', async () => {
    await fc.assert(
      fc.asyncProperty(place(), fc.constantFrom(...hashes), fc.nat(255), async (seq, field, bit) => {
        const bytes = Buffer.from(at(seq)[field]);
        bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7));
        const report = await verify(replaced(seq, { [field]: bytes }));
        expect(report).toMatchObject({ ok: false, count: seq - 1, firstProblem: { seq, problem: 'altered' } });
      }),
    );
  });

  it('is found out when a receipt is taken out', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: receipts - 1 }), async (seq) => {
        const report = await verify(ledger.filter((entry) => entry.seq !== seq));
        expect(report).toMatchObject({ ok: false, firstProblem: { seq, problem: 'missing' } });
      }),
    );
  });

  it('is found out when a receipt is taken out and the others are numbered anew', async () => {
    const rest = ledger.filter((entry) => entry.seq !== 7).map((entry, index) => ({ ...entry, seq: index + 1 }));
    expect(await verify(rest)).toMatchObject({ ok: false, firstProblem: { seq: 7, problem: 'altered' } });
  });

  it('is found out when a receipt is put in', async () => {
    await fc.assert(
      fc.asyncProperty(place(), place(), async (seq, from) => {
        const report = await verify([...ledger.slice(0, seq), at(from), ...ledger.slice(seq)]);
        expect(report.ok).toBe(false);
        expect(report.firstProblem).toEqual(
          from > seq
            ? { seq: seq + 1, problem: from === seq + 1 ? 'out_of_order' : 'missing' }
            : { seq: from, problem: 'out_of_order' },
        );
      }),
    );
  });

  it('is found out when two receipts change places', async () => {
    await fc.assert(
      fc.asyncProperty(place(), place(), async (a, b) => {
        fc.pre(a < b);
        const order = [...ledger];
        [order[a - 1], order[b - 1]] = [at(b), at(a)];
        expect(await verify(order)).toMatchObject({ ok: false, firstProblem: { seq: a, problem: 'missing' } });
      }),
    );
  });

  it('is found out when two receipts change places and numbers', async () => {
    const order = [...ledger];
    [order[9], order[10]] = [
      { ...at(11), seq: 10 },
      { ...at(10), seq: 11 },
    ];
    expect(await verify(order)).toMatchObject({ ok: false, firstProblem: { seq: 10, problem: 'altered' } });
  });

  it('is found out one place later when an edited receipt got a hash that fits', async () => {
    const edited = { ...at(12), subject: 'con_other' };
    const { id, actor, action, subject } = edited;
    const hash = receiptHash({
      ...{ v: 1, seq: 12, id, at: edited.at, actor, action, subject },
      commitment: Buffer.from(edited.commitment).toString('hex'),
      prev: Buffer.from(edited.prev).toString('hex'),
    });
    const report = await verify(replaced(12, { ...edited, hash }));
    expect(report).toMatchObject({ ok: false, firstProblem: { seq: 13, problem: 'unlinked' } });
  });

  it('is found out by a noted head when everything was computed anew', async () => {
    const rewritten = relinked(replaced(3, { subject: 'con_other' }));
    expect(await verify(rewritten)).toMatchObject({ ok: true });
    expect(await verify(rewritten, head)).toMatchObject({
      ok: false,
      firstProblem: { seq: receipts, problem: 'rewritten' },
    });
  });

  it('is found out by a noted head when its end was cut off', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: receipts - 1 }), async (kept) => {
        const cut = ledger.slice(0, kept);
        expect(await verify(cut)).toMatchObject({ ok: true });
        expect(await verify(cut, head)).toMatchObject({
          ok: false,
          count: kept,
          firstProblem: { seq: kept + 1, problem: 'truncated' },
        });
      }),
    );
  });

  it.each([
    ['detail', { detail: '{"name":"Somebody else"}' }, 'detail_altered'],
    ['salt', { salt: Buffer.alloc(32) }, 'detail_altered'],
    ['length of the salt', { salt: Buffer.alloc(31) }, 'detail_altered'],
    ['presence of the salt alone', { salt: null }, 'detail_altered'],
    ['presence of the detail alone', { detail: null }, 'detail_altered'],
    ['presence of both, without a note', { salt: null, detail: null }, 'detail_missing'],
  ])('is found out by the %s of what is kept apart', async (_what, changes, problem) => {
    const kept = { ...(at(4).kept as NonNullable<LedgerEntry['kept']>), ...changes };
    expect(await verify(replaced(4, { kept }))).toMatchObject({ ok: false, firstProblem: { seq: 4, problem } });
  });

  it('is found out when the row of a detail is gone', async () => {
    expect(await verify(replaced(4, { kept: null }))).toMatchObject({
      firstProblem: { seq: 4, problem: 'detail_missing' },
    });
  });

  it.each([
    ['text where bytes belong', { hash: 'aa' }],
    ['a number where text belongs', { actor: 7 }],
    ['null', { commitment: null }],
    ['a short hash', { prev: Buffer.alloc(5) }],
  ])('is found out, not crashed on, by %s', async (_what, changes) => {
    const report = await verify(replaced(6, changes as unknown as Partial<LedgerEntry>));
    expect(report).toMatchObject({ ok: false, firstProblem: { seq: 6, problem: 'malformed' } });
  });
});

describe('a database that was changed behind our back', () => {
  it.each<[string, (connection: Connection) => void, { seq: number; problem: string }]>([
    ['an edit', (db) => db.exec("UPDATE Receipt SET actor = 'usr_2' WHERE seq = 20"), { seq: 20, problem: 'altered' }],
    ['a deletion', (db) => db.exec('DELETE FROM Receipt WHERE seq = 20'), { seq: 20, problem: 'missing' }],
    [
      'a deleted detail',
      (db) => db.exec('DELETE FROM ReceiptDetail WHERE seq = 20'),
      { seq: 20, problem: 'detail_missing' },
    ],
    [
      'a detail',
      (db) => db.exec("UPDATE ReceiptDetail SET detail = '{}' WHERE seq = 20"),
      { seq: 20, problem: 'detail_altered' },
    ],
    ['a cut', (db) => db.exec('DELETE FROM Receipt WHERE seq > 20'), { seq: 21, problem: 'truncated' }],
    [
      'a receipt before the first',
      (db) =>
        db.exec(
          "PRAGMA ignore_check_constraints = ON; INSERT INTO Receipt SELECT -1, 'rcp_x', at, actor, action, subject, commitment, prev, hash FROM Receipt WHERE seq = 1",
        ),
      { seq: -1, problem: 'out_of_order' },
    ],
  ])('shows %s and its place', async (_what, change, firstProblem) => {
    const other = tenantDatabase();
    try {
      await other.db.write(async (tx) => {
        for (let n = 1; n <= 30; n += 1) {
          await appendReceipt(
            tx,
            { action: 'a.b', subject: 's', detail: { n } },
            { orgId, actor: 'usr_1', at: new Date(n) },
          );
        }
      });
      const before = await verifyLedger(orgId, readLedger(other.db));
      expect(before.ok).toBe(true);
      other.tamper(change);
      const after = await verifyLedger(orgId, readLedger(other.db), { expected: before.head ?? undefined });
      expect(after).toMatchObject({ ok: false, firstProblem });
    } finally {
      await other.remove();
    }
  });
});
