import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserPrincipal } from '#lib/access/principal.ts';
import { endMemberSession } from '#lib/identity/members/end-member-sessions.ts';
import { listMemberSessions } from '#lib/identity/members/list-member-sessions.ts';
import { endMySession } from '#lib/identity/sign-in/end-session.ts';
import { listSessions } from '#lib/identity/sign-in/list-sessions.ts';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { call, createTestOrganization, membershipOf, type TestOrganization } from '../support/call.ts';
import { errorOf, refresh, signedInProgram, type Tokens, withToken } from '../support/oauth.ts';
import { sendAsBrowser } from '../support/send-as-browser.ts';
import { TestBrowser } from '../support/test-browser.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let server: OwnServer;
let acme: TestOrganization;
let laptop: TestBrowser;
let phone: TestBrowser;
let program: Tokens;
beforeAll(async () => {
  rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'off' } });
  server = await startOwnServer(rt);
  acme = await createTestOrganization('Acme');
});
afterAll(async () => {
  await server.close();
  await rt.close();
});

const browserStatus = async (browser: TestBrowser) => (await sendAsBrowser(browser, 'GET /me')).status;
const programStatus = async () => (await withToken(server, program.access_token, '/me')).status;
const statuses = async () => [await browserStatus(laptop), await browserStatus(phone), await programStatus()];

/** The owner in two browsers, and the command line with tokens that it fetched. */
async function signInThrice(): Promise<UserPrincipal> {
  laptop = new TestBrowser();
  phone = new TestBrowser();
  await laptop.signIn(rt, acme.owner.email);
  await phone.signIn(rt, acme.owner.email);
  const principal = await laptop.principal();
  if (principal.kind !== 'user') throw new Error('not signed in');
  program = await signedInProgram(server, principal);
  expect(await statuses()).toEqual([200, 200, 200]);
  return principal;
}

describe('two browsers and a command line, in one list', () => {
  it('are ended one by one by their person, each at once and none with another', async () => {
    await signInThrice();
    const listed = async () => (await laptop.call(listSessions)).data.filter(({ id }) => id !== acme.owner.sessionId);
    expect((await listed()).map((each) => [each.program, each.current]).sort()).toEqual(
      [
        [null, false],
        [null, true],
        ['Holdfast command line', false],
      ].sort(),
    );
    const commandLine = (await listed()).find((each) => each.program !== null);
    await laptop.call(endMySession, { id: commandLine?.id });
    expect(await statuses()).toEqual([200, 200, 401]);
    expect(errorOf(await refresh(server, program.refresh_token))).toBe('invalid_grant');
    const other = (await listed()).find((each) => !each.current);
    await laptop.call(endMySession, { id: other?.id });
    expect(await statuses()).toEqual([200, 401, 401]);
    const own = (await listed()).find((each) => each.current);
    await laptop.call(endMySession, { id: own?.id });
    expect(await statuses()).toEqual([401, 401, 401]);
  });

  it('are ended one by one by an owner of the organisation', async () => {
    const { userId } = await signInThrice();
    const id = await membershipOf({ userId });
    const seen = (await call(listMemberSessions, acme.owner, { id })).data;
    const end = (sessionId: string | undefined) => call(endMemberSession, acme.owner, { id, sessionId });
    await end(seen.find((each) => each.program !== null)?.id);
    expect(await statuses()).toEqual([200, 200, 401]);
    await end(phone.renewal().split('.', 1)[0]);
    expect(await statuses()).toEqual([200, 401, 401]);
    await end(laptop.renewal().split('.', 1)[0]);
    expect(await statuses()).toEqual([401, 401, 401]);
  });
});
