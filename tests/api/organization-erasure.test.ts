import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UserPrincipal } from '#lib/access/principal.ts';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { createApiRouter } from '#lib/http/router.ts';
import { newId } from '#lib/platform/ids.ts';
import { approveErasure } from '#lib/privacy/erasure/approve-erasure.ts';
import { cancelErasure } from '#lib/privacy/erasure/cancel-erasure.ts';
import { eraseOrganization } from '#lib/privacy/erasure/erase-organization.ts';
import { readErasureRecord } from '#lib/privacy/erasure/list-erasures.ts';
import { proposeErasure } from '#lib/privacy/erasure/propose-erasure.ts';
import { downloadErasureCertificate, readErasureCertificate } from '#lib/privacy/erasure/read-certificate.ts';
import { readErasure } from '#lib/privacy/erasure/read-erasure.ts';
import { updateErasureSettings } from '#lib/privacy/erasure/update-settings.ts';
import { operations } from '#lib/registry.ts';
import {
  anonymous,
  call,
  createTestMember,
  createTestOrganization,
  justSignedIn,
  operator,
  refused,
  type TestOrganization,
} from '../support/call.ts';
import { standaloneVerifier } from '../support/holdfast-verify.ts';
import { ledgerOf } from '../support/ledger.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let org: TestOrganization;
let second: UserPrincipal;
beforeEach(async () => {
  rt = await createTestRuntime();
  org = await createTestOrganization('Acme');
  second = await createTestMember(org.orgId, 'owner');
});
afterEach(async () => {
  await rt.close();
});

const settings = (coolingOffDays: number, secondApproval: 'on' | 'off') =>
  call(updateErasureSettings, org.owner, { coolingOffDays, secondApproval });
const propose = (by = org.owner) => call(proposeErasure, by, { confirm: 'Acme' });
const fresh = (person: UserPrincipal): UserPrincipal => ({ ...person, signedInAt: rt.clock.now().toISOString() });
const statusOf = async () =>
  (await rt.tenancy.control.get<{ status: string }>('SELECT status FROM Organization WHERE id = ?', [org.orgId]))
    ?.status;
const place = async (contactId: string | null) => {
  const lease = await rt.tenancy.acquire(org.orgId);
  await lease.db.write((tx) =>
    tx.run('INSERT INTO LegalHold (id, contactId, reason, createdBy, createdAt) VALUES (?, ?, ?, ?, ?)', [
      ...[newId('hld'), contactId, 'A court asked', org.owner.userId, rt.clock.now().toISOString()],
    ]),
  );
  lease.release();
};

describe('erasing at once', () => {
  it('tells what would go, erases when the name is typed, and shows the certificate to whoever has its number', async () => {
    await call(createContact, org.owner, { firstName: 'Ada' });
    await call(createApiKey, justSignedIn(org.owner), { name: 'Key', scopes: ['contacts:read'] });
    const before = await call(readErasure, org.owner, {});
    expect(before).toMatchObject({
      owners: 2,
      held: false,
      erasure: null,
      impact: { contacts: 1, members: 2, apiKeys: 1 },
    });
    const asked = await propose();
    expect(asked).toMatchObject({ state: 'approved' });
    await rt.eraser.runDue();
    const shown = await call(readErasureCertificate, anonymous, { number: asked.certificate.toLowerCase() });
    expect(shown).toMatchObject({ state: 'done', organization: org.orgId, detail: { rows: { Contact: 1 } } });
    const file = await call(downloadErasureCertificate, anonymous, { number: asked.certificate });
    const text = await new Response(file.stream).text();
    const { verifyExport } = await standaloneVerifier();
    expect(await verifyExport([Buffer.from(text)])).toMatchObject({ ok: true });
    expect(await statusOf()).toBeUndefined();
  });

  it('mails every owner at the beginning, and the number at the end, and then remembers nobody', async () => {
    const asked = await propose();
    await rt.eraser.runDue();
    const told = rt.mailbox().filter(({ text }) => text.includes(asked.certificate));
    expect(told.map(({ to }) => to).sort()).toEqual([org.owner.email, second.email].sort());
    for (const mail of rt.mailbox()) expect(mail.text).not.toContain('Acme');
    const row = await rt.tenancy.control.get('SELECT tell, requestedBy, approvedBy FROM OrganizationErasure');
    expect(row).toEqual({ tell: '[]', requestedBy: 'erased', approvedBy: null });
  });

  it('is refused for another name, without a fresh sign-in, and to whoever is no owner', async () => {
    await refused(call(proposeErasure, org.owner, { confirm: 'Other' }), 'invalid_input');
    const admin = await createTestMember(org.orgId, 'admin');
    await refused(call(proposeErasure, admin, { confirm: 'Acme' }), 'forbidden');
    await refused(call(readErasure, admin, {}), 'forbidden');
    rt.clock.advance(11 * 60);
    await refused(propose(), 'fresh_sign_in_required');
    await rt.eraser.runDue();
    expect(await statusOf()).toBe('active');
  });

  it('of two owners at once, and of the same twice, happens once', async () => {
    const outcomes = await Promise.allSettled([propose(), propose(second), propose()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await rt.eraser.runDue();
    await rt.eraser.runDue();
    const certificates = await rt.tenancy.control.all('SELECT number FROM ErasureCertificate');
    expect(certificates).toHaveLength(1);
    expect(await ledgerOf((await rt.installationLedger.id()) ?? '')).toHaveLength(1);
  });
});

describe('a second owner and a cooling-off period', () => {
  it('nothing happens before another owner approves, and of several approvals at once one counts', async () => {
    await settings(0, 'on');
    const asked = await propose();
    expect(asked).toMatchObject({ state: 'proposed', notBefore: null });
    await rt.eraser.runDue();
    expect(await statusOf()).toBe('active');
    await refused(call(readErasureCertificate, anonymous, { number: asked.certificate }), 'not_found');
    await refused(call(approveErasure, org.owner, { confirm: 'Acme' }), 'forbidden');
    const third = await createTestMember(org.orgId, 'owner');
    const outcomes = await Promise.allSettled(
      [second, third].map((by) => call(approveErasure, by, { confirm: 'acme' })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await rt.eraser.runDue();
    expect(await statusOf()).toBeUndefined();
  });

  it('waits out the period that was agreed when it was asked for, in which any owner calls it off', async () => {
    await settings(3, 'off');
    await propose();
    await settings(0, 'off');
    await rt.eraser.runDue();
    expect(await statusOf()).toBe('active');
    await call(cancelErasure, second, {});
    rt.clock.advance(4 * 86_400);
    await rt.eraser.runDue();
    expect(await statusOf()).toBe('active');
    await refused(call(cancelErasure, second, {}), 'not_found');
    await call(proposeErasure, fresh(org.owner), { confirm: 'Acme' });
    await rt.eraser.runDue();
    expect(await statusOf()).toBeUndefined();
  });

  it('is weakened with a fresh sign-in alone, leaves a receipt, and every owner hears of it', async () => {
    await settings(7, 'on');
    rt.clock.advance(11 * 60);
    await refused(settings(6, 'on'), 'fresh_sign_in_required');
    await refused(settings(7, 'off'), 'fresh_sign_in_required');
    await settings(8, 'on');
    await call(updateErasureSettings, fresh(second), { coolingOffDays: 0, secondApproval: 'off' });
    expect((await ledgerOf(org.orgId)).filter(({ action }) => action === 'erasureSettings.updated')).toHaveLength(3);
    expect(rt.mailbox().filter(({ subject }) => subject.includes('more easily'))).toHaveLength(2);
  });

  it('cannot be asked for where nobody is there to approve, nor be approved once whoever asked is no owner', async () => {
    await settings(0, 'on');
    await rt.tenancy.control.write((tx) => tx.run('DELETE FROM Membership WHERE userId = ?', [second.userId]));
    await refused(propose(), 'conflict');
    const third = await createTestMember(org.orgId, 'owner');
    await propose();
    await rt.tenancy.control.write((tx) => tx.run('DELETE FROM Membership WHERE userId = ?', [org.owner.userId]));
    await refused(call(approveErasure, third, { confirm: 'Acme' }), 'conflict');
  });
});

describe('a legal hold', () => {
  it.each([null, 'con_1'])('refuses it, on the organisation or on a person (%s)', async (contactId) => {
    await place(contactId);
    await refused(propose(), 'legal_hold');
  });

  it('that is placed during the cooling-off period gives the organisation back as it was', async () => {
    await settings(1, 'off');
    await propose();
    await place('con_1');
    rt.clock.advance(2 * 86_400);
    await rt.jobs.enqueue({ kind: 'persons.runErasure', orgId: org.orgId, subject: 'pre_1', actor: 'system' });
    await rt.eraser.runDue();
    expect(await statusOf()).toBe('active');
    // What was to be done goes on: nobody would ask for it again.
    const jobs = await rt.tenancy.control.all<{ subject: string; runAfter: string }>(
      "SELECT subject, runAfter FROM Job WHERE orgId = ? AND subject = 'pre_1'",
      [org.orgId],
    );
    expect(jobs).toEqual([{ subject: 'pre_1', runAfter: rt.clock.now().toISOString() }]);
    expect(await call(readErasure, fresh(org.owner), {})).toMatchObject({ held: true, erasure: null });
    expect((await ledgerOf(org.orgId)).at(-1)).toMatchObject({
      action: 'erasure.cancelled',
      detail: { reason: 'legal_hold' },
    });
    expect(rt.mailbox().filter(({ subject }) => subject.includes('legal hold'))).toHaveLength(2);
    const stones = await rt.tombstones.recall();
    expect(stones).toEqual([]);
  });
});

describe('the operator', () => {
  it('erases without a period or a second owner, also what is quarantined, and never the installation itself', async () => {
    await settings(30, 'on');
    await rt.tenancy.control.write((tx) =>
      tx.run("UPDATE Placement SET state = 'quarantined' WHERE orgId = ?", [org.orgId]),
    );
    await refused(call(eraseOrganization, operator, { org: 'acme', confirm: 'other' }), 'invalid_input');
    const made = await call(eraseOrganization, operator, { org: 'acme', confirm: 'acme' });
    await rt.eraser.runDue();
    const record = await call(readErasureRecord, operator, { name: made.certificate });
    expect(record).toMatchObject({ state: 'done', organization: org.orgId, file: expect.any(String) });
    const own = (await rt.installationLedger.id()) ?? '';
    await refused(call(eraseOrganization, operator, { org: own, confirm: '_installation' }), 'not_found');
  });
});

describe('over HTTP', () => {
  it('keys cannot do it, and a session can; the number answers strangers', async () => {
    const route = createApiRouter(operations);
    const { key } = await call(createApiKey, justSignedIn(org.owner), { name: 'All', scopes: ['*'] });
    const ask = (path: string, init?: RequestInit) =>
      route(new Request(`${rt.origin}/api/v1${path}`, init), { address: '203.0.113.9', door: 'api' });
    const byKey = await ask('/organization/erasure', { headers: { authorization: `Bearer ${key}` } });
    expect(byKey.status).toBe(403);
    const asked = await propose();
    await rt.eraser.runDue();
    const gone = await ask('/contacts', { headers: { authorization: `Bearer ${key}` } });
    expect(gone.status).toBe(401);
    const shown = await ask(`/erasure-certificates/${asked.certificate}`);
    expect(await shown.json()).toMatchObject({ state: 'done' });
    const file = await ask(`/erasure-certificates/${asked.certificate}/file`);
    expect(file.headers.get('content-disposition')).toContain(asked.certificate);
    const never = await ask('/erasure-certificates/0000-0000-0000-0000');
    expect(never.status).toBe(404);
  });
});
