import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readSignInLink } from '#lib/identity/sign-in/read-sign-in-link.ts';
import { readSignInOptions } from '#lib/identity/sign-in/read-sign-in-options.ts';
import { requestSignIn } from '#lib/identity/sign-in/request-sign-in.ts';
import { verifySignIn } from '#lib/identity/sign-in/verify-sign-in.ts';
import { refused } from '../support/call.ts';
import { mailedLink, TestBrowser } from '../support/test-browser.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let browser: TestBrowser;
let people = 0;
let email: string;

beforeAll(async () => {
  rt = await createTestRuntime();
});

afterAll(() => rt.close());

beforeEach(() => {
  people += 1;
  email = `person${people}@example.com`;
  browser = new TestBrowser();
});

const rows = <Row>(sql: string, params: readonly string[] = []) => rt.tenancy.control.all<Row>(sql, params);

async function sessionsOf(address: string): Promise<number> {
  const found = await rows('SELECT s.id FROM Session s JOIN User u ON u.id = s.userId WHERE u.email = ?', [address]);
  return found.length;
}

describe('a sign-in link', () => {
  test('signs in, registers on the way, and proves the address', async () => {
    const { token, to, url } = await browser.askForLink(rt, email);
    expect(to).toBe(email);
    expect(url.href.startsWith(`${rt.origin}/sign-in/verify?token=`)).toBe(true);
    expect(await browser.call(verifySignIn, { token, name: 'Ada' })).toMatchObject({
      redirectTo: '/organizations',
      user: { email, name: 'Ada' },
      organization: null,
    });
    expect(await browser.principal()).toMatchObject({ kind: 'user', email, membership: null });
    expect(await rows('SELECT emailVerifiedAt FROM User WHERE email = ?', [email])).toEqual([
      { emailVerifiedAt: rt.clock.now().toISOString() },
    ]);
  });

  test('is not consumed by reading it, however often', async () => {
    const { token } = await browser.askForLink(rt, email);
    for (let reads = 0; reads < 5; reads += 1) {
      expect(await browser.call(readSignInLink, { token })).toEqual({ state: 'ready', email, newcomer: true });
    }
    await browser.call(verifySignIn, { token });
    expect((await browser.call(readSignInLink, { token })).state).toBe('dead');
  });

  test('works once: of fifty at the same time one gets a session', async () => {
    const { token } = await browser.askForLink(rt, email);
    const attempts = await Promise.allSettled(
      Array.from({ length: 50 }, (_, n) => browser.call(verifySignIn, { token }, { address: `192.0.2.${n + 1}` })),
    );
    expect(attempts.filter((attempt) => attempt.status === 'fulfilled')).toHaveLength(1);
    expect(await sessionsOf(email)).toBe(1);
    await refused(browser.call(verifySignIn, { token }), 'sign_in_failed');
  });

  test('and its code are one use together', async () => {
    const { token, code } = await browser.askForLink(rt, email);
    await browser.call(verifySignIn, { email, code });
    await refused(browser.call(verifySignIn, { token }), 'sign_in_failed');
    const next = await browser.askForLink(rt, email);
    await browser.call(verifySignIn, { token: next.token });
    await refused(browser.call(verifySignIn, { email, code: next.code }), 'sign_in_failed');
  });

  test('works for 10 minutes, to the second', async () => {
    const { token, code } = await browser.askForLink(rt, email);
    rt.clock.advance(599);
    expect((await browser.call(readSignInLink, { token })).state).toBe('ready');
    rt.clock.advance(1);
    expect((await browser.call(readSignInLink, { token })).state).toBe('dead');
    await refused(browser.call(verifySignIn, { token }), 'sign_in_failed');
    await refused(browser.call(verifySignIn, { email, code }), 'sign_in_failed');
    expect(await sessionsOf(email)).toBe(0);
  });

  test('does nothing in another browser, and is still good in its own', async () => {
    const { token } = await browser.askForLink(rt, email);
    const other = new TestBrowser();
    expect(await other.call(readSignInLink, { token })).toEqual({ state: 'other-browser', email, newcomer: true });
    await refused(other.call(verifySignIn, { token }), 'sign_in_failed');
    await other.askForLink(rt, `other-${email}`);
    await refused(other.call(verifySignIn, { token }), 'sign_in_failed');
    await browser.call(verifySignIn, { token });
    expect(await browser.principal()).toMatchObject({ email });
  });

  test('of an earlier mail of the same browser works too', async () => {
    const first = await browser.askForLink(rt, email);
    await browser.askForLink(rt, email);
    await browser.call(verifySignIn, { token: first.token });
  });

  test('is kept as a hash alone, and so is its code', async () => {
    const { token, code } = await browser.askForLink(rt, email);
    const stored = JSON.stringify(await rows('SELECT * FROM LoginToken WHERE email = ?', [email]), (_, value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    );
    for (const secret of [token, Buffer.from(token, 'base64url').toString('latin1'), code]) {
      expect(stored).not.toContain(secret);
    }
  });

  test.each(['', 'x', 'A'.repeat(43), '../../etc/passwd', "' OR 1=1 --", 'é'.repeat(200)])(
    'that was never sent (%s) is refused',
    async (token) => {
      if (token === '') await refused(browser.call(verifySignIn, { token }), 'invalid_input');
      else await refused(browser.call(verifySignIn, { token }), 'sign_in_failed');
    },
  );

  test('leaves the same answer for every refusal; the reason is in the audit log alone', async () => {
    const { token } = await browser.askForLink(rt, email);
    const used = await browser.askForLink(rt, email);
    await browser.call(verifySignIn, { token: used.token });
    const attempts = [
      new TestBrowser().call(verifySignIn, { token }),
      browser.call(verifySignIn, { token: used.token }),
      browser.call(verifySignIn, { token: 'never-was' }),
      browser.call(verifySignIn, { email, code: '000000' }),
      browser.call(verifySignIn, { email: 'nobody@example.com', code: '000000' }),
    ];
    const errors = await Promise.all(attempts.map((attempt) => refused(attempt, 'sign_in_failed')));
    expect(
      new Set(errors.map((error) => JSON.stringify([error.publicMessage, error.extension, error.headers]))),
    ).toHaveLength(1);
    const reasons = await rows<{ reason: string }>(
      "SELECT reason FROM AuditEvent WHERE action = 'auth.verify' AND outcome = 'refused' ORDER BY id DESC LIMIT 5",
    );
    expect(reasons.map((row) => row.reason).sort()).toEqual([
      'other_browser',
      'unknown',
      'unknown',
      'used',
      'wrong_code',
    ]);
  });
});

describe('asking for a link', () => {
  test('looks the same for known and unknown addresses: answer, cookies, mail, rows written', async () => {
    const known = `known-${email}`;
    await new TestBrowser().signIn(rt, known);
    const seen = [];
    for (const address of [known, `other-${email}`]) {
      const asking = new TestBrowser();
      const before = await rows<{ n: number }>(
        'SELECT (SELECT count(*) FROM LoginToken) + (SELECT count(*) FROM AuditEvent) + (SELECT count(*) FROM User) AS n',
      );
      const output = await asking.call(requestSignIn, { email: address });
      const after = await rows<{ n: number }>(
        'SELECT (SELECT count(*) FROM LoginToken) + (SELECT count(*) FROM AuditEvent) + (SELECT count(*) FROM User) AS n',
      );
      const mail = rt.mailbox()[0];
      const link = mailedLink(rt);
      const scrubbed = (text = '') => text.replaceAll(link.token, 'TOKEN').replaceAll(link.code, 'CODE');
      seen.push({
        output,
        cookies: [...asking.cookies].map(([name, value]) => [name, value.length]),
        written: (after[0]?.n ?? 0) - (before[0]?.n ?? 0),
        mail: [mail?.subject, scrubbed(mail?.text), scrubbed(mail?.html)],
      });
    }
    expect(seen[0]).toEqual(seen[1]);
  });

  test('takes one form of an address, so that one person has one account', async () => {
    await browser.signIn(rt, `  Person${people}@EXAMPLE.com `);
    const again = new TestBrowser();
    await again.signIn(rt, `ｐｅｒｓｏｎ${people}＠example.com`);
    expect((await browser.principal()) as object).toMatchObject({ email });
    expect(await rows('SELECT id FROM User WHERE email = ?', [email])).toHaveLength(1);
  });

  test.each([
    'victim@example.com\r\nBcc: everybody@example.com',
    'victim@example.com\nSubject: hello',
    'victim@example.com, second@example.com',
    'victim@example.com; second@example.com',
    'victim@example.com second@example.com',
    'Victim <victim@example.com>',
    '"a\\"b@evil.example, c"@example.com',
    'victim@example.com\u0000',
    'victim\u2028@example.com',
    'victim@[127.0.0.1]',
    'victim@example.com>',
    'a@b@example.com',
    '@example.com',
    'victim@',
    'victim',
    `${'a'.repeat(250)}@example.com`,
    '',
  ])('refuses %j without sending anything', async (address) => {
    const mails = rt.mailbox().length;
    const error = await refused(browser.call(requestSignIn, { email: address }), 'invalid_input');
    expect(error.problems[0]?.path).toBe('email');
    expect(rt.mailbox()).toHaveLength(mails);
  });

  test.each([[{ $ne: null }], [['a@example.com']], [null], [7]])('refuses the address %j', async (address) => {
    await refused(browser.call(requestSignIn, { email: address }), 'invalid_input');
  });

  test('refuses members that it does not know', async () => {
    await refused(browser.call(requestSignIn, { email, role: 'owner' }), 'invalid_input');
  });

  test.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '/\t/evil.example',
    '\\/evil.example',
    'javascript:alert(1)',
    '/.//evil.example',
    '/..//evil.example',
    'evil.example',
  ])('goes nowhere else afterwards: %j', async (redirectTo) => {
    const { token } = await browser.askForLink(rt, email, redirectTo);
    expect((await browser.call(verifySignIn, { token })).redirectTo).toBe('/organizations');
  });

  test('goes on to a page of ours afterwards', async () => {
    const { token } = await browser.askForLink(rt, email, '/invite?token=abc');
    expect((await browser.call(verifySignIn, { token })).redirectTo).toBe('/invite?token=abc');
  });
});

test('the page that waits for the mail knows the address by the browser, and only while the mail works', async () => {
  const asked = async (one: TestBrowser) => (await one.call(readSignInOptions)).askedEmail;
  expect(await asked(browser)).toBeNull();
  const { token } = await browser.askForLink(rt, email);
  expect(await asked(browser)).toBe(email);
  expect(await asked(new TestBrowser())).toBeNull();
  await browser.call(verifySignIn, { token });
  expect(await asked(browser)).toBeNull();
  const later = new TestBrowser();
  await later.askForLink(rt, email);
  rt.clock.advance(600);
  expect(await asked(later)).toBeNull();
});

describe('limits (CLAIMS L2)', () => {
  test('five mails in ten minutes for one address from one place; another place has its own five', async () => {
    for (let sent = 0; sent < 5; sent += 1) await browser.call(requestSignIn, { email });
    const error = await refused(browser.call(requestSignIn, { email: email.toUpperCase() }), 'rate_limited');
    expect(Number(error.headers['Retry-After'])).toBeGreaterThan(0);
    await new TestBrowser().call(requestSignIn, { email });
    rt.clock.advance(601);
    await browser.call(requestSignIn, { email });
  });

  test('ten requests a minute from one place, whatever the address', async () => {
    for (let sent = 0; sent < 10; sent += 1) await browser.call(requestSignIn, { email: `many${sent}-${email}` });
    await refused(browser.call(requestSignIn, { email }), 'rate_limited');
    await refused(browser.call(verifySignIn, { token: 'x' }), 'rate_limited');
    rt.clock.advance(61);
    await browser.call(requestSignIn, { email });
  });

  test('twenty verifications in ten minutes from one place', async () => {
    for (let tried = 0; tried < 20; tried += 1) {
      if (tried === 10) rt.clock.advance(61);
      await refused(browser.call(verifySignIn, { token: `guess${tried}` }), 'sign_in_failed');
    }
    rt.clock.advance(61);
    await refused(browser.call(verifySignIn, { token: 'guess' }), 'rate_limited');
    rt.clock.advance(600);
    await refused(browser.call(verifySignIn, { token: 'guess' }), 'sign_in_failed');
  });
});
