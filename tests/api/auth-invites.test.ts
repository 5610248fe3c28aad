import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Role } from '#lib/access/roles.ts';
import { roles } from '#lib/access/roles.ts';
import { acceptInvite } from '#lib/identity/members/accept-invite.ts';
import { changeRole } from '#lib/identity/members/change-role.ts';
import { createInvite } from '#lib/identity/members/create-invite.ts';
import { listInvites } from '#lib/identity/members/list-invites.ts';
import { listMembers } from '#lib/identity/members/list-members.ts';
import { readInvite } from '#lib/identity/members/read-invite.ts';
import { removeMember } from '#lib/identity/members/remove-member.ts';
import { resendInvite } from '#lib/identity/members/resend-invite.ts';
import { revokeInvite } from '#lib/identity/members/revoke-invite.ts';
import { createOrganization } from '#lib/identity/organizations/create-organization.ts';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import {
  call,
  createTestMember,
  createTestOrganization,
  keyPrincipal,
  refused,
  type TestOrganization,
} from '../support/call.ts';
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
  org = await createTestOrganization(`Acme ${rounds}`);
  email = `guest${rounds}@example.com`;
});

async function invited(role: Role = 'member', to = email): Promise<{ id: string; token: string }> {
  const { id } = await call(createInvite, org.owner, { email: to, role });
  const link = mailedLink(rt);
  expect(link.to).toBe(to);
  expect(link.url.href.startsWith(`${rt.origin}/invite?token=`)).toBe(true);
  return { id, token: link.token };
}

async function roleOf(address: string): Promise<string | undefined> {
  const { data } = await call(listMembers, org.owner, { limit: 100 });
  return data.find((member) => member.email === address)?.role;
}

describe('an invitation', () => {
  test('makes an account for a new address, with the invited role, in the organisation', async () => {
    const { id, token } = await invited('admin');
    const browser = new TestBrowser();
    expect(await browser.call(readInvite, { token })).toEqual({
      state: 'ready',
      organizationName: `Acme ${rounds}`,
      email,
      role: 'admin',
      newcomer: true,
    });
    const output = await browser.call(acceptInvite, { token, name: 'Grace' });
    expect(output).toMatchObject({ redirectTo: `/acme-${rounds}`, user: { email, name: 'Grace' } });
    expect(await browser.principal()).toMatchObject({ email, membership: { orgId: org.orgId, role: 'admin' } });
    const { data } = await call(listReceipts, org.owner);
    expect(data.find(({ action }) => action === 'invite.accepted')?.subject).toBe(id);
    expect((await call(listInvites, org.owner)).data).toEqual([]);
  });

  test('is joined by a person who has the address and is signed in, whose session moves into the organisation', async () => {
    const browser = new TestBrowser();
    await browser.signIn(rt, email);
    await browser.call(createOrganization, { name: `Own ${rounds}` });
    const before = browser.sessionToken();
    const { token } = await invited();
    expect((await browser.call(readInvite, { token })).state).toBe('ready');
    await browser.call(acceptInvite, { token });
    expect(await browser.principal()).toMatchObject({ membership: { orgId: org.orgId, role: 'member' } });
    expect(browser.sessionToken()).not.toBe(before);
  });

  test('is no way to sign in to an account that exists', async () => {
    await new TestBrowser().signIn(rt, email);
    const { token } = await invited();
    const thief = new TestBrowser();
    expect((await thief.call(readInvite, { token })).state).toBe('sign-in');
    await refused(thief.call(acceptInvite, { token }), 'unauthorized');
    expect(thief.cookies.size).toBe(0);
    expect(await roleOf(email)).toBeUndefined();
  });

  test('cannot be accepted by somebody who is signed in with another address', async () => {
    const { token } = await invited('admin');
    const other = new TestBrowser();
    await other.signIn(rt, `other-${email}`);
    expect((await other.call(readInvite, { token })).state).toBe('other-account');
    await refused(other.call(acceptInvite, { token }), 'conflict');
    expect(await roleOf(`other-${email}`)).toBeUndefined();
    await new TestBrowser().call(acceptInvite, { token });
    expect(await roleOf(email)).toBe('admin');
  });

  test('works once, also when forty accept it at once', async () => {
    const { token } = await invited();
    const attempts = await Promise.allSettled(
      Array.from({ length: 40 }, () => new TestBrowser().call(acceptInvite, { token })),
    );
    expect(attempts.filter((attempt) => attempt.status === 'fulfilled')).toHaveLength(1);
    const { data } = await call(listMembers, org.owner);
    expect(data.filter((member) => member.email === email)).toHaveLength(1);
    await refused(new TestBrowser().call(acceptInvite, { token }), 'sign_in_failed');
  });

  test('gives the role that was invited, whatever the request says', async () => {
    const { token } = await invited('viewer');
    const browser = new TestBrowser();
    await refused(browser.call(acceptInvite, { token, role: 'owner' }), 'invalid_input');
    await refused(browser.call(acceptInvite, { token, email: 'x@example.com' }), 'invalid_input');
    await browser.call(acceptInvite, { token });
    expect(await roleOf(email)).toBe('viewer');
  });

  test('is dead once revoked', async () => {
    const { id, token } = await invited();
    await call(revokeInvite, org.owner, { id });
    expect((await new TestBrowser().call(readInvite, { token })).state).toBe('dead');
    await refused(new TestBrowser().call(acceptInvite, { token }), 'sign_in_failed');
    await refused(call(revokeInvite, org.owner, { id }), 'not_found');
    await refused(call(resendInvite, org.owner, { id }), 'not_found');
    await invited();
  });

  test('is dead after seven days, to the second', async () => {
    const { token } = await invited();
    rt.clock.advance(7 * 86_400 - 1);
    expect((await new TestBrowser().call(readInvite, { token })).state).toBe('ready');
    rt.clock.advance(1);
    await refused(new TestBrowser().call(acceptInvite, { token }), 'sign_in_failed');
    expect((await call(listInvites, org.owner)).data[0]?.state).toBe('expired');
    await invited();
    expect((await call(listInvites, org.owner)).data.map(({ state }) => state)).toEqual(['pending']);
  });

  test('sent again works by the new link alone', async () => {
    const { id, token } = await invited();
    rt.clock.advance(6 * 86_400);
    await call(resendInvite, org.owner, { id });
    const fresh = mailedLink(rt).token;
    expect(fresh).not.toBe(token);
    await refused(new TestBrowser().call(acceptInvite, { token }), 'sign_in_failed');
    rt.clock.advance(6 * 86_400);
    await new TestBrowser().call(acceptInvite, { token: fresh });
  });

  test('is dead when whoever sent it could not send it any more', async () => {
    const admin = await createTestMember(org.orgId, 'admin');
    const adminId = async () =>
      (await call(listMembers, org.owner)).data.find((member) => member.userId === admin.userId)?.id;
    await call(createInvite, admin, { email, role: 'admin' });
    const { token } = mailedLink(rt);
    await call(changeRole, org.owner, { id: await adminId(), role: 'member' });
    expect((await new TestBrowser().call(readInvite, { token })).state).toBe('dead');
    await refused(new TestBrowser().call(acceptInvite, { token }), 'sign_in_failed');
    await call(removeMember, org.owner, { id: await adminId() });
    await refused(new TestBrowser().call(acceptInvite, { token }), 'sign_in_failed');
    expect(await roleOf(email)).toBeUndefined();
  });

  test('is kept as a hash alone', async () => {
    const { token } = await invited();
    const row = JSON.stringify(await rt.tenancy.control.get('SELECT * FROM Invite WHERE email = ?', [email]), (_, v) =>
      v instanceof Uint8Array ? Buffer.from(v).toString('latin1') : v,
    );
    expect(row).not.toContain(token);
    expect(row).not.toContain(Buffer.from(token, 'base64url').toString('latin1'));
  });

  test.each(['nonsense', 'A'.repeat(43)])('that was never sent (%s) gets the answer of a used one', async (token) => {
    const used = await invited();
    await new TestBrowser().call(acceptInvite, { token: used.token });
    const [unknown, spent] = [
      await refused(new TestBrowser().call(acceptInvite, { token }), 'sign_in_failed'),
      await refused(new TestBrowser().call(acceptInvite, { token: used.token }), 'sign_in_failed'),
    ];
    expect(unknown.publicMessage).toBe(spent.publicMessage);
  });

  test('leaves every refusal in the audit log with its reason', async () => {
    const { id, token } = await invited();
    await call(revokeInvite, org.owner, { id });
    await refused(new TestBrowser().call(acceptInvite, { token }), 'sign_in_failed');
    const event = await rt.tenancy.control.get(
      "SELECT outcome, reason FROM AuditEvent WHERE action = 'auth.accept_invite' AND orgId = ?",
      [org.orgId],
    );
    expect(event).toEqual({ outcome: 'refused', reason: 'revoked' });
  });
});

describe('inviting', () => {
  for (const actor of roles) {
    for (const role of roles) {
      const may = actor === 'owner' || (actor === 'admin' && role !== 'owner');
      test(`${actor} ${may ? 'can' : 'cannot'} invite a ${role}`, async () => {
        const by = await createTestMember(org.orgId, actor);
        const mails = rt.mailbox().length;
        const attempt = call(createInvite, by, { email, role });
        if (may) expect(await attempt).toMatchObject({ email, role, state: 'pending', invitedBy: by.userId });
        else await refused(attempt, 'forbidden');
        expect(rt.mailbox().length - mails).toBe(may ? 1 : 0);
      });
    }
  }

  test('is refused to keys, whatever their scopes', async () => {
    await refused(call(createInvite, keyPrincipal(org.orgId), { email, role: 'viewer' }), 'forbidden');
    const forged = keyPrincipal(org.orgId, ['members:write']);
    await refused(call(createInvite, forged, { email, role: 'viewer' }), 'forbidden');
  });

  test('an address with an account looks like one without, answer and mail', async () => {
    await new TestBrowser().signIn(rt, `known-${email}`);
    const answers = [];
    for (const address of [`known-${email}`, `other-${email}`]) {
      const { id, ...answer } = await call(createInvite, org.owner, { email: address, role: 'member' });
      const mail = rt.mailbox()[0];
      const scrub = (text = '') => text.replaceAll(mailedLink(rt).token, 'TOKEN');
      answers.push(JSON.stringify([answer, scrub(mail?.text)]).replaceAll(address, 'ADDRESS'));
    }
    expect(answers[0]).toBe(answers[1]);
  });

  test('an address twice is a conflict while the first stands open', async () => {
    await invited();
    await refused(call(createInvite, org.owner, { email: email.toUpperCase(), role: 'viewer' }), 'conflict');
  });

  test('an address twenty times at once makes one invitation', async () => {
    const attempts = await Promise.allSettled(
      Array.from({ length: 20 }, () => call(createInvite, org.owner, { email, role: 'member' })),
    );
    expect(attempts.filter((attempt) => attempt.status === 'fulfilled')).toHaveLength(1);
    expect((await call(listInvites, org.owner)).data).toHaveLength(1);
  });

  test('a member is refused', async () => {
    const { token } = await invited();
    await new TestBrowser().call(acceptInvite, { token });
    await refused(call(createInvite, org.owner, { email, role: 'admin' }), 'already_member');
  });

  test('fifty an hour are enough for an organisation, and one does not spend the budget of another', async () => {
    for (let sent = 0; sent < 50; sent += 1) {
      await call(createInvite, org.owner, { email: `n${sent}-${email}`, role: 'viewer' });
    }
    await refused(call(createInvite, org.owner, { email, role: 'viewer' }), 'rate_limited');
    const other = await createTestOrganization(`Other ${rounds}`);
    await call(createInvite, other.owner, { email, role: 'viewer' });
  });

  test("cannot be seen, revoked or resent by another organisation's people", async () => {
    const { id } = await invited();
    const other = await createTestOrganization(`Other ${rounds}`);
    expect((await call(listInvites, other.owner)).data).toEqual([]);
    await refused(call(revokeInvite, other.owner, { id }), 'not_found');
    await refused(call(resendInvite, other.owner, { id }), 'not_found');
  });

  test('an owner is for owners to take back and to send again', async () => {
    const { id } = await invited('owner');
    const admin = await createTestMember(org.orgId, 'admin');
    await refused(call(revokeInvite, admin, { id }), 'forbidden');
    await refused(call(resendInvite, admin, { id }), 'forbidden');
    await call(revokeInvite, org.owner, { id });
  });

  test.each(['a@example.com\r\nBcc: b@example.com', 'a@example.com, b@example.com', 'x', ''])(
    'refuses the address %j',
    async (address) => {
      await refused(call(createInvite, org.owner, { email: address, role: 'viewer' }), 'invalid_input');
    },
  );
});
