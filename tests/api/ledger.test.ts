import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { listCheckpoints } from '#lib/ledger/list-checkpoints.ts';
import { listLedgerKeys } from '#lib/ledger/list-keys.ts';
import { proveConsistency } from '#lib/ledger/prove-consistency.ts';
import { proveInclusion } from '#lib/ledger/prove-inclusion.ts';
import { readCheckpoint } from '#lib/ledger/read-checkpoint.ts';
import { rotateKey } from '#lib/ledger/rotate-key.ts';
import { openCheckpoints } from '#lib/ledger/verify-keys.ts';
import { verifyOwnLedger } from '#lib/ledger/verify-ledger.ts';
import { consistencyHolds, inclusionHolds } from '#lib/ledger/verify-tree.ts';
import { runtime } from '#lib/runtime.ts';
import {
  call,
  createTestMember,
  createTestOrganization,
  keyPrincipal,
  refused,
  type TestOrganization,
} from '../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
beforeAll(async () => {
  rt = await createTestRuntime({ env: { HOLDFAST_URL: 'https://ledger.example:8443' } });
});
afterAll(() => rt.close());

const add = async (org: TestOrganization, count: number) => {
  for (let n = 0; n < count; n += 1) await call(createContact, org.owner, { firstName: `Person ${n}` });
};
const checkpoint = (org: TestOrganization, input = {}) => call(readCheckpoint, org.owner, input);

describe('a checkpoint', () => {
  it('200: covers what is written, and is the same until something is', async () => {
    const org = await createTestOrganization('Checkpoints');
    expect(await checkpoint(org)).toMatchObject({ size: 0 });
    await add(org, 3);
    const first = await checkpoint(org);
    expect(first).toMatchObject({ size: 3, keyVersion: 1, at: rt.clock.now().toISOString() });
    expect(first.note.split('\n')[0]).toBe(`ledger.example:8443/ledger/${org.orgId}`);
    expect(await checkpoint(org)).toEqual(first);
    await add(org, 1);
    expect(await checkpoint(org)).toMatchObject({ size: 4 });
    expect(await checkpoint(org, { size: 3 })).toEqual(first);
    await refused(checkpoint(org, { size: 2 }), 'not_found');
  });

  it('200: is listed, the largest first, in pages', async () => {
    const org = await createTestOrganization('Lists');
    for (let n = 0; n < 5; n += 1) {
      await add(org, 1);
      await checkpoint(org);
    }
    const first = await call(listCheckpoints, org.owner, { limit: 3 });
    const rest = await call(listCheckpoints, org.owner, { limit: 3, cursor: first.nextCursor });
    expect([...first.data, ...rest.data].map(({ size }) => size)).toEqual([5, 4, 3, 2, 1]);
    expect(rest.nextCursor).toBeNull();
    const other = await createTestOrganization('Other lists');
    await refused(call(listCheckpoints, other.owner, { cursor: first.nextCursor }), 'invalid_cursor');
  });

  it('opens for a verifier that knows the keys alone', async () => {
    const org = await createTestOrganization('Verifiers');
    await add(org, 2);
    await checkpoint(org);
    await add(org, 2);
    await checkpoint(org);
    const { data: keys, origin } = await call(listLedgerKeys, org.owner);
    expect(origin).toBe(`ledger.example:8443/ledger/${org.orgId}`);
    const { data } = await call(listCheckpoints, org.owner);
    const opened = openCheckpoints(org.orgId, keys, data.toReversed());
    expect(opened.problem).toBeNull();
    expect(opened.checkpoints.map(({ size, root }) => ({ size, root }))).toEqual(
      data.toReversed().map(({ size, root }) => ({ size, root })),
    );
  });

  it('403: is for those who may read receipts', async () => {
    const org = await createTestOrganization('Permissions');
    await refused(call(readCheckpoint, keyPrincipal(org.orgId, ['contacts:read'])), 'forbidden');
    expect(await call(readCheckpoint, keyPrincipal(org.orgId, ['receipts:read']))).toMatchObject({ size: 0 });
  });
});

describe('proofs', () => {
  it('200: hold for every receipt and every pair of sizes', async () => {
    const org = await createTestOrganization('Proofs');
    await add(org, 21);
    const { note, root, size } = await checkpoint(org);
    for (let seq = 1; seq <= size; seq += 1) {
      const proven = await call(proveInclusion, org.owner, { seq });
      expect(proven).toMatchObject({ seq, size, root, checkpoint: note });
      expect(inclusionHolds(proven.hash, seq - 1, size, proven.proof, root)).toBe(true);
    }
    for (let from = 0; from <= size; from += 1) {
      const proven = await call(proveConsistency, org.owner, { from });
      expect(proven).toMatchObject({ from, to: size, toRoot: root });
      const [older, newer] = [
        { size: from, root: proven.fromRoot },
        { size, root },
      ];
      expect(consistencyHolds(older, newer, proven.proof), `from ${from}`).toBe(true);
    }
    const small = await call(proveInclusion, org.owner, { seq: 5, size: 9 });
    expect(small).toMatchObject({ size: 9, checkpoint: null });
    expect(inclusionHolds(small.hash, 4, 9, small.proof, small.root)).toBe(true);
  });

  it('200: are signed for when the last checkpoint does not hold the receipt yet', async () => {
    const org = await createTestOrganization('Fresh');
    await add(org, 3);
    await checkpoint(org);
    await add(org, 2);
    expect(await call(proveInclusion, org.owner, { seq: 2 })).toMatchObject({ size: 3 });
    const proven = await call(proveInclusion, org.owner, { seq: 5 });
    expect(proven).toMatchObject({ size: 5, checkpoint: expect.stringContaining('\n5\n') });
  });

  it('404, 400: are not given for what there is not', async () => {
    const org = await createTestOrganization('Bounds');
    await add(org, 3);
    await refused(call(proveInclusion, org.owner, { seq: 4 }), 'not_found');
    await refused(call(proveInclusion, org.owner, { seq: 1, size: 4 }), 'not_found');
    await refused(call(proveInclusion, org.owner, { seq: 3, size: 2 }), 'invalid_input');
    await refused(call(proveInclusion, org.owner, { seq: 0 }), 'invalid_input');
    await refused(call(proveConsistency, org.owner, { from: 4 }), 'not_found');
    await refused(call(proveConsistency, org.owner, { from: 3, to: 2 }), 'invalid_input');
  });
});

describe('rotating the key', () => {
  it('201: the old key signs the new one over, and a receipt tells of it', async () => {
    const org = await createTestOrganization('Rotations');
    await add(org, 2);
    const before = await call(listLedgerKeys, org.owner);
    const second = await call(rotateKey, org.owner);
    expect(second).toMatchObject({ version: 2, since: 3, previous: before.data[0]?.vkey });
    await add(org, 1);
    const third = await call(rotateKey, org.owner);
    const keys = await call(listLedgerKeys, org.owner);
    expect(keys).toEqual({ origin: before.origin, data: [before.data[0], second, third] });
    expect(await checkpoint(org)).toMatchObject({ size: 5, keyVersion: 3 });
    expect(await call(verifyOwnLedger, org.owner)).toMatchObject({ ok: true, count: 5 });
    const { data } = await call(listCheckpoints, org.owner);
    expect(data.map(({ size, keyVersion }) => [size, keyVersion])).toEqual([
      [5, 3],
      [4, 2],
      [2, 1],
    ]);
    expect(openCheckpoints(org.orgId, keys.data, data.toReversed()).problem).toBeNull();
  });

  it('leaves no private part of the old key, and its receipt can never lose its detail', async () => {
    const org = await createTestOrganization('Old keys');
    await call(rotateKey, org.owner);
    const lease = await runtime().tenancy.acquire(org.orgId);
    try {
      const { db } = lease;
      const keys = await db.all('SELECT version, wrapped IS NULL AS gone FROM LedgerKey ORDER BY version');
      expect(keys).toEqual([
        { version: 1, gone: 1 },
        { version: 2, gone: 0 },
      ]);
      for (const sql of [
        "UPDATE ReceiptDetail SET salt = NULL, detail = NULL, erasedAt = '2026-11-22T00:00:00.000Z' WHERE seq = 1",
        'DELETE FROM ReceiptDetail WHERE seq = 1',
      ]) {
        await expect(db.write((tx) => tx.run(sql))).rejects.toThrow('never erased');
      }
    } finally {
      lease.release();
    }
  });

  it('403: is for owners and admins, never for API keys; the operator may', async () => {
    const org = await createTestOrganization('Who rotates');
    await refused(call(rotateKey, await createTestMember(org.orgId, 'member')), 'forbidden');
    await refused(call(rotateKey, keyPrincipal(org.orgId)), 'forbidden');
    expect(await call(rotateKey, await createTestMember(org.orgId, 'admin'))).toMatchObject({ version: 2 });
    expect(await call(rotateKey, { kind: 'operator', orgId: org.orgId })).toMatchObject({ version: 3 });
  });
});

describe('a ledger that is not what was signed', () => {
  it('500: is neither signed nor proven, and the log says what it is', async () => {
    const org = await createTestOrganization('Damaged');
    await add(org, 20);
    const first = await checkpoint(org);
    await add(org, 1);
    const lease = await runtime().tenancy.acquire(org.orgId);
    try {
      await lease.db.write(async (tx) => {
        await tx.run('DROP TRIGGER Receipt_no_update');
        await tx.run('UPDATE Receipt SET hash = zeroblob(32) WHERE seq = 18');
      });
    } finally {
      lease.release();
    }
    const error = await refused(checkpoint(org), 'ledger_inconsistent');
    expect(error.detail).toContain('20');
    await refused(call(proveInclusion, org.owner, { seq: 18 }), 'ledger_inconsistent');
    await refused(call(proveConsistency, org.owner, { from: 20, to: 20 }), 'ledger_inconsistent');
    // What was signed before stays to be read.
    expect(await checkpoint(org, { size: 20 })).toEqual(first);
  });
});
