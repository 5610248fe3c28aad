import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Json } from '#lib/ledger/canonical.ts';
import { readLedger } from '#lib/ledger/store.ts';
import { verifyLedger } from '#lib/ledger/verify.ts';
import type { Database } from '#lib/platform/db/types.ts';
import type { ControlClient, TenantClient } from '#lib/tenancy/clients.ts';
import { oweReceipts, settleReceipts } from '#lib/tenancy/outbox.ts';
import { controlDatabase, type OpenedDatabase, tenantDatabase } from './databases.ts';

const orgId = 'org_01J0000000000000000000000H';

let control: OpenedDatabase<ControlClient>;
let tenant: OpenedDatabase<TenantClient>;
beforeEach(() => {
  control = controlDatabase();
  tenant = tenantDatabase();
});
afterEach(async () => {
  await control.remove();
  await tenant.remove();
});

const owe = (subject: string, detail: Json = {}) =>
  control.db.write((tx) =>
    oweReceipts(tx, [{ action: 'member.removed', subject, detail }], {
      orgId,
      actor: 'usr_1',
      at: new Date('2026-11-22T08:00:00Z'),
    }),
  );
const settle = (from: Database<ControlClient> = control.db, to: Database<TenantClient> = tenant.db) =>
  settleReceipts(from, to, orgId);
const owed = async () => (await control.db.all('SELECT id FROM ReceiptOutbox')).length;
const subjects = async () =>
  (await tenant.db.all<{ subject: string }>('SELECT subject FROM Receipt ORDER BY seq')).map((row) => row.subject);

/** The database as a process sees it that dies before its next write commits. */
function dyingBeforeWrite<Client>(db: Database<Client>): Database<Client> {
  return new Proxy(db, {
    get: (target, name) => {
      if (name === 'write') return () => Promise.reject(new Error('killed'));
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

describe('a receipt that a control-plane change owes', () => {
  it('is appended once, in the order in which it was owed, and the debt is forgotten', async () => {
    for (const subject of ['a', 'b', 'c']) await owe(subject);
    await settle();
    expect(await subjects()).toEqual(['a', 'b', 'c']);
    expect(await owed()).toBe(0);
    await settle();
    expect(await verifyLedger(orgId, readLedger(tenant.db))).toMatchObject({ ok: true, count: 3 });
  });

  it('is appended after a crash that came before the append', async () => {
    await owe('a');
    await expect(settle(control.db, dyingBeforeWrite(tenant.db))).rejects.toThrow('killed');
    expect(await subjects()).toEqual([]);
    await settle();
    expect(await subjects()).toEqual(['a']);
    expect(await owed()).toBe(0);
  });

  it('is not appended twice after a crash that came between the append and the forgetting', async () => {
    await owe('a');
    await expect(settle(dyingBeforeWrite(control.db))).rejects.toThrow('killed');
    expect(await owed()).toBe(1);
    await owe('b');
    await settle();
    expect(await subjects()).toEqual(['a', 'b']);
    expect(await owed()).toBe(0);
    expect(await verifyLedger(orgId, readLedger(tenant.db))).toMatchObject({ ok: true, count: 2 });
  });

  it('is appended once by twenty settlers at once, while more is being owed', async () => {
    const owing = Array.from({ length: 20 }, (_, n) => owe(`s${n}`).then(() => settle()));
    await Promise.all([...owing, ...Array.from({ length: 20 }, () => settle())]);
    await settle();
    expect((await subjects()).sort()).toEqual(Array.from({ length: 20 }, (_, n) => `s${n}`).sort());
    expect(await owed()).toBe(0);
    expect(await verifyLedger(orgId, readLedger(tenant.db))).toMatchObject({ ok: true, count: 20 });
  });

  it('keeps its own time and actor, whenever it is settled', async () => {
    await owe('a');
    await settle();
    expect(await tenant.db.get('SELECT at, actor FROM Receipt')).toEqual({
      at: '2026-11-22T08:00:00.000Z',
      actor: 'usr_1',
    });
  });

  it('is not committed with a change that fails', async () => {
    const failing = control.db.write(async (tx) => {
      await oweReceipts(tx, [{ action: 'a.b', subject: 's', detail: {} }], { orgId, actor: 'x', at: new Date() });
      throw new Error('changed its mind');
    });
    await expect(failing).rejects.toThrow('changed its mind');
    expect(await owed()).toBe(0);
  });

  it('fails the change when the ledger could never take it, instead of standing in the way for ever', async () => {
    await expect(owe('a', '\ud800')).rejects.toThrow('internal');
    await expect(owe('a', { at: Number.NaN })).rejects.toThrow('internal');
    expect(await owed()).toBe(0);
  });

  it('is left alone when it is owed to another organisation', async () => {
    await owe('a');
    await settleReceipts(control.db, tenant.db, 'org_01J0000000000000000000000Z');
    expect(await subjects()).toEqual([]);
    expect(await owed()).toBe(1);
  });
});
