import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CheckpointKeeper, createCheckpointKeeper, keeperTimes } from '#lib/ledger/checkpoint-keeper.ts';
import { lastCheckpointRow } from '#lib/ledger/checkpoint-store.ts';
import { systemClock } from '#lib/platform/clock.ts';
import { createLog } from '#lib/platform/log.ts';
import { openTestTenancy, type TestTenancy } from '../../support/tenancy.ts';
import { append } from './signing.ts';

let opened: TestTenancy;
let keeper: CheckpointKeeper;
let handedOn: string[];
beforeEach(async () => {
  opened = await openTestTenancy();
  handedOn = [];
  keeper = newKeeper();
});
afterEach(async () => {
  await keeper.stop();
  await opened.remove();
});

const newKeeper = (times: { gatherMs?: number; lookMs?: number } = {}) =>
  createCheckpointKeeper({
    tenancy: opened.tenancy,
    clock: systemClock,
    log: createLog('silent'),
    origin: 'https://ledger.example',
    alerts: { report: async () => {} },
    publisher: { noteSigned: (orgId) => void handedOn.push(orgId) },
    ...times,
  });

const signedSize = (orgId: string) => opened.use(orgId, async (db) => (await lastCheckpointRow(db))?.size);

async function signed(orgId: string, size: number): Promise<void> {
  await expect.poll(() => signedSize(orgId), { timeout: 20_000, interval: 20 }).toBe(size);
}

describe('the keeper of checkpoints', () => {
  it('signs what was noted, without anybody asking', async () => {
    await keeper.stop();
    keeper = newKeeper({ gatherMs: 0, lookMs: 20 });
    keeper.start();
    const [written, quiet] = [await opened.createOrg(), await opened.createOrg()];
    await opened.use(written, (db) => append(db, 3));
    keeper.noteAppend(written);
    await signed(written, 3);
    await opened.use(written, (db) => append(db, 1));
    keeper.noteAppend(written);
    await signed(written, 4);
    expect(await signedSize(quiet)).toBeUndefined();
  });

  it('signs within a minute of the first write: what it waits at most is less than that', () => {
    expect(keeperTimes.gatherMs + keeperTimes.lookMs).toBeLessThan(60_000);
  });

  it('signs what an earlier process wrote and did not live to sign', async () => {
    const ids = [await opened.createOrg(), await opened.createOrg(), await opened.createOrg()];
    for (const [n, id] of ids.entries()) await opened.use(id, (db) => append(db, n));
    keeper.start();
    await signed(ids[1] ?? '', 1);
    await signed(ids[2] ?? '', 2);
    // Nothing was written there, so there is nothing to sign.
    expect(await signedSize(ids[0] ?? '')).toBeUndefined();
  });

  it('signs what is noted before it ends', async () => {
    const id = await opened.createOrg();
    await opened.use(id, (db) => append(db, 2));
    keeper.noteAppend(id);
    await keeper.stop();
    expect(await signedSize(id)).toBe(2);
    expect(handedOn).toEqual([id]);
  });

  it('passes over an organisation that is gone, and goes on with the others', async () => {
    const id = await opened.createOrg();
    await opened.use(id, (db) => append(db, 2));
    keeper.noteAppend('org_01J0000000000000000000000Z');
    keeper.noteAppend(id);
    await keeper.stop();
    expect(await signedSize(id)).toBe(2);
  });
});
