import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeRole } from '#lib/identity/members/change-role.ts';
import { removeMember } from '#lib/identity/members/remove-member.ts';
import { createOrganization } from '#lib/identity/organizations/create-organization.ts';
import { renameOrganization } from '#lib/identity/organizations/rename-organization.ts';
import { switchOrganization } from '#lib/identity/organizations/switch-organization.ts';
import { authenticateSession } from '#lib/identity/sessions.ts';
import { endMySession } from '#lib/identity/sign-in/end-session.ts';
import { listSessions } from '#lib/identity/sign-in/list-sessions.ts';
import { signOut, signOutEverywhere } from '#lib/identity/sign-in/sign-out.ts';
import { refused } from '../../support/call.ts';
import { TestBrowser } from '../../support/test-browser.ts';
import { createTestRuntime, type TestRuntime } from '../../support/test-runtime.ts';

let rt: TestRuntime;
let browser: TestBrowser;
let people = 0;
let email: string;

beforeAll(async () => {
  rt = await createTestRuntime();
});

afterAll(() => rt.close());

beforeEach(async () => {
  people += 1;
  email = `person${people}@example.com`;
  browser = new TestBrowser();
  await browser.signIn(rt, email);
});

const byToken = (token: string) => authenticateSession(rt, token);
const byRenewal = (renewal: string) => authenticateSession(rt, undefined, renewal);

describe('a session', () => {
  test('ends when it was idle for its idle time, to the millisecond, whatever its cookies say', async () => {
    rt.clock.advance(rt.env.SESSION_IDLE_SECONDS - 1);
    expect(await byRenewal(browser.renewal())).not.toBeNull();
    rt.clock.advance(rt.env.SESSION_IDLE_SECONDS);
    expect(await byRenewal(browser.renewal())).toBeNull();
    expect(await byToken(browser.sessionToken())).toBeNull();
  });

  test('in use for ever still ends at its absolute end', async () => {
    const day = 86_400;
    for (let spent = 0; spent < rt.env.SESSION_ABSOLUTE_SECONDS - day; spent += day) {
      rt.clock.advance(day);
      expect(await byRenewal(browser.renewal())).not.toBeNull();
    }
    rt.clock.advance(day);
    expect(await byRenewal(browser.renewal())).toBeNull();
  });

  test('is refused by its token alone once the token has run out, and goes on by its renewal', async () => {
    const old = browser.sessionToken();
    rt.clock.advance(rt.env.SESSION_TOKEN_SECONDS);
    expect(await byToken(old)).toBeNull();
    const renewed = await authenticateSession(rt, old, browser.renewal());
    expect(renewed?.renewedCookie?.maxAgeSeconds).toBe(rt.env.SESSION_TOKEN_SECONDS);
    expect(await byToken(renewed?.renewedCookie?.value ?? '')).toMatchObject({ email });
  });

  test('gets a fresh token in the second half of the old one, not before', async () => {
    rt.clock.advance(rt.env.SESSION_TOKEN_SECONDS / 2 - 1);
    expect((await byToken(browser.sessionToken()))?.renewedCookie).toBeNull();
    rt.clock.advance(1);
    expect((await byToken(browser.sessionToken()))?.renewedCookie).not.toBeNull();
  });

  test('is not renewed by a wrong, foreign or malformed secret', async () => {
    const other = new TestBrowser();
    await other.signIn(rt, `other-${email}`);
    const [id = '', secret = ''] = browser.renewal().split('.');
    const [, otherSecret = ''] = other.renewal().split('.');
    const wrong = [`${id}.${otherSecret}`, `${id}.`, id, `.${secret}`, `${id}.${secret}x`, `${id}.${secret}.`, '..'];
    for (const renewal of wrong) expect(await byRenewal(renewal), renewal).toBeNull();
    expect(await byRenewal(browser.renewal())).not.toBeNull();
  });

  test('notes its use at most once a minute', async () => {
    const seen = async () => (await browser.call(listSessions)).data.find((session) => session.current)?.lastSeenAt;
    const start = await seen();
    rt.clock.advance(59);
    expect(await seen()).toBe(start);
    rt.clock.advance(1);
    expect(await seen()).toBe(rt.clock.now().toISOString());
  });

  test('is dead on the next request after sign-out, its copied cookies too', async () => {
    const copy = { token: browser.sessionToken(), renewal: browser.renewal() };
    await browser.call(signOut);
    expect(browser.cookies.size).toBe(0);
    expect(await authenticateSession(rt, copy.token, copy.renewal)).toBeNull();
    await browser.call(signOut);
  });

  test('can be ended from another one of the same person, and by nobody else', async () => {
    const second = new TestBrowser();
    await second.signIn(rt, email);
    const stranger = new TestBrowser();
    await stranger.signIn(rt, `stranger-${email}`);
    const id = (await browser.call(listSessions)).data.find((session) => session.current)?.id ?? '';
    await refused(stranger.call(endMySession, { id }), 'not_found');
    await refused(stranger.call(endMySession, { id: 'ses_00000000000000000000000000' }), 'not_found');
    expect(await byToken(browser.sessionToken())).not.toBeNull();
    await second.call(endMySession, { id });
    expect(await byToken(browser.sessionToken())).toBeNull();
    expect(await byToken(second.sessionToken())).not.toBeNull();
    await refused(second.call(endMySession, { id }), 'not_found');
  });

  test('ends with all others on "sign out everywhere", and leaves other people alone', async () => {
    const second = new TestBrowser();
    await second.signIn(rt, email);
    const stranger = new TestBrowser();
    await stranger.signIn(rt, `stranger-${email}`);
    await second.call(signOutEverywhere);
    for (const ended of [browser, second]) expect(await byRenewal(ended.renewal() || 'x.y')).toBeNull();
    expect(await byToken(browser.sessionToken())).toBeNull();
    expect(await byToken(stranger.sessionToken())).not.toBeNull();
  });

  test('of a person signed in before, in the same browser, ends when another one begins', async () => {
    const before = { token: browser.sessionToken(), renewal: browser.renewal() };
    await browser.signIn(rt, `next-${email}`);
    expect(await authenticateSession(rt, before.token, before.renewal)).toBeNull();
    expect(await browser.principal()).toMatchObject({ email: `next-${email}` });
  });

  test('shows its network and browser, not its exact address', async () => {
    const one = (await browser.call(listSessions)).data[0];
    expect(one?.network).toMatch(/^198\.51\.\d+\.0\/24$/);
    expect(JSON.stringify(one)).not.toContain(browser.address);
    expect(one?.userAgent).toBe('tests');
  });
});

describe("what a token says is held against the session's row", () => {
  const setSession = (assignment: string, ...values: string[]) =>
    rt.tenancy.control.write((tx) =>
      tx.run(`UPDATE Session SET ${assignment} WHERE userId = (SELECT id FROM User WHERE email = ?)`, [
        ...values,
        email,
      ]),
    );
  const works = () => authenticateSession(rt, browser.sessionToken(), browser.renewal());

  test('its absolute end counts, whatever its idle end says', async () => {
    await setSession('idleExpiresAt = ?, expiresAt = ?', '9999-01-01T00:00:00.000Z', rt.clock.now().toISOString());
    expect(await works()).toBeNull();
  });

  test('a token of one organisation opens no session that is in another', async () => {
    const { organization } = await browser.call(createOrganization, { name: `Token A ${people}` });
    const inFirst = browser.sessionToken();
    const second = await browser.call(createOrganization, { name: `Token B ${people}` });
    await setSession('revokedAt = NULL, orgId = ?', second.organization.id);
    expect(await byToken(inFirst)).toBeNull();
    await setSession('orgId = ?', organization.id);
    expect(await byToken(inFirst)).toMatchObject({ membership: { orgId: organization.id } });
    expect(await byToken(browser.sessionToken())).toBeNull();
  });

  test("a token of one person opens no session of another's", async () => {
    const other = new TestBrowser();
    await other.signIn(rt, `other-${email}`);
    await rt.tenancy.control.write((tx) =>
      tx.run('UPDATE Session SET userId = (SELECT id FROM User WHERE email = ?) WHERE userId <> ? AND id = ?', [
        `other-${email}`,
        '',
        browser.renewal().split('.', 1)[0] ?? '',
      ]),
    );
    expect(await byToken(browser.sessionToken())).toBeNull();
  });
});

describe('a session in an organisation', () => {
  test('moves under a new id and key, and no earlier token or renewal of it works again', async () => {
    const outside = { token: browser.sessionToken(), renewal: browser.renewal() };
    await browser.call(createOrganization, { name: `First ${people}` });
    const inFirst = { token: browser.sessionToken(), renewal: browser.renewal() };
    const { organization } = await browser.call(createOrganization, { name: `Second ${people}` });
    expect(await browser.principal()).toMatchObject({ membership: { orgId: organization.id, role: 'owner' } });
    for (const old of [outside, inFirst]) {
      expect(await byToken(old.token)).toBeNull();
      expect(await byRenewal(old.renewal)).toBeNull();
    }
    await browser.call(switchOrganization, { slug: `first-${people}` });
    expect(await byToken(inFirst.token), 'back in the first organisation').toBeNull();
  });

  test('keeps its absolute end when it moves', async () => {
    rt.clock.advance(rt.env.SESSION_IDLE_SECONDS - 1);
    await browser.principal();
    const before = (await browser.call(listSessions)).data[0]?.expiresAt;
    await browser.call(createOrganization, { name: `Mover ${people}` });
    const sessions = (await browser.call(listSessions)).data;
    expect(sessions.map((session) => session.expiresAt)).toEqual([before]);
  });

  test('has the role that the database says now: a demotion works at once, whatever the token says', async () => {
    const { organization } = await browser.call(createOrganization, { name: `Demoted ${people}` });
    await rt.tenancy.control.write((tx) =>
      tx.run("UPDATE Membership SET role = 'viewer' WHERE orgId = ?", [organization.id]),
    );
    const user = await byToken(browser.sessionToken());
    expect(user?.membership?.role).toBe('viewer');
    // The token still says owner: it is replaced.
    expect(user?.renewedCookie).not.toBeNull();
    await refused(browser.call(renameOrganization, { name: 'Mine' }), 'forbidden');
    await refused(browser.call(changeRole, { id: 'mem_x', role: 'owner' }), 'forbidden');
  });

  test('ends at once when its person is removed, and their other sessions stay', async () => {
    const { organization } = await browser.call(createOrganization, { name: `Removing ${people}` });
    const member = new TestBrowser();
    await member.signIn(rt, `member-${email}`);
    const outside = new TestBrowser();
    await outside.signIn(rt, `member-${email}`);
    const principal = await member.principal();
    if (principal.kind !== 'user') throw new Error('not signed in');
    const at = rt.clock.now().toISOString();
    const id = `mem_${people}`;
    await rt.tenancy.control.write((tx) =>
      tx.run("INSERT INTO Membership (id, orgId, userId, role, createdAt, updatedAt) VALUES (?, ?, ?, 'admin', ?, ?)", [
        id,
        organization.id,
        principal.userId,
        at,
        at,
      ]),
    );
    await member.call(switchOrganization, { slug: organization.slug });
    expect(await byToken(member.sessionToken())).toMatchObject({ membership: { role: 'admin' } });
    await browser.call(removeMember, { id });
    expect(await authenticateSession(rt, member.sessionToken(), member.renewal())).toBeNull();
    expect(await byToken(outside.sessionToken())).not.toBeNull();
    await refused(outside.call(switchOrganization, { slug: organization.slug }), 'not_found');
  });

  test('is nobody when the membership is gone, however it went', async () => {
    const { organization } = await browser.call(createOrganization, { name: `Gone ${people}` });
    await rt.tenancy.control.write((tx) => tx.run('DELETE FROM Membership WHERE orgId = ?', [organization.id]));
    expect(await authenticateSession(rt, browser.sessionToken(), browser.renewal())).toBeNull();
  });

  test('cannot be switched into an organisation of others; the answer is that of one that never was', async () => {
    const stranger = new TestBrowser();
    await stranger.signIn(rt, `stranger-${email}`);
    const { organization } = await browser.call(createOrganization, { name: `Private ${people}` });
    const theirs = await refused(stranger.call(switchOrganization, { slug: organization.slug }), 'not_found');
    const nobodys = await refused(stranger.call(switchOrganization, { slug: 'never-was' }), 'not_found');
    expect(theirs.publicMessage).toBe(nobodys.publicMessage);
  });
});
