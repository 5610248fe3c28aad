import { afterAll, beforeAll, expect, test } from 'vitest';
import { listContacts } from '#lib/crm/contacts/list-contacts.ts';
import { readFactorPolicy, updateFactorPolicy } from '#lib/identity/factors/factor-policy.ts';
import { listFactors } from '#lib/identity/factors/list-factors.ts';
import { removeAuthenticator, removePasskey } from '#lib/identity/factors/remove-factor.ts';
import { resetFactors, resetMemberFactors, unfreezeAccount } from '#lib/identity/factors/reset-factors.ts';
import { changeRole } from '#lib/identity/members/change-role.ts';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import { call, createTestMember, membershipOf, operator, refused } from '../support/call.ts';
import { addApp, addSoftPasskey, createFactorRuntime, personIn, signedIn, signedInOwner } from '../support/factors.ts';
import type { TestBrowser } from '../support/test-browser.ts';
import type { TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
beforeAll(async () => {
  rt = await createFactorRuntime();
});
afterAll(() => rt.close());

const day = 86_400;
const orgOf = async (browser: TestBrowser) => (await personIn(browser)).membership?.orgId ?? '';

/** The organisation waits for this person no longer. */
async function makeOverdue(userId: string): Promise<void> {
  const at = new Date(rt.clock.now().getTime() - 1_000).toISOString();
  await rt.tenancy.control.write((tx) =>
    tx.run('UPDATE Membership SET factorDueAt = ? WHERE userId = ?', [at, userId]),
  );
}

test('an owner has fourteen days; then nothing but adding a factor is left, and after it all is as before', async () => {
  const owner = await signedInOwner(rt);
  const { email } = await personIn(owner);
  const [demand] = (await owner.call(listFactors)).demands;
  expect(demand).toMatchObject({ overdue: false });
  expect(Date.parse(demand?.dueAt ?? '') - rt.clock.now().getTime()).toBe(14 * day * 1_000);
  rt.clock.advance(14 * day - 1);
  await owner.signIn(rt, email);
  await owner.call(listContacts);
  rt.clock.advance(1);
  const error = await refused(owner.call(listContacts), 'factor_required');
  expect(error.extension).toMatchObject({ reason: 'enrol' });
  expect((await owner.call(listFactors)).demands).toMatchObject([{ overdue: true }]);
  await addApp(owner);
  await owner.call(listContacts);
});

test('signing in again gives nobody more time', async () => {
  const owner = await signedInOwner(rt);
  const { email } = await personIn(owner);
  const [before] = (await owner.call(listFactors)).demands;
  rt.clock.advance(5 * day);
  await owner.signIn(rt, email);
  expect((await owner.call(listFactors)).demands).toEqual([before]);
});

test('members need none until an owner says so; admins cannot say so', async () => {
  const owner = await signedInOwner(rt);
  await addApp(owner);
  const orgId = await orgOf(owner);
  const member = await createTestMember(orgId, 'member');
  const admin = await createTestMember(orgId, 'admin');
  await makeOverdue(member.userId);
  await call(listContacts, member);
  await refused(call(updateFactorPolicy, admin, { requiredOf: 'everybody', graceDays: 0 }), 'forbidden');
  await owner.call(updateFactorPolicy, { requiredOf: 'everybody', graceDays: 0 });
  await refused(call(listContacts, member), 'factor_required');
  expect(await owner.call(readFactorPolicy)).toMatchObject({ requiredOf: 'everybody', members: 3, withFactor: 1 });
  const { data } = await owner.call(listReceipts);
  expect(data.map(({ action }) => action)).toContain('factorPolicy.updated');
});

test('who becomes an admin gets a date', async () => {
  const owner = await signedInOwner(rt);
  const member = await createTestMember(await orgOf(owner), 'member');
  const id = await membershipOf(member);
  await owner.call(changeRole, { id, role: 'admin' });
  const row = await rt.tenancy.control.get<{ factorDueAt: string }>('SELECT factorDueAt FROM Membership WHERE id = ?', [
    id,
  ]);
  expect(Date.parse(row?.factorDueAt ?? '') - rt.clock.now().getTime()).toBe(14 * day * 1_000);
});

test('an owner cannot remove their last factor, also not two at once; who owns nothing can', async () => {
  const owner = await signedInOwner(rt);
  await addApp(owner);
  await refused(owner.call(removeAuthenticator), 'conflict');
  await addSoftPasskey(owner);
  const [{ id } = { id: '' }] = (await owner.call(listFactors)).passkeys;
  const both = await Promise.allSettled([owner.call(removeAuthenticator), owner.call(removePasskey, { id })]);
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const nobody = await signedIn(rt);
  await addApp(nobody);
  await nobody.call(removeAuthenticator);
  expect(await nobody.call(listFactors)).toMatchObject({ totpSince: null, recoveryCodesLeft: 0 });
});

test('an owner resets the factors of a member: sessions end, a mail and a receipt tell of it', async () => {
  const owner = await signedInOwner(rt);
  const orgId = await orgOf(owner);
  const lost = await signedIn(rt);
  const person = await personIn(lost);
  await rt.tenancy.control.write((tx) =>
    tx.run(
      `INSERT INTO Membership (id, orgId, userId, role, createdAt, updatedAt) VALUES ('mem_${orgId.slice(4)}', ?, ?, 'member', '', '')`,
      [orgId, person.userId],
    ),
  );
  await addApp(lost);
  const id = await membershipOf(person);
  const admin = await createTestMember(orgId, 'admin');
  await refused(call(resetMemberFactors, admin, { id }), 'forbidden');
  await owner.call(resetMemberFactors, { id });
  expect((await lost.principal()).kind).toBe('anonymous');
  expect(rt.mailbox()[0]).toMatchObject({ to: person.email, subject: expect.stringMatching(/were reset/) });
  const { data } = await owner.call(listReceipts);
  expect(data.map(({ action }) => action)).toContain('member.factorReset');
  await lost.signIn(rt, person.email);
  expect(await personIn(lost)).toMatchObject({ email: person.email, factor: null });
});

test('no organisation resets an account that belongs to another one too, nor an owner their own', async () => {
  const owner = await signedInOwner(rt);
  const other = await signedInOwner(rt);
  await addApp(other);
  const victim = await personIn(other);
  const orgId = await orgOf(owner);
  const id = `mem_${orgId.slice(4)}`;
  await rt.tenancy.control.write((tx) =>
    tx.run(
      "INSERT INTO Membership (id, orgId, userId, role, createdAt, updatedAt) VALUES (?, ?, ?, 'member', '', '')",
      [id, orgId, victim.userId],
    ),
  );
  await refused(owner.call(resetMemberFactors, { id }), 'conflict');
  expect((await other.call(listFactors)).totpSince).not.toBeNull();
  const own = await membershipOf(await personIn(owner));
  await refused(owner.call(resetMemberFactors, { id: own }), 'conflict');
});

test('the operator resets the factors of a last owner, and nobody else may', async () => {
  const owner = await signedInOwner(rt);
  await addApp(owner);
  const person = await personIn(owner);
  await refused(call(resetFactors, person, { email: person.email }), 'not_found');
  await refused(call(unfreezeAccount, person, { email: person.email }), 'not_found');
  await call(resetFactors, operator, { email: person.email });
  expect((await owner.principal()).kind).toBe('anonymous');
  await owner.signIn(rt, person.email);
  expect((await owner.call(listFactors)).totpSince).toBeNull();
});
