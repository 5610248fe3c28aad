import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { UserPrincipal } from '#lib/access/principal.ts';
import { type Role, roles } from '#lib/access/roles.ts';
import { changeRole } from '#lib/identity/members/change-role.ts';
import { leaveOrganization } from '#lib/identity/members/leave-organization.ts';
import { listMembers } from '#lib/identity/members/list-members.ts';
import { removeMember } from '#lib/identity/members/remove-member.ts';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
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
let org: TestOrganization;
let organizations = 0;

beforeAll(async () => {
  rt = await createTestRuntime();
});

afterAll(() => rt.close());

beforeEach(async () => {
  organizations += 1;
  org = await createTestOrganization(`Acme ${organizations}`);
});

async function membershipOf(person: UserPrincipal): Promise<{ id: string; role: string } | undefined> {
  return rt.tenancy.control.get('SELECT id, role FROM Membership WHERE userId = ? AND orgId = ?', [
    person.userId,
    org.orgId,
  ]);
}

const idOf = async (person: UserPrincipal) => (await membershipOf(person))?.id ?? '';
const owners = async () =>
  (await rt.tenancy.control.all("SELECT id FROM Membership WHERE orgId = ? AND role = 'owner'", [org.orgId])).length;

/** Who may change the row's role into the column's, by rank. */
const allowed: Readonly<Record<Role, (from: Role, to: Role) => boolean>> = {
  owner: () => true,
  admin: (from, to) => from !== 'owner' && to !== 'owner',
  member: () => false,
  viewer: () => false,
};

describe('changing a role', () => {
  for (const actor of roles) {
    for (const from of roles) {
      for (const to of roles) {
        const may = allowed[actor](from, to);
        test(`${actor} ${may ? 'can' : 'cannot'} make a ${from} a ${to}`, async () => {
          const by = await createTestMember(org.orgId, actor);
          const target = await createTestMember(org.orgId, from);
          const id = await idOf(target);
          if (may) {
            expect(await call(changeRole, by, { id, role: to })).toMatchObject({ id, role: to });
            expect((await membershipOf(target))?.role).toBe(to);
          } else {
            await refused(call(changeRole, by, { id, role: to }), 'forbidden');
            expect((await membershipOf(target))?.role).toBe(from);
          }
        });
      }
    }
  }

  test('of oneself upwards is refused', async () => {
    const admin = await createTestMember(org.orgId, 'admin');
    await refused(call(changeRole, admin, { id: await idOf(admin), role: 'owner' }), 'forbidden');
  });

  test('of a member of another organisation is as if they were not there', async () => {
    const other = await createTestOrganization(`Other ${organizations}`);
    const row = await rt.tenancy.control.get<{ id: string }>('SELECT id FROM Membership WHERE orgId = ?', [
      other.orgId,
    ]);
    const theirs = await refused(call(changeRole, org.owner, { id: row?.id, role: 'viewer' }), 'not_found');
    const nobodys = await refused(
      call(changeRole, org.owner, { id: 'mem_00000000000000000000000000', role: 'viewer' }),
      'not_found',
    );
    expect(theirs.publicMessage).toBe(nobodys.publicMessage);
    await refused(call(removeMember, org.owner, { id: row?.id }), 'not_found');
  });

  test('is refused to a key, whatever its scopes', async () => {
    const id = await idOf(await createTestMember(org.orgId, 'member'));
    await refused(call(changeRole, keyPrincipal(org.orgId), { id, role: 'viewer' }), 'forbidden');
    await refused(call(changeRole, keyPrincipal(org.orgId, ['members:write']), { id, role: 'viewer' }), 'forbidden');
    await refused(call(removeMember, keyPrincipal(org.orgId, ['members:write']), { id }), 'forbidden');
  });

  test('goes by the rank at the moment of the write: a demoted owner with a stale principal changes nothing', async () => {
    const second = await createTestMember(org.orgId, 'owner');
    const target = await createTestMember(org.orgId, 'member');
    await call(changeRole, org.owner, { id: await idOf(second), role: 'viewer' });
    await refused(call(changeRole, second, { id: await idOf(target), role: 'admin' }), 'forbidden');
    await call(removeMember, org.owner, { id: await idOf(second) });
    await refused(call(changeRole, second, { id: await idOf(target), role: 'admin' }), 'unauthorized');
  });

  test('to a role that is none is refused', async () => {
    const id = await idOf(await createTestMember(org.orgId, 'member'));
    for (const role of ['superuser', 'OWNER', '', null, ['owner']]) {
      await refused(call(changeRole, org.owner, { id, role }), 'invalid_input');
    }
  });

  test('leaves a receipt and an audit event, and no address outside the receipt detail', async () => {
    const target = await createTestMember(org.orgId, 'member');
    const id = await idOf(target);
    await call(changeRole, org.owner, { id, role: 'admin' });
    const { data } = await call(listReceipts, org.owner);
    const receipt = data.find(({ action }) => action === 'member.roleChanged');
    expect(receipt).toMatchObject({ subject: id, actor: org.owner.userId });
    const audit = await rt.tenancy.control.get(
      "SELECT actor, outcome, detail FROM AuditEvent WHERE action = 'members.change_role' AND orgId = ?",
      [org.orgId],
    );
    expect(audit).toEqual({
      actor: org.owner.userId,
      outcome: 'ok',
      detail: JSON.stringify({ memberId: id, from: 'member', to: 'admin' }),
    });
  });
});

describe('the last owner', () => {
  test('cannot be demoted, removed, or leave', async () => {
    const id = await idOf(org.owner);
    await refused(call(changeRole, org.owner, { id, role: 'admin' }), 'last_owner');
    await refused(call(removeMember, org.owner, { id }), 'last_owner');
    await refused(call(leaveOrganization, org.owner), 'last_owner');
    expect(await owners()).toBe(1);
  });

  test('stays when fifty owners leave, demote and remove one another at once', async () => {
    const all = [org.owner];
    while (all.length < 50) all.push(await createTestMember(org.orgId, 'owner'));
    const ids = await Promise.all(all.map(idOf));
    const attempts = await Promise.allSettled(
      all.map((person, n) => {
        const next = ids[(n + 1) % ids.length];
        if (n % 3 === 0) return call(leaveOrganization, person);
        if (n % 3 === 1) return call(changeRole, person, { id: next, role: 'viewer' });
        return call(removeMember, person, { id: next });
      }),
    );
    expect(attempts.some((attempt) => attempt.status === 'fulfilled')).toBe(true);
    expect(await owners()).toBeGreaterThanOrEqual(1);
  });

  test('stays when fifty owners step down at once: exactly one is left', async () => {
    const all = [org.owner];
    while (all.length < 50) all.push(await createTestMember(org.orgId, 'owner'));
    const ids = await Promise.all(all.map(idOf));
    const attempts = await Promise.allSettled(
      all.map((person, n) => call(changeRole, person, { id: ids[n], role: 'member' })),
    );
    expect(attempts.filter((attempt) => attempt.status === 'rejected')).toHaveLength(1);
    expect(await owners()).toBe(1);
  });
});

describe('removing and leaving', () => {
  test.each(['owner', 'admin'] as const)('%s removes those of the same and lower roles alone', async (actor) => {
    for (const role of roles) {
      const by = await createTestMember(org.orgId, actor);
      const target = await createTestMember(org.orgId, role);
      const id = await idOf(target);
      if (actor === 'admin' && role === 'owner') await refused(call(removeMember, by, { id }), 'forbidden');
      else {
        await call(removeMember, by, { id });
        expect(await membershipOf(target)).toBeUndefined();
        await refused(call(removeMember, by, { id }), 'not_found');
      }
    }
  });

  test('ends the sessions there, and leaves a receipt', async () => {
    const target = await createTestMember(org.orgId, 'member');
    const id = await idOf(target);
    await call(removeMember, org.owner, { id });
    const session = await rt.tenancy.control.get<{ revokedAt: string }>('SELECT revokedAt FROM Session WHERE id = ?', [
      target.sessionId,
    ]);
    expect(session?.revokedAt).toBe(rt.clock.now().toISOString());
    const { data } = await call(listReceipts, org.owner);
    expect(data.find(({ action }) => action === 'member.removed')?.subject).toBe(id);
  });

  test.each(roles.filter((role) => role !== 'owner'))('a %s can leave', async (role) => {
    const person = await createTestMember(org.orgId, role);
    expect(await call(leaveOrganization, person)).toEqual({ redirectTo: '/organizations' });
    expect(await membershipOf(person)).toBeUndefined();
    const { data } = await call(listReceipts, org.owner);
    expect(data.find(({ action }) => action === 'member.left')?.actor).toBe(person.userId);
  });

  test('a key cannot leave', async () => {
    await refused(call(leaveOrganization, keyPrincipal(org.orgId)), 'forbidden');
  });
});

describe('listing members', () => {
  test('shows the organisation and nobody else, a page at a time', async () => {
    await createTestOrganization(`Unlisted ${organizations}`);
    const people = [org.owner];
    for (const role of ['admin', 'member', 'viewer'] as const) people.push(await createTestMember(org.orgId, role));
    const first = await call(listMembers, org.owner, { limit: '3' });
    const second = await call(listMembers, org.owner, { limit: 3, cursor: first.nextCursor });
    expect([first.data.length, second.data.length, second.nextCursor]).toEqual([3, 1, null]);
    expect([...first.data, ...second.data].map(({ userId, you }) => [userId, you])).toEqual(
      people.map((person) => [person.userId, person === org.owner]),
    );
  });

  test('takes no cursor of another organisation', async () => {
    const other = await createTestOrganization(`Cursor ${organizations}`);
    await createTestMember(other.orgId, 'member');
    const { nextCursor } = await call(listMembers, other.owner, { limit: 1 });
    expect(nextCursor).not.toBeNull();
    await refused(call(listMembers, org.owner, { cursor: nextCursor }), 'invalid_cursor');
  });

  test('is refused to viewers', async () => {
    await refused(call(listMembers, await createTestMember(org.orgId, 'viewer')), 'forbidden');
  });
});
