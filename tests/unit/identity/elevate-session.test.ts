import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { UserPrincipal } from '#lib/access/principal.ts';
import { createOrganization } from '#lib/identity/organizations/create-organization.ts';
import { switchOrganization } from '#lib/identity/organizations/switch-organization.ts';
import { authenticateSession, elevateSession } from '#lib/identity/sessions.ts';
import { listSessions } from '#lib/identity/sign-in/list-sessions.ts';
import { newId } from '#lib/platform/ids.ts';
import { refused } from '../../support/call.ts';
import { TestBrowser } from '../../support/test-browser.ts';
import { createTestRuntime, type TestRuntime } from '../../support/test-runtime.ts';

let rt: TestRuntime;
let browser: TestBrowser;
let organization: { id: string; slug: string };
let people = 0;
beforeAll(async () => {
  rt = await createTestRuntime();
});
afterAll(() => rt.close());
beforeEach(async () => {
  people += 1;
  browser = new TestBrowser();
  await browser.signIn(rt, `person${people}@example.com`);
  ({ organization } = await browser.call(createOrganization, { name: `Step ${people}` }));
});

async function signedIn(): Promise<UserPrincipal> {
  const principal = await browser.principal();
  if (principal.kind !== 'user') throw new Error('not signed in');
  return principal;
}

const elevate = (principal: UserPrincipal) => {
  const request = {
    requestId: newId('req'),
    door: 'action' as const,
    address: browser.address,
    userAgent: 'tests',
    cookies: browser.cookies,
    body: null,
  };
  const now = rt.clock.now();
  return rt.tenancy.control.write((tx) =>
    elevateSession(tx, principal, { kind: 'totp', at: now.toISOString() }, { env: rt.env, request, now }),
  );
};

describe('a second factor given in a session', () => {
  test('gives it a new id, in the same organisation; nothing of the old one works again', async () => {
    const before = { token: browser.sessionToken(), renewal: browser.renewal() };
    const principal = await signedIn();
    rt.clock.advance(3);
    const opened = await elevate(principal);
    expect(opened).toMatchObject({ userId: principal.userId, orgId: organization.id, role: 'owner' });
    expect(opened.id).not.toBe(principal.sessionId);
    expect(await authenticateSession(rt, before.token, before.renewal)).toBeNull();
    expect(await authenticateSession(rt, undefined, opened.renewal)).toMatchObject({
      sessionId: opened.id,
      signedInAt: principal.signedInAt,
      factor: { kind: 'totp', at: rt.clock.now().toISOString() },
    });
  });

  test('gives it no longer life', async () => {
    const ends = (await browser.call(listSessions)).data[0]?.expiresAt;
    rt.clock.advance(rt.env.SESSION_IDLE_SECONDS - 1);
    expect((await elevate(await signedIn())).expiresAt).toBe(ends);
  });

  test('goes with it to another organisation, and not into a new sign-in', async () => {
    const at = rt.clock.now().toISOString();
    const { renewal } = await elevate(await signedIn());
    browser.cookies.set('holdfast-renewal', renewal);
    browser.cookies.delete('holdfast-session');
    await browser.call(switchOrganization, { slug: organization.slug });
    expect((await signedIn()).factor).toEqual({ kind: 'totp', at });
    await browser.signIn(rt, `person${people}@example.com`);
    expect((await signedIn()).factor).toBeNull();
  });

  test('twice at once makes one session', async () => {
    const principal = await signedIn();
    const outcomes = await Promise.allSettled([elevate(principal), elevate(principal)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('changes nothing in a session that ended meanwhile, nor for somebody who was removed', async () => {
    const principal = await signedIn();
    await elevate(principal);
    await refused(elevate(principal), 'unauthorized');
    await browser.signIn(rt, `person${people}@example.com`);
    const again = await signedIn();
    await rt.tenancy.control.write((tx) => tx.run('DELETE FROM Membership WHERE userId = ?', [again.userId]));
    await refused(elevate(again), 'unauthorized');
  });
});
