import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createOrganization } from '#lib/identity/organizations/create-organization.ts';
import { rotateSessionKey } from '#lib/identity/organizations/rotate-session-key.ts';
import { switchOrganization } from '#lib/identity/organizations/switch-organization.ts';
import { authenticateSession } from '#lib/identity/sessions.ts';
import { rotateAuthSecret } from '#lib/identity/sign-in/rotate-auth-secret.ts';
import { call, createTestMember, operator, refused } from '../support/call.ts';
import { TestBrowser } from '../support/test-browser.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let owner: TestBrowser;
let organization: { id: string; slug: string };
let runs = 0;
beforeAll(async () => {
  rt = await createTestRuntime();
});
afterAll(() => rt.close());

beforeEach(async () => {
  runs += 1;
  owner = new TestBrowser();
  await owner.signIn(rt, `owner${runs}@example.com`);
  ({ organization } = await owner.call(createOrganization, { name: `Rotating ${runs}` }));
});

const cookiesOf = (browser: TestBrowser) => ({ token: browser.sessionToken(), renewal: browser.renewal() });
const works = async ({ token, renewal }: { token: string; renewal: string }) =>
  (await authenticateSession(rt, token, renewal)) !== null;

/** A member in a browser of their own, signed in to the organisation. */
async function memberBrowser(): Promise<TestBrowser> {
  const email = `member${runs}@example.com`;
  await createTestMember(organization.id, 'member', email);
  const browser = new TestBrowser();
  await browser.signIn(rt, email);
  return browser;
}

describe('rotating the session key of an organisation', () => {
  it('ends every session in it at once, the own included, and no renewal brings one back', async () => {
    const member = await memberBrowser();
    const before = [cookiesOf(owner), cookiesOf(member)];
    for (const cookies of before) expect(await works(cookies)).toBe(true);
    const answer = await owner.call(rotateSessionKey);
    // The row that a test member is made with is a session too.
    expect(answer).toEqual({ version: 2, ended: 3 });
    for (const { token, renewal } of before) {
      expect(await authenticateSession(rt, token)).toBeNull();
      expect(await authenticateSession(rt, undefined, renewal)).toBeNull();
      expect(await authenticateSession(rt, token, renewal)).toBeNull();
    }
    expect([...owner.cookies.keys()]).not.toContain('holdfast-session');
    await member.signIn(rt, `member${runs}@example.com`);
    expect(await member.principal()).toMatchObject({ membership: { orgId: organization.id, role: 'member' } });
    expect(await works(before[1] ?? cookiesOf(owner)), 'the old cookies stay dead').toBe(false);
  });

  it('makes a token void even if its row came back to life', async () => {
    const { token } = cookiesOf(owner);
    await owner.call(rotateSessionKey);
    await rt.tenancy.control.write((tx) =>
      tx.run('UPDATE Session SET revokedAt = NULL WHERE orgId = ?', [organization.id]),
    );
    expect(await authenticateSession(rt, token)).toBeNull();
  });

  it('leaves the sessions of other organisations, and of people who are in none, as they are', async () => {
    const elsewhere = new TestBrowser();
    await elsewhere.signIn(rt, `elsewhere${runs}@example.com`);
    await elsewhere.call(createOrganization, { name: `Elsewhere ${runs}` });
    const outside = new TestBrowser();
    await outside.signIn(rt, `outside${runs}@example.com`);
    await owner.call(rotateSessionKey);
    for (const browser of [elsewhere, outside]) expect(await works(cookiesOf(browser))).toBe(true);
  });

  it('is for owners who have just proven who they are, and leaves a receipt', async () => {
    const admin = await createTestMember(organization.id, 'admin');
    await refused(call(rotateSessionKey, admin), 'forbidden');
    const principal = await owner.principal();
    if (principal.kind !== 'user') throw new Error('not signed in');
    const stale = { ...principal, signedInAt: '2020-01-01T00:00:00.000Z' };
    await refused(call(rotateSessionKey, stale), 'fresh_sign_in_required');
    expect(await works(cookiesOf(owner))).toBe(true);
    await owner.call(rotateSessionKey);
    const lease = await rt.tenancy.acquire(organization.id);
    const rows = await lease.db.all<{ action: string; subject: string; actor: string }>(
      "SELECT action, subject, actor FROM Receipt WHERE action = 'sessions.keyRotated'",
    );
    lease.release();
    expect(rows).toEqual([{ action: 'sessions.keyRotated', subject: organization.id, actor: principal.userId }]);
  });

  it('and entering the organisation at the same time leaves no session under the old key', async () => {
    const member = await memberBrowser();
    const email = `late${runs}@example.com`;
    await createTestMember(organization.id, 'member', email);
    const late = new TestBrowser();
    await late.signIn(rt, email);
    await Promise.allSettled([
      member.call(switchOrganization, { slug: organization.slug }),
      owner.call(rotateSessionKey),
      late.call(switchOrganization, { slug: organization.slug }),
    ]);
    const live = await rt.tenancy.control.all<{ id: string }>(
      'SELECT id FROM Session WHERE orgId = ? AND revokedAt IS NULL',
      [organization.id],
    );
    for (const browser of [member, late]) {
      const user = await authenticateSession(rt, browser.sessionToken());
      if (user !== null) expect(live.map(({ id }) => id)).toContain(user.sessionId);
    }
    expect(await authenticateSession(rt, owner.sessionToken(), owner.renewal())).toBeNull();
  });
});

describe('rotating the secret of sign-in', () => {
  it('ends no session: a token of before is replaced by its renewal, and is nothing without it', async () => {
    const outside = new TestBrowser();
    await outside.signIn(rt, `rotating${runs}@example.com`);
    const { token, renewal } = cookiesOf(outside);
    const { current } = await call(rotateAuthSecret, operator);
    expect(current).toBeGreaterThan(1);
    expect(await authenticateSession(rt, token)).toBeNull();
    const user = await authenticateSession(rt, token, renewal);
    expect(user?.renewedCookie).not.toBeNull();
    expect(await authenticateSession(rt, user?.renewedCookie?.value)).toMatchObject({ sessionId: user?.sessionId });
    expect(await works(cookiesOf(owner)), 'an organisation signs by its own key').toBe(true);
  });

  it('is for whoever runs the installation', async () => {
    await refused(owner.call(rotateAuthSecret), 'not_found');
  });
});
