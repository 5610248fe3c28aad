import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendReceipt } from '#lib/ledger/append.ts';
import { readLedger } from '#lib/ledger/store.ts';
import { verifyLedger } from '#lib/ledger/verify.ts';
import type { TenantClient } from '#lib/tenancy/clients.ts';
import { type OpenedDatabase, tenantDatabase } from './databases.ts';

const orgId = 'org_01J0000000000000000000000H';
const by = { orgId, actor: 'usr_01J0000000000000000000000A', at: new Date('2026-11-22T08:00:00Z') };

let tenant: OpenedDatabase<TenantClient>;
beforeEach(() => {
  tenant = tenantDatabase();
});
afterEach(() => tenant.remove());

const append = (subject: string, detail: string) =>
  tenant.db.write((tx) => appendReceipt(tx, { action: 'contact.created', subject, detail: { detail } }, by));

const verify = () => verifyLedger(orgId, readLedger(tenant.db));

describe('appending', () => {
  it('gives a hundred writers at once a hundred places, without a gap or a fork', async () => {
    const seqs = await Promise.all(Array.from({ length: 100 }, (_, n) => append(`con_${n}`, 'x')));
    expect(new Set(seqs)).toEqual(new Set(Array.from({ length: 100 }, (_, n) => n + 1)));
    expect(await verify()).toMatchObject({ ok: true, count: 100 });
  });

  it('leaves no trace of a write that failed, nor a gap, also among a hundred at once', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 100 }, (_, n) =>
        tenant.db.write(async (tx) => {
          await appendReceipt(tx, { action: 'contact.created', subject: `con_${n}`, detail: {} }, by);
          if (n % 3 === 0) throw new Error('changed its mind');
        }),
      ),
    );
    const kept = outcomes.filter((outcome) => outcome.status === 'fulfilled').length;
    expect(kept).toBe(66);
    expect(await verify()).toMatchObject({ ok: true, count: 66 });
    expect(await tenant.db.all("SELECT 1 FROM Receipt WHERE subject = 'con_0'")).toEqual([]);
    expect(await tenant.db.get('SELECT count(*) AS n FROM ReceiptDetail')).toEqual({ n: 66 });
  });

  it('goes on where the database stands, whatever another process appended', async () => {
    await append('con_1', 'x');
    const first = await tenant.db.get<{ hash: Uint8Array }>('SELECT hash FROM Receipt WHERE seq = 1');
    await append('con_2', 'x');
    const second = await tenant.db.get<{ prev: Uint8Array }>('SELECT prev FROM Receipt WHERE seq = 2');
    expect(second?.prev).toEqual(first?.hash);
  });

  it('keeps nothing personal in the receipt itself', async () => {
    await append('con_1', 'Josephine Darakjy');
    const row = await tenant.db.get<Record<string, unknown>>('SELECT * FROM Receipt');
    expect(JSON.stringify(row)).not.toContain('Josephine');
    expect(await tenant.db.get('SELECT detail FROM ReceiptDetail')).toEqual({
      detail: '{"detail":"Josephine Darakjy"}',
    });
  });

  it('commits to the same detail differently each time, so that it cannot be guessed', async () => {
    await append('con_1', 'x');
    await append('con_1', 'x');
    const rows = await tenant.db.all<{ commitment: Uint8Array }>('SELECT commitment FROM Receipt');
    expect(rows[0]?.commitment).not.toEqual(rows[1]?.commitment);
  });

  it('settles an owed receipt once, however often it is asked to', async () => {
    const draft = { action: 'member.removed', subject: 'mem_1', detail: {} };
    const owed = { ...by, outboxId: 'obx_1' };
    const seqs = await Promise.all([1, 2, 3].map(() => tenant.db.write((tx) => appendReceipt(tx, draft, owed))));
    expect(seqs).toEqual([1, 1, 1]);
    expect(await verify()).toMatchObject({ ok: true, count: 1 });
  });
});

describe('a receipt that stands', () => {
  it.each([
    ['changed', "UPDATE Receipt SET subject = 'con_9' WHERE seq = 1"],
    ['deleted', 'DELETE FROM Receipt WHERE seq = 2'],
    ['replaced', 'INSERT OR REPLACE INTO Receipt SELECT * FROM Receipt WHERE seq = 1'],
    [
      'put in out of turn',
      "INSERT INTO Receipt SELECT 9, 'rcp_9', at, actor, action, subject, commitment, prev, hash FROM Receipt WHERE seq = 2",
    ],
    ['given another detail', "UPDATE ReceiptDetail SET detail = '{}' WHERE seq = 1"],
    ['given another salt', 'UPDATE ReceiptDetail SET salt = zeroblob(32) WHERE seq = 1'],
  ])('is never %s by the product itself', async (_what, sql) => {
    await append('con_1', 'x');
    await append('con_2', 'x');
    await expect(tenant.db.write((tx) => tx.run(sql))).rejects.toThrow();
    expect(await verify()).toMatchObject({ ok: true, count: 2 });
  });
});
