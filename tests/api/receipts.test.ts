import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { operation } from '#lib/access/operation.ts';
import type { Permission } from '#lib/access/permissions.ts';
import type { Principal } from '#lib/access/principal.ts';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import { readReceipt } from '#lib/ledger/read-receipt.ts';
import { verifyOwnLedger } from '#lib/ledger/verify-ledger.ts';
import { fail } from '#lib/platform/errors.ts';
import {
  call,
  createTestMember,
  createTestOrganization,
  justSignedIn,
  keyPrincipal,
  refused,
  type TestOrganization,
} from '../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';
import { send } from './send.ts';

let rt: TestRuntime;
let acme: TestOrganization;
beforeAll(async () => {
  rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'off' } });
  acme = await createTestOrganization('Acme');
});
afterAll(() => rt.close());

const addContact = (principal: Principal, firstName: string) => call(createContact, principal, { firstName });
const list = (input: Record<string, unknown> = {}, principal: Principal = acme.owner) =>
  call(listReceipts, principal, input);

/** Writes with the receipts given, as an operation of some domain would. */
const writing = (count: number) =>
  operation({
    name: 'tests.write',
    title: 'Write',
    permission: 'contacts:write',
    feature: undefined,
    limits: [],
    input: z.object({}),
    output: z.void(),
    writes: true,
    run: (ctx) =>
      ctx.write(
        Array.from({ length: count }, (_, n) => ({ action: 'contact.touched', subject: `con_${n}`, detail: {} })),
        async () => {},
      ),
  });

describe('listing receipts', () => {
  it('200: newest first in pages that neither skip nor repeat while more are written', async () => {
    const own = await createTestOrganization('Pages');
    for (let n = 0; n < 7; n += 1) await addContact(own.owner, `Person ${n}`);
    const seqs: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ limit: 3, ...(cursor === undefined ? {} : { cursor }) }, own.owner);
      seqs.push(...page.data.map((receipt) => receipt.seq));
      cursor = page.nextCursor ?? undefined;
      await addContact(own.owner, 'Somebody new');
    } while (cursor !== undefined);
    expect(seqs).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  it('200: by actor, action, subject and time', async () => {
    const own = await createTestOrganization('Filters');
    const member = await createTestMember(own.orgId, 'member');
    rt.clock.setTo('2026-05-01T00:00:00.000Z');
    const first = await addContact(own.owner, 'First');
    rt.clock.setTo('2026-05-02T00:00:00.000Z');
    await addContact(member, 'Second');
    await call(createApiKey, justSignedIn(own.owner), { name: 'x', scopes: ['*'] });
    const found = async (input: Record<string, unknown>) => (await list(input, own.owner)).data.map(({ seq }) => seq);
    expect(await found({ actor: member.userId })).toEqual([2]);
    expect(await found({ action: 'contact.created' })).toEqual([2, 1]);
    expect(await found({ subject: first.id })).toEqual([1]);
    expect(await found({ to: '2026-05-02T00:00:00Z' })).toEqual([1]);
    expect(await found({ from: '2026-05-02T02:00:00+02:00' })).toEqual([3, 2]);
    expect(await found({ action: 'contact.created', actor: own.owner.userId, from: '2026-04-01T00:00:00Z' })).toEqual([
      1,
    ]);
    expect(await found({ actor: 'usr_nobody' })).toEqual([]);
  });

  it('200: holds no detail and nothing personal', async () => {
    await addContact(acme.owner, 'Josephine');
    const page = await list();
    expect(JSON.stringify(page)).not.toContain('Josephine');
    expect(Object.keys(page.data[0] ?? {}).sort()).toEqual([
      'action',
      'actor',
      'at',
      'commitment',
      'hash',
      'id',
      'prev',
      'seq',
      'subject',
    ]);
  });

  it('400: takes no cursor of another filter, organisation or making', async () => {
    const own = await createTestOrganization('Foreign cursors');
    for (let n = 0; n < 3; n += 1) await addContact(own.owner, `Person ${n}`);
    const { nextCursor } = await list({ limit: 1, action: 'contact.created' }, own.owner);
    await refused(list({ cursor: nextCursor }, own.owner), 'invalid_cursor');
    await refused(list({ cursor: nextCursor, action: 'contact.created' }), 'invalid_cursor');
    await refused(list({ cursor: 'bm90IGEgY3Vyc29y' }), 'invalid_cursor');
  });

  it('400: names the field that is wrong', async () => {
    const error = await refused(list({ from: 'yesterday', limit: 1000 }), 'invalid_input');
    expect(error.problems.map((problem) => problem.path).sort()).toEqual(['from', 'limit']);
  });
});

describe('reading a receipt', () => {
  it('200: gives the bytes that its hash covers and the opening of its commitment, so that anybody can check', async () => {
    await addContact(acme.owner, 'Ünïcode');
    const [newest] = (await list({ limit: 1 })).data;
    const receipt = await call(readReceipt, acme.owner, { seq: newest?.seq });
    const covered = Buffer.concat([Buffer.of(0), Buffer.from(receipt.canonical)]);
    expect(createHash('sha256').update(covered).digest('hex')).toBe(receipt.hash);
    expect(JSON.parse(receipt.canonical)).toMatchObject({
      v: 1,
      seq: receipt.seq,
      prev: receipt.prev,
      actor: acme.owner.userId,
    });
    const { salt, detail } = receipt.opening ?? { salt: '', detail: '' };
    expect(createHash('sha256').update(Buffer.from(salt, 'hex')).update(detail).digest('hex')).toBe(receipt.commitment);
    expect(JSON.parse(detail)).toEqual({ firstName: 'Ünïcode' });
  });

  it('200: shows the detail to those alone who may read the record that it tells of', async () => {
    const contact = await addContact(acme.owner, 'Hidden Person');
    const key = await call(createApiKey, justSignedIn(acme.owner), { name: 'Hidden key', scopes: ['*'] });
    const seqOf = async (subject: string) => (await list({ subject })).data[0]?.seq;
    const contactSeq = await seqOf(contact.id);
    const keySeq = await seqOf(key.id);
    const states = async (principal: Principal) => [
      (await call(readReceipt, principal, { seq: contactSeq })).detailState,
      (await call(readReceipt, principal, { seq: keySeq })).detailState,
    ];
    const scoped = (...scopes: Permission[]) => keyPrincipal(acme.orgId, ['receipts:read', ...scopes]);
    expect(await states(acme.owner)).toEqual(['shown', 'shown']);
    expect(await states(await createTestMember(acme.orgId, 'viewer'))).toEqual(['shown', 'hidden']);
    expect(await states(scoped())).toEqual(['hidden', 'hidden']);
    expect(await states(scoped('contacts:read'))).toEqual(['shown', 'hidden']);
    const hidden = await call(readReceipt, scoped(), { seq: contactSeq });
    expect(JSON.stringify(hidden)).not.toContain('Hidden Person');
    expect(hidden.opening).toBeNull();
  });

  it('200: says that a detail was erased', async () => {
    const contact = await addContact(acme.owner, 'Forgotten');
    const [receipt] = (await list({ subject: contact.id })).data;
    const lease = await rt.tenancy.acquire(acme.orgId);
    await lease.db.write((tx) =>
      tx.run('UPDATE ReceiptDetail SET salt = NULL, detail = NULL, erasedAt = ? WHERE seq = ?', [
        '2026-12-01T00:00:00.000Z',
        receipt?.seq ?? 0,
      ]),
    );
    lease.release();
    const read = await call(readReceipt, acme.owner, { seq: receipt?.seq });
    expect(read).toMatchObject({ detailState: 'erased', opening: null });
    expect(await call(verifyOwnLedger, acme.owner)).toMatchObject({ ok: true, erasedDetails: 1, firstProblem: null });
  });

  it('404: for a place that is not reached yet; 400: for one that cannot be', async () => {
    await refused(call(readReceipt, acme.owner, { seq: 1_000_000 }), 'not_found');
    for (const seq of [0, -1, 1.5, 'x', 2 ** 60]) {
      await refused(call(readReceipt, acme.owner, { seq }), 'invalid_input');
    }
  });
});

describe('writing', () => {
  it('a hundred writes at once leave a hundred receipts in one chain', async () => {
    const own = await createTestOrganization('Busy');
    await Promise.all(Array.from({ length: 100 }, (_, n) => addContact(own.owner, `Person ${n}`)));
    expect(await call(verifyOwnLedger, own.owner)).toMatchObject({ ok: true, count: 100 });
  });

  it('a write may leave several receipts, but never none', async () => {
    const own = await createTestOrganization('Several');
    await call(writing(3), own.owner);
    expect((await list({}, own.owner)).data.map(({ subject }) => subject)).toEqual(['con_2', 'con_1', 'con_0']);
    await refused(call(writing(0), own.owner), 'internal');
    expect(await call(verifyOwnLedger, own.owner)).toMatchObject({ ok: true, count: 3 });
  });

  it('a control-plane change that a crash left unsettled is in the ledger before anything else is', async () => {
    const own = await createTestOrganization('Crashed');
    const owed = {
      at: '2026-03-01T00:00:00.000Z',
      actor: 'usr_1',
      draft: { action: 'member.removed', subject: 'm', detail: {} },
    };
    await rt.tenancy.control.write((tx) =>
      tx.run('INSERT INTO ReceiptOutbox (id, orgId, draft, createdAt) VALUES (?, ?, ?, ?)', [
        'obx_01J00000000000000000000000',
        own.orgId,
        JSON.stringify(owed),
        owed.at,
      ]),
    );
    await Promise.all([list({}, own.owner), list({}, own.owner), addContact(own.owner, 'Next')]);
    const actions = (await list({}, own.owner)).data.map(({ action }) => action);
    expect(actions).toEqual(['contact.created', 'member.removed']);
    expect(await rt.tenancy.control.all('SELECT 1 FROM ReceiptOutbox')).toEqual([]);
  });

  it('a control-plane change is told as done although its receipt has to wait', async () => {
    const own = await createTestOrganization('Waiting');
    const { acquire } = rt.tenancy;
    const failing = async (orgId: string) => {
      const lease = await acquire.call(rt.tenancy, orgId);
      return {
        ...lease,
        db: new Proxy(lease.db, { get: (db, name) => (name === 'write' ? noSpace : bound(db, name)) }),
      };
    };
    rt.tenancy.acquire = failing;
    try {
      const made = await call(createApiKey, justSignedIn(own.owner), { name: 'x', scopes: ['*'] });
      expect((await send('GET /me', { key: made.key })).json).toMatchObject({ status: 503 });
    } finally {
      rt.tenancy.acquire = acquire;
    }
    expect((await list({}, own.owner)).data.map(({ action }) => action)).toEqual(['apiKey.created']);
  });
});

const noSpace = () => Promise.reject(fail('storage_unavailable', { detail: 'no space left' }));
function bound(target: object, name: string | symbol): unknown {
  const value: unknown = Reflect.get(target, name, target);
  return typeof value === 'function' ? value.bind(target) : value;
}

describe('verifying the ledger', () => {
  it('200: over HTTP, with a head that was noted earlier', async () => {
    const own = await createTestOrganization('Verified');
    const { key } = await call(createApiKey, justSignedIn(own.owner), { name: 'Monitor', scopes: ['receipts:verify'] });
    const first = await send('GET /ledger/verify', { key });
    expect(first.json).toMatchObject({ ok: true, count: 1, head: { seq: 1 }, firstProblem: null });
    await addContact(own.owner, 'Next');
    const { hash } = first.json.head as { hash: string };
    const later = await send(`GET /ledger/verify?expectedSeq=1&expectedHash=${hash}`, { key });
    expect(later.json).toMatchObject({ ok: true, count: 2 });
    const other = await send(`GET /ledger/verify?expectedSeq=1&expectedHash=${'0'.repeat(64)}`, { key });
    expect(other.json).toMatchObject({ ok: false, firstProblem: { seq: 1, problem: 'rewritten' } });
    const cut = await send(`GET /ledger/verify?expectedSeq=9&expectedHash=${hash}`, { key });
    expect(cut.json).toMatchObject({ ok: false, firstProblem: { seq: 3, problem: 'truncated' } });
  });

  it('400: a head is both its place and its hash', async () => {
    const error = await refused(call(verifyOwnLedger, acme.owner, { expectedSeq: 1 }), 'invalid_input');
    expect(error.problems.map((problem) => problem.path)).toEqual(['expectedHash']);
  });

  it('403: reading the ledger is not enough, and 429: nobody keeps the server busy with it', async () => {
    await refused(call(verifyOwnLedger, await createTestMember(acme.orgId, 'member')), 'forbidden');
    const own = await createTestOrganization('Limited');
    const attempts = Array.from({ length: 10 }, () => call(verifyOwnLedger, own.owner));
    const passed = (await Promise.allSettled(attempts)).filter((outcome) => outcome.status === 'fulfilled');
    expect(passed).toHaveLength(6);
  });
});
