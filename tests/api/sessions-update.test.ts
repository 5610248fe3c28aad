import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOrganization } from '#lib/identity/organizations/create-organization.ts';
import { sendToNextAuth } from '../support/next-auth-visit.ts';
import { TestBrowser } from '../support/test-browser.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let browser: TestBrowser;
let csrfToken: string;
beforeAll(async () => {
  rt = await createTestRuntime();
  browser = new TestBrowser();
  await browser.signIn(rt, 'person@example.com');
  await browser.call(createOrganization, { name: 'Mine' });
  const csrf = await sendToNextAuth(browser, `${rt.origin}/api/auth/csrf`);
  ({ csrfToken } = (await csrf.json()) as { csrfToken: string });
});
afterAll(() => rt.close());

const wanted = {
  name: 'Somebody else',
  email: 'boss@example.com',
  image: 'https://evil.example/x.png',
  role: 'owner',
  orgId: 'org_01J0000000000000000000000A',
  sub: 'usr_01J0000000000000000000000A',
  expires: '9999-12-31T00:00:00.000Z',
  user: { name: 'Somebody else', email: 'boss@example.com', role: 'owner' },
};

/** Everything that could have changed: who the browser is, its rows, and its cookies. */
async function everything(): Promise<unknown> {
  const principal = await browser.principal();
  const rows = await rt.tenancy.control.all('SELECT * FROM Session ORDER BY id');
  const people = await rt.tenancy.control.all('SELECT * FROM User ORDER BY id');
  return { principal, rows, people, cookies: [...browser.cookies].filter(([name]) => !name.includes('auth')) };
}

describe('what a client may change of its session by next-auth’s `update`', () => {
  it.each([
    [
      'as its client library sends it',
      { 'content-type': 'application/json' },
      () => JSON.stringify({ csrfToken, data: wanted }),
    ],
    [
      'as a form',
      { 'content-type': 'application/x-www-form-urlencoded' },
      () => new URLSearchParams({ csrfToken, data: JSON.stringify(wanted), role: 'owner' }).toString(),
    ],
  ])('is nothing: the address is not there, %s', async (_what, headers, body) => {
    const before = await everything();
    const answer = await sendToNextAuth(browser, `${rt.origin}/api/auth/session`, {
      method: 'POST',
      headers: { ...headers, origin: rt.origin, 'sec-fetch-site': 'same-origin' },
      body: body(),
    });
    expect(answer.status).toBe(404);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await everything()).toEqual(before);
  });

  it('is nothing by the query of what is read, and what is read says who and until when, no more', async () => {
    const before = await everything();
    const query = new URLSearchParams({ update: '1', csrfToken, data: JSON.stringify(wanted), role: 'owner' });
    const answer = await sendToNextAuth(browser, `${rt.origin}/api/auth/session?${query}`);
    const session = (await answer.json()) as { user: Record<string, unknown> };
    expect(Object.keys(session).sort()).toEqual(['expires', 'user']);
    expect(session.user).toMatchObject({ email: 'person@example.com' });
    expect(JSON.stringify(session)).not.toMatch(/boss|evil|9999|role|org_/);
    expect(await everything()).toEqual(before);
  });

  it.each(['PUT', 'PATCH', 'DELETE'])('is nothing by %s', async (method) => {
    const before = await everything();
    const answer = await sendToNextAuth(browser, `${rt.origin}/api/auth/session`, { method });
    expect(answer.status).toBe(404);
    expect(await everything()).toEqual(before);
  });
});
