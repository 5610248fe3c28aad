import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endMemberSession, endMemberSessions } from '#lib/identity/members/end-member-sessions.ts';
import { listMemberSessions } from '#lib/identity/members/list-member-sessions.ts';
import { endMyOtherSessions } from '#lib/identity/sign-in/end-other-sessions.ts';
import { endMySession } from '#lib/identity/sign-in/end-session.ts';
import { listSessions } from '#lib/identity/sign-in/list-sessions.ts';
import { signOutEverywhere } from '#lib/identity/sign-in/sign-out.ts';
import { newId } from '#lib/platform/ids.ts';
import {
  call,
  createTestMember,
  createTestOrganization,
  membershipOf,
  refused,
  type TestOrganization,
} from '../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let acme: TestOrganization;
let other: TestOrganization;
beforeAll(async () => {
  rt = await createTestRuntime();
  acme = await createTestOrganization('Acme');
  other = await createTestOrganization('Other');
});
afterAll(() => rt.close());

const control = () => rt.tenancy.control;
const endedAt = async (id: string) =>
  (await control().get<{ revokedAt: string | null }>('SELECT revokedAt FROM Session WHERE id = ?', [id]))?.revokedAt;

/** One more session of the person, in the organisation. */
async function anotherSession(userId: string, orgId: string): Promise<string> {
  const id = newId('ses');
  await control().write((tx) =>
    tx.run(
      `INSERT INTO Session (id, userId, orgId, method, createdAt, lastSeenAt, idleExpiresAt, expiresAt, renewalHash,
                            userAgent, addressPrefix)
       VALUES (?, ?, ?, 'google', ?, ?, '9999', '9999', ?, 'Firefox/1', '192.0.2.0/24')`,
      [id, userId, orgId, rt.clock.now().toISOString(), rt.clock.now().toISOString(), new Uint8Array(32)],
    ),
  );
  return id;
}

/** What a person allowed the command line, as it is once its first tokens were fetched. */
async function aGrant(userId: string, orgId: string): Promise<string> {
  const id = newId('grt');
  const at = rt.clock.now().toISOString();
  await control().write(async (tx) => {
    await tx.run(
      `INSERT INTO OAuthGrant (id, clientId, orgId, userId, scopes, device, createdAt, expiresAt)
       VALUES (?, 'holdfast-cli', ?, ?, '["contacts:read"]', 'holdfast on laptop', ?, '9999')`,
      [id, orgId, userId, at],
    );
    await tx.run("INSERT INTO OAuthRefreshToken (hash, grantId, createdAt, expiresAt) VALUES (?, ?, ?, '9999')", [
      Buffer.from(id.padEnd(32).slice(-32)),
      id,
      at,
    ]);
  });
  return id;
}

const grantEnd = (id: string) =>
  control().get<{ revokedFor: string | null }>('SELECT revokedFor FROM OAuthGrant WHERE id = ?', [id]);

const receipts = (action: string) =>
  rt.tenancy.acquire(acme.orgId).then(async (lease) => {
    try {
      return await lease.db.all<{ subject: string; actor: string }>(
        'SELECT subject, actor FROM Receipt WHERE action = ? ORDER BY seq',
        [action],
      );
    } finally {
      lease.release();
    }
  });

describe('the sessions of a member', () => {
  it('are shown to owners: device, network, last use, and programs; of this organisation alone', async () => {
    const member = await createTestMember(acme.orgId, 'member');
    const second = await anotherSession(member.userId, acme.orgId);
    const elsewhere = await anotherSession(member.userId, other.orgId);
    const grant = await aGrant(member.userId, acme.orgId);
    const foreignGrant = await aGrant(member.userId, other.orgId);
    const { data } = await call(listMemberSessions, acme.owner, { id: await membershipOf(member) });
    expect(data.map(({ id }) => id).sort()).toEqual([member.sessionId, second, grant].sort());
    expect(data.find(({ id }) => id === second)).toMatchObject({
      current: false,
      program: null,
      userAgent: 'Firefox/1',
      network: '192.0.2.0/24',
      organizationName: 'Acme',
    });
    expect(data.find(({ id }) => id === grant)).toMatchObject({
      method: 'program',
      program: 'Holdfast command line',
      userAgent: 'holdfast on laptop',
    });
    expect(JSON.stringify(data)).not.toContain(elsewhere);
    expect(JSON.stringify(data)).not.toContain(foreignGrant);
  });

  it('are nothing to admins, members and viewers, nor to owners of other organisations', async () => {
    const member = await createTestMember(acme.orgId, 'member');
    const id = await membershipOf(member);
    for (const role of ['admin', 'member', 'viewer'] as const) {
      const asker = await createTestMember(acme.orgId, role);
      await refused(call(listMemberSessions, asker, { id }), 'forbidden');
      await refused(call(endMemberSessions, asker, { id }), 'forbidden');
      await refused(call(endMemberSession, asker, { id, sessionId: member.sessionId }), 'forbidden');
    }
    await refused(call(listMemberSessions, other.owner, { id }), 'not_found');
    await refused(call(endMemberSessions, other.owner, { id }), 'not_found');
    await refused(call(endMemberSession, other.owner, { id, sessionId: member.sessionId }), 'not_found');
    expect(await endedAt(member.sessionId)).toBeNull();
  });

  it('are ended one by one, with a receipt each; what is not theirs or not here is not found', async () => {
    const member = await createTestMember(acme.orgId, 'member');
    const bystander = await createTestMember(acme.orgId, 'member');
    const elsewhere = await anotherSession(member.userId, other.orgId);
    const grant = await aGrant(member.userId, acme.orgId);
    const foreignGrant = await aGrant(member.userId, other.orgId);
    const id = await membershipOf(member);
    const before = (await receipts('member.sessionsEnded')).length;
    for (const sessionId of [bystander.sessionId, elsewhere, foreignGrant, acme.owner.sessionId, 'ses_x']) {
      await refused(call(endMemberSession, acme.owner, { id, sessionId }), 'not_found');
    }
    expect(await receipts('member.sessionsEnded')).toHaveLength(before);
    await call(endMemberSession, acme.owner, { id, sessionId: member.sessionId });
    await call(endMemberSession, acme.owner, { id, sessionId: grant });
    await refused(call(endMemberSession, acme.owner, { id, sessionId: member.sessionId }), 'not_found');
    expect(await endedAt(member.sessionId)).not.toBeNull();
    expect(await grantEnd(grant)).toEqual({ revokedFor: 'owner' });
    expect(await grantEnd(foreignGrant)).toEqual({ revokedFor: null });
    for (const left of [bystander.sessionId, elsewhere, acme.owner.sessionId]) expect(await endedAt(left)).toBeNull();
    expect((await receipts('member.sessionsEnded')).slice(before)).toEqual([
      { subject: id, actor: acme.owner.userId },
      { subject: id, actor: acme.owner.userId },
    ]);
    expect((await receipts('oauthGrant.revoked')).at(-1)).toEqual({ subject: grant, actor: acme.owner.userId });
  });

  it('are ended all at once in this organisation, and stay elsewhere', async () => {
    const member = await createTestMember(acme.orgId, 'admin');
    const second = await anotherSession(member.userId, acme.orgId);
    const elsewhere = await anotherSession(member.userId, other.orgId);
    const grant = await aGrant(member.userId, acme.orgId);
    const id = await membershipOf(member);
    expect(await call(endMemberSessions, acme.owner, { id })).toEqual({ ended: 3 });
    expect(await call(endMemberSessions, acme.owner, { id })).toEqual({ ended: 0 });
    for (const ended of [member.sessionId, second]) expect(await endedAt(ended)).not.toBeNull();
    expect(await endedAt(elsewhere)).toBeNull();
    expect(await grantEnd(grant)).toEqual({ revokedFor: 'owner' });
    const events = await control().all<{ detail: string }>(
      "SELECT detail FROM AuditEvent WHERE action = 'sessions.end_member' ORDER BY id DESC LIMIT 2",
    );
    expect(events.map(({ detail }) => JSON.parse(detail))).toEqual([
      { memberId: id, ended: 0 },
      { memberId: id, ended: 3 },
    ]);
  });
});

describe('what programs may do for a person', () => {
  it('stands in the list of their own sessions, and is ended there', async () => {
    const member = await createTestMember(acme.orgId, 'member');
    const grant = await aGrant(member.userId, acme.orgId);
    const foreign = await aGrant(acme.owner.userId, acme.orgId);
    expect((await call(listSessions, member)).data.map(({ id }) => id).sort()).toEqual([grant, member.sessionId]);
    await refused(call(endMySession, member, { id: foreign }), 'not_found');
    await call(endMySession, member, { id: grant });
    await refused(call(endMySession, member, { id: grant }), 'not_found');
    expect((await call(listSessions, member)).data.map(({ id }) => id)).toEqual([member.sessionId]);
    expect(await grantEnd(foreign)).toEqual({ revokedFor: null });
  });

  it('ends with all other sessions, and with signing out everywhere, in every organisation', async () => {
    const member = await createTestMember(acme.orgId, 'member');
    const first = [await aGrant(member.userId, acme.orgId), await aGrant(member.userId, other.orgId)];
    expect(await call(endMyOtherSessions, member)).toEqual({ ended: 2 });
    expect(await endedAt(member.sessionId)).toBeNull();
    const second = await aGrant(member.userId, acme.orgId);
    await call(signOutEverywhere, member);
    for (const id of [...first, second]) expect(await grantEnd(id)).toEqual({ revokedFor: 'person' });
  });
});
