import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileAnswer } from '#lib/access/operation.ts';
import type { Principal } from '#lib/access/principal.ts';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { createApiRouter } from '#lib/http/router.ts';
import { exportLedger } from '#lib/ledger/export-ledger.ts';
import { exportLedgerPart } from '#lib/ledger/export-ledger-part.ts';
import { listLedgerKeys } from '#lib/ledger/list-keys.ts';
import { proveConsistency } from '#lib/ledger/prove-consistency.ts';
import { readCheckpoint } from '#lib/ledger/read-checkpoint.ts';
import { rotateKey } from '#lib/ledger/rotate-key.ts';
import { operations } from '#lib/registry.ts';
import { runtime } from '#lib/runtime.ts';
import {
  call,
  createTestMember,
  createTestOrganization,
  keyPrincipal,
  type TestOrganization,
} from '../support/call.ts';
import { type StandaloneVerifier, standaloneVerifier } from '../support/holdfast-verify.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let verifier: StandaloneVerifier;
beforeAll(async () => {
  rt = await createTestRuntime({ env: { HOLDFAST_URL: 'https://ledger.example', AUTH_FLOOR_SUCCESS: 'off' } });
  verifier = await standaloneVerifier();
});
afterAll(() => rt.close());

const add = async (org: TestOrganization, count: number, by: Principal = org.owner) => {
  for (let n = 0; n < count; n += 1) await call(createContact, by, { firstName: `Zoë ${n}` });
};

async function textOf(org: TestOrganization, filter = {}, reader: Principal = org.owner): Promise<string> {
  const file = (await call(exportLedger, reader, filter)) as FileAnswer;
  return new Response(file.stream).text();
}

const pinnedKey = async (org: TestOrganization) => (await call(listLedgerKeys, org.owner)).data[0]?.vkey ?? '';

async function verified(org: TestOrganization, text: string, more: object = {}) {
  return verifier.verifyExport([Buffer.from(text)], { key: await pinnedKey(org), organization: org.orgId, ...more });
}

describe('an export', () => {
  it('200: of a whole ledger verifies offline with a pinned key, rotations included', async () => {
    const org = await createTestOrganization('Whole');
    await add(org, 3);
    await call(rotateKey, org.owner);
    await add(org, 2);
    const { note } = await call(readCheckpoint, org.owner);
    await add(org, 1);
    const text = await textOf(org);
    const report = await verified(org, text, { checkpoints: [{ name: 'saved', note }] });
    expect(report).toMatchObject({
      ok: true,
      pinned: true,
      kind: 'full',
      size: 7,
      receipts: 7,
      details: { opened: 7, erased: 0, absent: 0 },
      saved: [{ name: 'saved', size: 6, agrees: true }],
    });
  });

  it('200: of a new organisation verifies too', async () => {
    const org = await createTestOrganization('Nothing yet');
    expect(await verified(org, await textOf(org))).toMatchObject({ ok: true, size: 0, receipts: 0 });
  });

  it('200: with a filter carries the proof of each receipt, and the rotations', async () => {
    const org = await createTestOrganization('Filtered');
    const member = await createTestMember(org.orgId, 'member');
    await add(org, 8);
    await call(rotateKey, org.owner);
    await add(org, 3, member);
    await add(org, 9);
    const text = await textOf(org, { actor: member.userId, action: 'contact.created' });
    const report = await verified(org, text);
    expect(report).toMatchObject({ ok: true, kind: 'filtered', size: 21, receipts: 4 });
    const { note, size } = await call(readCheckpoint, org.owner);
    await add(org, 4);
    const later = await textOf(org, { actor: member.userId });
    const { proof, to } = await call(proveConsistency, org.owner, { from: size });
    const saved = { checkpoints: [{ name: 'saved', note }], consistency: [{ from: size, to, proof }] };
    expect(await verified(org, later, saved)).toMatchObject({ ok: true, saved: [{ agrees: true }] });
  });

  it('200: holds what is written when it begins, whatever is written while it is read', async () => {
    const org = await createTestOrganization('Meanwhile');
    await add(org, 5);
    const file = (await call(exportLedger, org.owner, {})) as FileAnswer;
    await add(org, 5);
    expect(await verified(org, await new Response(file.stream).text())).toMatchObject({ ok: true, size: 5 });
  });

  it('200: shows details to those alone who may read the records, and the keys to everybody', async () => {
    const org = await createTestOrganization('Hidden');
    await add(org, 3);
    await call(rotateKey, org.owner);
    const text = await textOf(org, {}, keyPrincipal(org.orgId, ['receipts:read']));
    expect(text).not.toContain('Zoë');
    expect(await verified(org, text)).toMatchObject({ ok: true, details: { opened: 1, erased: 0, absent: 3 } });
  });

  it('200: tells of an erased detail as erased, and still verifies', async () => {
    const org = await createTestOrganization('Erased');
    await add(org, 4);
    await withDatabase(org, (db) =>
      db.write((tx) =>
        tx.run(
          "UPDATE ReceiptDetail SET salt = NULL, detail = NULL, erasedAt = '2026-11-22T00:00:00.000Z' WHERE seq = 2",
        ),
      ),
    );
    const report = await verified(org, await textOf(org));
    expect(report).toMatchObject({ ok: true, details: { opened: 3, erased: 1, absent: 0 } });
  });

  it('200: is the same over HTTP and for the command line, part by part', async () => {
    const org = await createTestOrganization('Parts');
    const { key } = (await call(createApiKey, org.owner, { name: 'x', scopes: ['*'] })) as { key: string };
    await add(org, 1_100);
    await call(rotateKey, org.owner);
    const request = new Request('http://127.0.0.1/api/v1/ledger/export', {
      headers: { authorization: `Bearer ${key}` },
    });
    const answer = await createApiRouter(operations)(request, { address: '203.0.113.7', door: 'api' });
    expect(answer.headers.get('content-type')).toBe('application/jsonl');
    expect(answer.headers.get('content-disposition')).toContain('.ledger.jsonl');
    let [text, parts] = ['', 0];
    for (let [after, size] = [0, undefined as number | undefined]; ; parts += 1) {
      const part = await call(exportLedgerPart, org.owner, { after, ...(size === undefined ? {} : { size }) });
      text += part.text;
      size = part.size;
      if (part.next === null) break;
      after = part.next;
    }
    expect(parts).toBe(2);
    expect(await answer.text()).toBe(text);
    expect(await verified(org, text)).toMatchObject({ ok: true, receipts: 1_102 });
  });
});

type TenantDb = Awaited<ReturnType<ReturnType<typeof runtime>['tenancy']['acquire']>>['db'];

async function withDatabase<T>(org: TestOrganization, work: (db: TenantDb) => Promise<T>): Promise<T> {
  const lease = await runtime().tenancy.acquire(org.orgId);
  try {
    return await work(lease.db);
  } finally {
    lease.release();
  }
}
