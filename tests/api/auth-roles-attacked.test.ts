import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { UserPrincipal } from '#lib/access/principal.ts';
import type { Role } from '#lib/access/roles.ts';
import { acceptInvite } from '#lib/identity/members/accept-invite.ts';
import { changeRole } from '#lib/identity/members/change-role.ts';
import { createInvite } from '#lib/identity/members/create-invite.ts';
import { leaveOrganization } from '#lib/identity/members/leave-organization.ts';
import { readInvite } from '#lib/identity/members/read-invite.ts';
import { removeMember } from '#lib/identity/members/remove-member.ts';
import { resendInvite } from '#lib/identity/members/resend-invite.ts';
import { revokeInvite } from '#lib/identity/members/revoke-invite.ts';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import { call, createTestMember, createTestOrganization, refused, type TestOrganization } from '../support/call.ts';
import { mailedLink, TestBrowser } from '../support/test-browser.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let org: TestOrganization;
let rounds = 0;
let email: string;

beforeAll(async () => {
  rt = await createTestRuntime();
});

afterAll(() => rt.close());

beforeEach(async () => {
  rounds += 1;
  org = await createTestOrganization(`Roles ${rounds}`);
  email = `roles${rounds}@example.com`;
});

async function invited(role: Role = 'member', by: UserPrincipal = org.owner): Promise<{ id: string; token: string }> {
  const { id } = await call(createInvite, by, { email, role });
  return { id, token: mailedLink(rt).token };
}

const rolesOf = async (address: string) =>
  (
    await rt.tenancy.control.all<{ role: Role }>(
      'SELECT m.role FROM Membership m JOIN User u ON u.id = m.userId WHERE m.orgId = ? AND u.email = ?',
      [org.orgId, address],
    )
  ).map(({ role }) => role);
const idOf = async (person: UserPrincipal) =>
  (
    await rt.tenancy.control.get<{ id: string }>('SELECT id FROM Membership WHERE orgId = ? AND userId = ?', [
      org.orgId,
      person.userId,
    ])
  )?.id;
const owners = async () =>
  (await rt.tenancy.control.all("SELECT id FROM Membership WHERE orgId = ? AND role = 'owner'", [org.orgId])).length;
const passed = (attempts: readonly PromiseSettledResult<unknown>[]) =>
  attempts.filter(({ status }) => status === 'fulfilled').length;
const receipts = async (action: string) =>
  (await call(listReceipts, org.owner)).data.filter((receipt) => receipt.action === action).length;

describe('an invitation under attack', () => {
  test('to an address whose account never proved it proves it, and needs that account signed in', async () => {
    const person = await createTestMember((await createTestOrganization(`Else ${rounds}`)).orgId, 'owner', email);
    const clear = 'UPDATE User SET emailVerifiedAt = NULL WHERE id = ?';
    await rt.tenancy.control.write(async (tx) => void (await tx.run(clear, [person.userId])));
    const { token } = await invited();
    await refused(new TestBrowser().call(acceptInvite, { token }), 'unauthorized');
    expect(await rolesOf(email)).toEqual([]);
    await call(acceptInvite, person, { token });
    expect(await rolesOf(email)).toEqual(['member']);
    const row = await rt.tenancy.control.get<{ emailVerifiedAt: string | null }>(
      'SELECT emailVerifiedAt FROM User WHERE id = ?',
      [person.userId],
    );
    expect(row?.emailVerifiedAt).not.toBeNull();
  });

  test('to somebody who has become a member meanwhile changes no role', async () => {
    const { token } = await invited('owner');
    const member = await createTestMember(org.orgId, 'viewer', email);
    await refused(call(acceptInvite, member, { token }), 'already_member');
    expect(await rolesOf(email)).toEqual(['viewer']);
  });

  test('sent twice with two roles is the second one alone, after the first was taken back', async () => {
    const first = await invited('admin');
    await refused(call(createInvite, org.owner, { email, role: 'viewer' }), 'conflict');
    await call(revokeInvite, org.owner, { id: first.id });
    const second = await invited('viewer');
    await refused(new TestBrowser().call(acceptInvite, { token: first.token }), 'sign_in_failed');
    await new TestBrowser().call(acceptInvite, { token: second.token });
    expect(await rolesOf(email)).toEqual(['viewer']);
  });

  test('that is accepted and taken back at once is one or the other, and the ledger says which', async () => {
    const { id, token } = await invited();
    const attempts = [
      new TestBrowser().call(acceptInvite, { token }),
      call(revokeInvite, org.owner, { id }),
      new TestBrowser().call(acceptInvite, { token }),
      call(resendInvite, org.owner, { id }),
    ];
    await Promise.allSettled(attempts);
    const joined = (await rolesOf(email)).length;
    expect((await receipts('invite.accepted')) + (await receipts('invite.revoked'))).toBe(1);
    expect(await receipts('invite.accepted')).toBe(joined);
  });

  test('whose sender is demoted while it is accepted gives what they could still give', async () => {
    const admin = await createTestMember(org.orgId, 'admin');
    const { token } = await invited('admin', admin);
    const id = await idOf(admin);
    const [accepted] = await Promise.allSettled([
      new TestBrowser().call(acceptInvite, { token }),
      call(changeRole, org.owner, { id, role: 'member' }),
    ]);
    expect(await rolesOf(email)).toEqual(accepted.status === 'fulfilled' ? ['admin'] : []);
    await refused(new TestBrowser().call(acceptInvite, { token }), 'sign_in_failed');
  });

  test.each(['role', 'orgId', 'organizationId', 'email', 'invitedBy', 'userId'])(
    'takes no word of whoever accepts it about its %s',
    async (member) => {
      const { token } = await invited('viewer');
      await refused(new TestBrowser().call(acceptInvite, { token, [member]: 'owner' }), 'invalid_input');
      await new TestBrowser().call(acceptInvite, { token });
      expect(await rolesOf(email)).toEqual(['viewer']);
    },
  );

  test('with the token of a sign-in link is none, and the other way round', async () => {
    const browser = new TestBrowser();
    const link = await browser.askForLink(rt, email);
    await refused(browser.call(acceptInvite, { token: link.token }), 'sign_in_failed');
    expect((await browser.call(readInvite, { token: link.token })).state).toBe('dead');
  });

  test('into an organisation that is shut is dead, and alive again with it', async () => {
    const { token } = await invited();
    const setStatus = (status: string) =>
      rt.tenancy.control.write(
        async (tx) => void (await tx.run('UPDATE Organization SET status = ? WHERE id = ?', [status, org.orgId])),
      );
    await setStatus('blocked');
    await refused(new TestBrowser().call(acceptInvite, { token }), 'sign_in_failed');
    await setStatus('active');
    await new TestBrowser().call(acceptInvite, { token });
  });
});

describe('members against one another', () => {
  test('two admins who demote each other at once: one does, and the other may no more', async () => {
    const [one, two] = [await createTestMember(org.orgId, 'admin'), await createTestMember(org.orgId, 'admin')];
    const attempts = await Promise.allSettled([
      call(changeRole, one, { id: await idOf(two), role: 'viewer' }),
      call(changeRole, two, { id: await idOf(one), role: 'viewer' }),
    ]);
    expect(passed(attempts)).toBe(1);
    expect([...(await rolesOf(one.email)), ...(await rolesOf(two.email))].sort()).toEqual(['admin', 'viewer']);
    expect(await receipts('member.roleChanged')).toBe(1);
  });

  test('two admins who remove each other at once: one is left', async () => {
    const [one, two] = [await createTestMember(org.orgId, 'admin'), await createTestMember(org.orgId, 'admin')];
    const attempts = await Promise.allSettled([
      call(removeMember, one, { id: await idOf(two) }),
      call(removeMember, two, { id: await idOf(one) }),
    ]);
    expect(passed(attempts)).toBe(1);
    expect([...(await rolesOf(one.email)), ...(await rolesOf(two.email))]).toEqual(['admin']);
  });

  test('two owners who remove, demote and leave each other at once leave one owner', async () => {
    const other = await createTestMember(org.orgId, 'owner');
    const [mine, theirs] = [await idOf(org.owner), await idOf(other)];
    await Promise.allSettled([
      call(removeMember, org.owner, { id: theirs }),
      call(changeRole, other, { id: mine, role: 'viewer' }),
      call(leaveOrganization, org.owner),
      call(leaveOrganization, other),
    ]);
    expect(await owners()).toBe(1);
  });

  test('an owner who was invited and accepts while the last one leaves: there is always one', async () => {
    const { token } = await invited('owner');
    await Promise.allSettled([new TestBrowser().call(acceptInvite, { token }), call(leaveOrganization, org.owner)]);
    expect(await owners()).toBeGreaterThanOrEqual(1);
  });

  test('an admin who makes an accomplice owner while being removed does not', async () => {
    const admin = await createTestMember(org.orgId, 'admin');
    const accomplice = await createTestMember(org.orgId, 'viewer');
    const [adminId, accompliceId] = [await idOf(admin), await idOf(accomplice)];
    await Promise.allSettled([
      ...Array.from({ length: 10 }, () => call(changeRole, admin, { id: accompliceId, role: 'owner' })),
      call(removeMember, org.owner, { id: adminId }),
      ...Array.from({ length: 10 }, () => call(changeRole, admin, { id: accompliceId, role: 'admin' })),
    ]);
    expect(await rolesOf(accomplice.email)).not.toEqual(['owner']);
    await refused(call(changeRole, admin, { id: accompliceId, role: 'member' }), 'unauthorized');
    await refused(call(createInvite, admin, { email, role: 'viewer' }), 'unauthorized');
    expect(await owners()).toBe(1);
  });
});
