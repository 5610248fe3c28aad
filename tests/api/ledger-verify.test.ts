import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { listLedgerKeys } from '#lib/ledger/list-keys.ts';
import { proveInclusion } from '#lib/ledger/prove-inclusion.ts';
import { readCheckpoint } from '#lib/ledger/read-checkpoint.ts';
import { readReceipt } from '#lib/ledger/read-receipt.ts';
import { rotateKey } from '#lib/ledger/rotate-key.ts';
import { verifyOwnLedger } from '#lib/ledger/verify-ledger.ts';
import { call, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { type StandaloneVerifier, standaloneVerifier } from '../support/holdfast-verify.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let verifier: StandaloneVerifier;
beforeAll(async () => {
  rt = await createTestRuntime();
  verifier = await standaloneVerifier();
});
afterAll(() => rt.close());

/** An organisation with receipts, three checkpoints, and a change of keys between the second and the third. */
async function signedLedger(name: string): Promise<TestOrganization> {
  const org = await createTestOrganization(name);
  const add = async () => {
    for (let n = 0; n < 3; n += 1) await call(createContact, org.owner, { firstName: `Person ${n}` });
  };
  await add();
  await call(readCheckpoint, org.owner);
  await add();
  await call(rotateKey, org.owner);
  await call(readCheckpoint, org.owner);
  return org;
}

/** As somebody does it who holds the database and its key: the triggers that forbid it are dropped first. */
async function tampered({ orgId }: TestOrganization, sql: string): Promise<void> {
  const lease = await rt.tenancy.acquire(orgId);
  try {
    await lease.db.write(async (tx) => {
      const triggers = await tx.all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'trigger'");
      for (const { name } of triggers) await tx.run(`DROP TRIGGER "${name}"`);
      await tx.run(sql);
    });
  } finally {
    lease.release();
  }
}

describe('verifying on the server', () => {
  it('200: says how many checkpoints the receipts agree with, and which is the last', async () => {
    const org = await signedLedger('Agreed');
    const last = await call(readCheckpoint, org.owner);
    const verdict = await call(verifyOwnLedger, org.owner);
    expect(verdict).toMatchObject({ ok: true, count: 7, checkpoints: 3, firstProblem: null, root: last.root });
    expect(verdict.checkpoint).toMatchObject({ size: 7, root: last.root, at: last.at });
  });

  it('200: with nothing signed yet there is nothing to agree with', async () => {
    const org = await createTestOrganization('Unsigned');
    expect(await call(verifyOwnLedger, org.owner)).toMatchObject({ ok: true, checkpoints: 0, checkpoint: null });
  });

  it.each<[string, string, string, number]>([
    [
      'an edited note',
      "UPDATE LedgerCheckpoint SET note = replace(note, 'time 2', 'time 3') WHERE size = 3",
      'bad_signature',
      3,
    ],
    ['a note under another size', 'UPDATE LedgerCheckpoint SET size = 2 WHERE size = 3', 'wrong_size', 2],
    ['receipts cut off behind a checkpoint', 'DELETE FROM Receipt WHERE seq > 5', 'truncated', 6],
    ['a change of keys put elsewhere', 'UPDATE LedgerKey SET since = 6 WHERE version = 2', 'bad_rotation', 6],
    [
      'a change of keys that nobody signed',
      'UPDATE LedgerKey SET signature = zeroblob(64) WHERE version = 2',
      'bad_rotation',
      7,
    ],
    ['a change of keys that was forgotten', 'DELETE FROM LedgerKey WHERE version = 2', 'unsigned', 7],
  ])('200: names %s', async (what, sql, problem, seq) => {
    const org = await signedLedger(`Tampered: ${what}`);
    await tampered(org, sql);
    expect(await call(verifyOwnLedger, org.owner)).toMatchObject({ ok: false, firstProblem: { problem, seq } });
  });
});

describe('verifying one receipt where it is shown', () => {
  async function proofOf(org: TestOrganization, seq: number) {
    const { canonical, hash, opening } = await call(readReceipt, org.owner, { seq });
    const { proof, checkpoint } = await call(proveInclusion, org.owner, { seq });
    const { data: keys } = await call(listLedgerKeys, org.owner);
    const receipt = JSON.parse(canonical) as Record<string, unknown>;
    return { receipt, hash, opening, proof, checkpoint, keys, key: keys[0]?.vkey ?? null };
  }

  it('takes what the API answers, by a key that was pinned before it was replaced', async () => {
    const org = await signedLedger('Shown');
    for (const seq of [1, 4, 7]) {
      const given = await proofOf(org, seq);
      expect(await verifier.verifyReceipt(given)).toMatchObject({ ok: true, problem: null, pinned: true, size: 7 });
    }
  });

  it('finds whatever of it is not what was written', async () => {
    const org = await signedLedger('Shown wrongly');
    const given = await proofOf(org, 4);
    const problemOf = async (changes: object) =>
      (await verifier.verifyReceipt({ ...given, ...changes })).problem?.problem;
    const noise = 'ab'.repeat(32);
    expect(await problemOf({ receipt: { ...given.receipt, subject: 'con_other' } })).toBe('altered');
    expect(await problemOf({ hash: noise })).toBe('altered');
    expect(await problemOf({ opening: { detail: '{}', salt: given.opening?.salt } })).toBe('detail_altered');
    expect(await problemOf({ proof: given.proof.with(0, noise) })).toBe('proof_altered');
    expect(await problemOf({ proof: [] })).toBe('proof_altered');
    expect(await problemOf({ checkpoint: given.checkpoint?.replace('time 2', 'time 3') })).toBe('bad_signature');
    expect(await problemOf({ keys: given.keys.slice(1) })).toBe('bad_rotation');
    expect(await problemOf({ key: `${given.key}x` })).toBe('unknown_key');
    expect(await problemOf({ proof: 'none' })).toBe('malformed');
    expect(await problemOf({ receipt: null })).toBe('malformed');
  });
});
