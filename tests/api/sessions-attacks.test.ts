import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createOrganization } from '#lib/identity/organizations/create-organization.ts';
import { switchOrganization } from '#lib/identity/organizations/switch-organization.ts';
import { renewalCookieName, sessionCookieName } from '#lib/identity/session-cookies.ts';
import { authenticateSession } from '#lib/identity/sessions.ts';
import { signOut } from '#lib/identity/sign-in/sign-out.ts';
import { sendAsBrowser } from '../support/send-as-browser.ts';
import { TestBrowser } from '../support/test-browser.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

const origin = 'https://trust.example.com';
let rt: TestRuntime;
let browser: TestBrowser;
let email: string;
let slug: string;
let runs = 0;
beforeAll(async () => {
  rt = await createTestRuntime({ env: { HOLDFAST_URL: origin } });
});
afterAll(() => rt.close());

beforeEach(async () => {
  runs += 1;
  email = `person${runs}@example.com`;
  browser = new TestBrowser();
  await browser.signIn(rt, email);
  slug = (await browser.call(createOrganization, { name: `Attacked ${runs}` })).organization.slug;
});

const me = async (from: TestBrowser, cookie?: string) => {
  const response = await sendAsBrowser(from, 'GET /me', cookie === undefined ? {} : { cookie });
  const { user } = (await response.json()) as { user?: { id: string } | null };
  return { status: response.status, userId: user?.id ?? null };
};
const pair = (name: string, value: string) => `${name}=${value}`;
const session = (value: string) => pair(sessionCookieName(origin), value);
const renewal = (value: string) => pair(renewalCookieName(origin), value);
/** A new browser at an address of its own, so that refusals of one test count against nobody else. */
const stranger = () => new TestBrowser();
const liveSessions = async () =>
  (
    await rt.tenancy.control.all(
      'SELECT s.id FROM Session s JOIN User u ON u.id = s.userId WHERE u.email = ? AND s.revokedAt IS NULL',
      [email],
    )
  ).length;

describe('cookies that were copied', () => {
  it('are nobody’s once their session was signed out, token and renewal alike', async () => {
    const copied = `${session(browser.sessionToken())}; ${renewal(browser.renewal())}`;
    expect((await me(stranger(), copied)).status).toBe(200);
    await browser.call(signOut);
    expect((await me(stranger(), copied)).status).toBe(401);
    expect((await me(stranger(), copied.split('; ')[1])).status).toBe(401);
  });

  it('do not come back with the next sign-in of the same person in the same browser', async () => {
    const copied = `${session(browser.sessionToken())}; ${renewal(browser.renewal())}`;
    await browser.signIn(rt, email);
    expect((await me(browser)).status).toBe(200);
    expect((await me(stranger(), copied)).status).toBe(401);
  });

  it('of an organisation that was left behind renew nothing', async () => {
    const stale = renewal(browser.renewal());
    await browser.call(createOrganization, { name: `Next ${runs}` });
    await browser.call(switchOrganization, { slug });
    expect((await me(stranger(), stale)).status).toBe(401);
    expect((await me(browser)).status).toBe(200);
  });
});

describe('renewing', () => {
  it('twenty times at once makes no second session and locks nobody out', async () => {
    rt.clock.advance(rt.env.SESSION_TOKEN_SECONDS + 1);
    const before = await liveSessions();
    const cookie = `${session(browser.sessionToken())}; ${renewal(browser.renewal())}`;
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => sendAsBrowser(stranger(), 'GET /me', { cookie })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    const given = answers.map(
      (answer) => answer.headers.getSetCookie().find((line) => line.includes('session=')) ?? '',
    );
    for (const line of given) {
      const user = await authenticateSession(rt, line.split(';', 1)[0]?.split(/=(.*)/s)[1]);
      expect(user?.sessionId).toBe(browser.renewal().split('.', 1)[0]);
    }
    expect(await liveSessions()).toBe(before);
  });

  it('while the session is signed out wins nothing that lasts', async () => {
    rt.clock.advance(rt.env.SESSION_TOKEN_SECONDS + 1);
    const cookie = renewal(browser.renewal());
    const [answers] = await Promise.all([
      Promise.all(Array.from({ length: 10 }, () => sendAsBrowser(stranger(), 'GET /me', { cookie }))),
      browser.call(signOut),
    ]);
    for (const answer of answers) {
      for (const line of answer.headers.getSetCookie()) {
        expect((await me(stranger(), line.split(';', 1)[0])).status).toBe(401);
      }
    }
  });

  it.each([
    [
      'another session’s id with one’s own secret',
      (own: string, other: string) => `${other.split('.')[0]}.${own.split('.')[1]}`,
    ],
    ['a secret that is cut', (own: string) => own.slice(0, -1)],
    ['no secret', (own: string) => `${own.split('.')[0]}.`],
    ['no id', (own: string) => `.${own.split('.')[1]}`],
    ['SQL for an id', (own: string) => `ses_x' OR 1=1 --.${own.split('.')[1]}`],
    ['a wildcard for an id', (own: string) => `ses_%.${own.split('.')[1]}`],
  ])('with %s is refused', async (_what, forge) => {
    const other = stranger();
    await other.signIn(rt, `other-${email}`);
    const forged = renewal(forge(browser.renewal(), other.renewal()));
    expect((await me(stranger(), forged)).status).toBe(401);
  });
});

describe('a session that was put into the browser before its person signs in', () => {
  it('does not become theirs: the id is new, and the planted one ends', async () => {
    const attacker = stranger();
    await attacker.signIn(rt, `attacker-${email}`);
    const planted = { token: attacker.sessionToken(), renewal: attacker.renewal() };
    const victim = stranger();
    victim.cookies.set(sessionCookieName(origin), planted.token);
    victim.cookies.set(renewalCookieName(origin), planted.renewal);
    await victim.signIn(rt, email);
    expect(victim.renewal()).not.toBe(planted.renewal);
    expect(await authenticateSession(rt, planted.token, planted.renewal)).toBeNull();
    expect(await victim.principal()).toMatchObject({ email });
  });

  it('made up, with an id of the attacker’s choice, is not taken over', async () => {
    const victim = stranger();
    victim.cookies.set(renewalCookieName(origin), 'ses_00000000000000000000000000.chosen');
    await victim.signIn(rt, email);
    expect(victim.renewal()).not.toContain('ses_00000000000000000000000000');
    expect((await me(stranger(), renewal('ses_00000000000000000000000000.chosen'))).status).toBe(401);
  });
});

describe('cookies that another host of the same site can set', () => {
  it('are not looked at: without the prefix they are not ours', async () => {
    const attacker = stranger();
    await attacker.signIn(rt, `attacker-${email}`);
    const bare = `holdfast-session=${attacker.sessionToken()}; holdfast-renewal=${attacker.renewal()}`;
    expect((await me(stranger(), bare)).status).toBe(401);
    const own = `${session(browser.sessionToken())}; ${renewal(browser.renewal())}`;
    const mine = (await me(browser)).userId;
    for (const cookie of [`${bare}; ${own}`, `${own}; ${bare}`]) {
      expect(await me(stranger(), cookie)).toEqual({ status: 200, userId: mine });
    }
  });

  it('of a name that differs in case or by blanks are not ours', async () => {
    for (const name of ['__host-holdfast-session', '__HOST-holdfast-session', '__Secure-holdfast-session']) {
      expect((await me(stranger(), pair(name, browser.sessionToken()))).status, name).toBe(401);
    }
    // What a browser sends for a cookie without a name and with a name in its value.
    expect((await me(stranger(), `=${session(browser.sessionToken())}`)).status).toBe(401);
  });

  it('neither mix two people nor two sessions: the token decides, and the renewal of another is left alone', async () => {
    const attacker = stranger();
    await attacker.signIn(rt, `attacker-${email}`);
    const mine = (await me(browser)).userId;
    const mixed = `${session(browser.sessionToken())}; ${renewal(attacker.renewal())}`;
    expect(await me(stranger(), mixed)).toEqual({ status: 200, userId: mine });
  });
});

describe('cookies that are too large', () => {
  it.each([
    ['a token of 8 kB', () => session('e'.repeat(8_192))],
    ['a token with a long tail', () => session(`${browser.sessionToken()}${'A'.repeat(4_000)}`)],
    ['a renewal of 8 kB', () => renewal(`ses_${'0'.repeat(8_192)}.x`)],
    ['a thousand cookies', () => Array.from({ length: 1_000 }, (_, n) => session(`${n}`)).join('; ')],
    ['a token of dots', () => session('.'.repeat(2_000))],
  ])('are refused as no session: %s', async (_what, cookie) => {
    expect((await me(stranger(), cookie())).status).toBe(401);
  });
});

describe('a session in an address, a header or a body', () => {
  it('is no session', async () => {
    const bare = stranger();
    const token = browser.sessionToken();
    expect((await sendAsBrowser(bare, `GET /me?session=${token}&token=${token}`, { cookie: '' })).status).toBe(401);
    const headers = { authorization: `Bearer ${token}`, 'x-session': token };
    expect((await sendAsBrowser(bare, 'GET /me', { cookie: '', headers })).status).toBe(401);
  });
});

describe('a clock that is set back', () => {
  it('lets no session live that has not begun, and gives none more time than it had', async () => {
    const now = rt.clock.now();
    const cookies = () => authenticateSession(rt, browser.sessionToken(), browser.renewal());
    rt.clock.setTo(new Date(now.getTime() - 30_000));
    expect(await cookies(), 'a little').not.toBeNull();
    rt.clock.setTo(new Date(now.getTime() - 3_600_000));
    expect(await cookies(), 'an hour').toBeNull();
    rt.clock.setTo(now);
    expect(await cookies(), 'and right again').not.toBeNull();
  });

  it('takes the idle end back with it', async () => {
    const begun = rt.clock.now();
    rt.clock.advance(3_600);
    await browser.principal();
    rt.clock.setTo(new Date(begun.getTime() + 60_000));
    await browser.principal();
    rt.clock.advance(rt.env.SESSION_IDLE_SECONDS);
    expect(await authenticateSession(rt, undefined, browser.renewal())).toBeNull();
  });
});
