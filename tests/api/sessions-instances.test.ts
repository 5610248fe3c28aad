import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeRole } from '#lib/identity/members/change-role.ts';
import { endMemberSessions } from '#lib/identity/members/end-member-sessions.ts';
import { removeMember } from '#lib/identity/members/remove-member.ts';
import { rotateSessionKey } from '#lib/identity/organizations/rotate-session-key.ts';
import { endMyOtherSessions } from '#lib/identity/sign-in/end-other-sessions.ts';
import { signOut, signOutEverywhere } from '#lib/identity/sign-in/sign-out.ts';
import {
  call,
  createTestMember,
  createTestOrganization,
  membershipOf,
  type TestOrganization,
} from '../support/call.ts';
import { type OtherInstance, startOtherInstance } from '../support/other-instance.ts';
import { sendAsBrowser } from '../support/send-as-browser.ts';
import { TestBrowser } from '../support/test-browser.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let other: OtherInstance;
let acme: TestOrganization;
let browser: TestBrowser;
let userId: string;
let membership: string;
let runs = 0;
beforeAll(async () => {
  rt = await createTestRuntime();
  other = await startOtherInstance(rt);
});
afterAll(async () => {
  await other.close();
  await rt.close();
});

beforeEach(async () => {
  runs += 1;
  acme = await createTestOrganization(`Instances ${runs}`);
  const email = `member${runs}@example.com`;
  ({ userId } = await createTestMember(acme.orgId, 'admin', email));
  browser = new TestBrowser();
  await browser.signIn(rt, email);
  membership = await membershipOf({ userId });
});

/** The same cookies, kept while the browser loses its own. */
function copied(): TestBrowser {
  const copy = new TestBrowser();
  for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
  return copy;
}

describe('with two processes on one control database, a session', () => {
  it.each([
    ['that was signed out', () => browser.call(signOut)],
    ['of a person who signed out everywhere', () => browser.call(signOutEverywhere)],
    ['that an owner ended', () => call(endMemberSessions, acme.owner, { id: membership })],
    ['of a member who was removed', () => call(removeMember, acme.owner, { id: membership })],
    ['under a key that was rotated', () => call(rotateSessionKey, acme.owner)],
    [
      'that was ended from another browser',
      async () => {
        const second = new TestBrowser();
        await second.signIn(rt, `member${runs}@example.com`);
        await second.call(endMyOtherSessions);
      },
    ],
  ])('%s is nobody’s at the other one with the next request', async (_what, end) => {
    const copy = copied();
    expect(await other.who(copy)).toEqual({ userId, role: 'admin' });
    await end();
    expect(await other.who(copy)).toBeNull();
  });

  it('that ended at the other one is nobody’s here with the next request', async () => {
    expect((await sendAsBrowser(browser, 'GET /me')).status).toBe(200);
    await other.endSessions(userId);
    await expect.poll(async () => (await sendAsBrowser(browser, 'GET /me')).status).toBe(401);
    expect(await browser.principal()).toEqual({ kind: 'anonymous' });
  });

  it('has at the other one the role that was given here a moment ago', async () => {
    await call(changeRole, acme.owner, { id: membership, role: 'viewer' });
    expect(await other.who(browser)).toEqual({ userId, role: 'viewer' });
  });
});
