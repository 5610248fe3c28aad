import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createApiRouter } from '#lib/http/router.ts';
import { createInvite } from '#lib/identity/members/create-invite.ts';
import { createOrganization } from '#lib/identity/organizations/create-organization.ts';
import { readSignInLink } from '#lib/identity/sign-in/read-sign-in-link.ts';
import { requestSignIn } from '#lib/identity/sign-in/request-sign-in.ts';
import { verifySignIn } from '#lib/identity/sign-in/verify-sign-in.ts';
import { operations } from '#lib/registry.ts';
import { call, createTestOrganization, refused } from '../support/call.ts';
import { type SmtpCatcher, startSmtpCatcher } from '../support/smtp-catcher.ts';
import { mailedLink, TestBrowser } from '../support/test-browser.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

const router = createApiRouter(operations);
let rt: TestRuntime;
let people = 0;
let email: string;
let browser: TestBrowser;

beforeAll(async () => {
  rt = await createTestRuntime();
});

afterAll(() => rt.close());

beforeEach(() => {
  people += 1;
  email = `attacked${people}@example.com`;
  browser = new TestBrowser();
});

const usersOf = (address: string) => rt.tenancy.control.all('SELECT id FROM User WHERE email = ?', [address]);
const consumedOf = (address: string) =>
  rt.tenancy.control.all('SELECT id FROM LoginToken WHERE email = ? AND consumedAt IS NOT NULL', [address]);

describe('a scanner that opens every link of a mail uses none up:', () => {
  const forms: readonly [string, RequestInit][] = [
    ['GET', {}],
    ['HEAD', { method: 'HEAD' }],
    ['OPTIONS', { method: 'OPTIONS' }],
    ['a prefetch by Sec-Purpose', { headers: { 'sec-purpose': 'prefetch;prerender' } }],
    ['a prefetch by Purpose', { headers: { purpose: 'prefetch' } }],
    ['a prefetch by X-Moz', { headers: { 'x-moz': 'prefetch' } }],
    ['PUT', { method: 'PUT', body: '{}' }],
    ['a GET that says to be a POST', { headers: { 'x-http-method-override': 'POST', 'x-method-override': 'POST' } }],
    [
      'a POST of a form, as a page of another site could send',
      {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' },
        body: 'token=TOKEN',
      },
    ],
  ];
  test.each(forms)('%s', async (_, init) => {
    const link = await browser.askForLink(rt, email);
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    for (const base of ['/auth', '/api/v1/auth']) {
      const body = typeof init.body === 'string' ? init.body.replace('TOKEN', link.token) : undefined;
      const response = await router(
        new Request(`${rt.origin}${base}/verify?token=${link.token}`, {
          ...init,
          ...(body === undefined ? {} : { body }),
          headers: { ...(init.headers as Record<string, string>), cookie },
        }),
        { address: browser.address, door: 'api' },
      );
      expect(response.headers.getSetCookie()).toEqual([]);
      expect(response.status).not.toBe(200);
    }
    await browser.call(readSignInLink, { token: link.token });
    await new TestBrowser().call(readSignInLink, { token: link.token });
    expect(await consumedOf(email)).toEqual([]);
    expect(await usersOf(email)).toEqual([]);
    await browser.call(verifySignIn, { token: link.token });
  });
});

describe('a link', () => {
  test('that twenty tabs of its browser press at once gives one session, and one account', async () => {
    const { token } = await browser.askForLink(rt, email);
    const tabs = Array.from({ length: 20 }, () => {
      const tab = new TestBrowser();
      for (const [name, value] of browser.cookies) tab.cookies.set(name, value);
      return tab;
    });
    const attempts = await Promise.allSettled(tabs.map((tab) => tab.call(verifySignIn, { token })));
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await usersOf(email)).toHaveLength(1);
    const sessions = 'SELECT s.id FROM Session s JOIN User u ON u.id = s.userId WHERE u.email = ?';
    expect(await rt.tenancy.control.all(sessions, [email])).toHaveLength(1);
  });

  test('of somebody who asks for a victim’s address signs neither of them in where the other reads it', async () => {
    const attacker = new TestBrowser();
    const { token } = await attacker.askForLink(rt, email);
    expect((await browser.call(readSignInLink, { token })).state).toBe('other-browser');
    await refused(browser.call(verifySignIn, { token }), 'sign_in_failed');
    expect(await usersOf(email)).toEqual([]);
  });

  test.each(['599.999', '600'])('is good until its last second and not in the next: %s s', async (seconds) => {
    const { token } = await browser.askForLink(rt, email);
    rt.clock.advance(Number(seconds));
    const { state } = await browser.call(readSignInLink, { token });
    expect(state).toBe(seconds === '600' ? 'dead' : 'ready');
    const attempt = browser.call(verifySignIn, { token });
    if (seconds === '600') await refused(attempt, 'sign_in_failed');
    else await attempt;
  });

  test.each<[string, Record<string, string>]>([
    ['Host', { host: 'evil.example' }],
    [
      'X-Forwarded-Host',
      { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', 'x-forwarded-port': '8443' },
    ],
    ['Forwarded', { forwarded: 'host=evil.example;proto=https' }],
    [
      'others that frameworks believe',
      {
        'x-original-host': 'evil.example',
        'x-host': 'evil.example',
        'x-original-url': '/evil',
        'x-rewrite-url': '/evil',
        'x-forwarded-prefix': '/evil',
      },
    ],
    ['Referer', { referer: 'https://evil.example/' }],
  ])('is built from the configuration alone, whatever is sent: %s', async (_, headers) => {
    const response = await router(
      new Request('http://evil.example/auth/request', {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ email }),
      }),
      { address: browser.address, door: 'api' },
    );
    expect(response.status).toBe(202);
    const mail = rt.mailbox()[0];
    expect(mail?.to).toBe(email);
    expect(mailedLink(rt).url.origin).toBe(rt.origin);
    expect(JSON.stringify(mail)).not.toContain('evil');
    expect(JSON.stringify([...response.headers])).not.toContain('evil');
  });
});

describe('look-alikes of an address', () => {
  test.each([
    ['JANE', 'EXAMPLE.COM'],
    ['ｊａｎｅ', 'example.com'],
    ['jane', 'ｅｘａｍｐｌｅ。com'],
    ['jane', 'exam\u00adple.com'],
    ['ja\u212ae', 'example.com', 'jake'],
    ['o\ufb03ce', 'example.com', 'office'],
    ['jane', 'BÜCHER.example', 'jane', 'xn--bcher-kva.example'],
    ['jane', 'bu\u0308cher.example', 'jane', 'xn--bcher-kva.example'],
    ['jane', 'XN--BCHER-KVA.example', 'jane', 'xn--bcher-kva.example'],
  ])(
    'that are the same are one account, and mail goes to its one form: %s@%s',
    async (local, domain, plainLocal = 'jane', plainDomain = 'example.com') => {
      const plain = `${plainLocal}+${people}@${plainDomain}`;
      await browser.signIn(rt, plain);
      const attempt = new TestBrowser().call(requestSignIn, { email: `${local}+${people}@${domain}` });
      const outcome = await attempt.then(
        () => rt.mailbox()[0]?.to,
        () => 'refused',
      );
      // Refusing one is as good: never is mail sent to anything but the form that has the account.
      expect(['refused', plain]).toContain(outcome);
      expect(await usersOf(plain)).toHaveLength(1);
    },
  );

  test.each([
    ['another tag', 'jane+other', 'example.com'],
    ['no dots', 'j.ane', 'example.com'],
    ['a Cyrillic a', 'j\u0430ne', 'example.com'],
    ['a dotless i', 'jan\u0131', 'example.com'],
    ['a domain with a Cyrillic a', 'jane', 'ex\u0430mple.com'],
    ['a subdomain', 'jane', 'mail.example.com'],
  ])('that differ are other accounts: %s', async (_, local, domain) => {
    const holder = new TestBrowser();
    await holder.signIn(rt, 'jane@example.com');
    await holder.call(createOrganization, { name: `Look ${people}` });
    await browser.signIn(rt, `${local}@${domain}`);
    const [mine, theirs] = [await browser.principal(), await holder.principal()];
    expect(mine.kind === 'user' && theirs.kind === 'user' && mine.userId !== theirs.userId).toBe(true);
    expect(mine).toMatchObject({ membership: null });
  });

  test.each([
    'jane@example.com.',
    'jane@example.com。',
    'jane.@example.com',
    'jane@@example.com',
    'jane＠evil.example@example.com',
    'jane﹫example.com@example.com',
    '"jane"@example.com',
    "'jane@evil.example,'@example.com",
    'jane(evil)@example.com',
    'jane@example.com(evil)',
    'jane@exa\u200dmple..com',
    'jane\u200b@example.com',
    'jane\u202e@example.com',
    'ja\u0000ne@example.com',
    'jane@example.com%0d%0aBcc:evil@example.com',
    'mailto:jane@example.com',
    '<jane@example.com>',
    'jane@example.com?bcc=evil@example.com',
  ])('that are no one plain address get no mail: %j', async (address) => {
    const mails = rt.mailbox().length;
    await refused(browser.call(requestSignIn, { email: address }), 'invalid_input');
    expect(rt.mailbox()).toHaveLength(mails);
  });
});

describe('on the wire, where headers are made', () => {
  let smtp: SmtpCatcher;
  let posting: TestRuntime;

  beforeAll(async () => {
    await rt.close();
    smtp = await startSmtpCatcher();
    posting = await createTestRuntime({ env: { SMTP_URL: smtp.url, MAIL_FROM: 'holdfast@example.com' } });
  });

  afterAll(async () => {
    await posting.close();
    await smtp.close();
    rt = await createTestRuntime();
  });

  test('a mail goes to the one mailbox that was typed, and no name makes a header or leads anywhere', async () => {
    const name = 'Acme =?utf-8?q?=0d=0aBcc:_evil@example.com?= <b>';
    const { owner } = await createTestOrganization(name);
    await call(createInvite, owner, { email: "o'neil+x=y@example.com", role: 'viewer' });
    const [mail] = smtp.mails;
    expect(mail?.envelope.to).toEqual(["o'neil+x=y@example.com"]);
    const head = mail?.raw.slice(0, mail.raw.indexOf('\r\n\r\n')) ?? '';
    expect(head).not.toMatch(/^bcc:/im);
    expect(head).not.toContain('Acme');
    expect(mail?.parsed.html).not.toContain('<b>');
    expect(
      [...(mail?.parsed.html ?? '').matchAll(/href="([^"]*)"/g)].map(([, href]) => new URL(href ?? '').origin),
    ).toEqual([posting.origin]);
  });

  test.each([
    'evil@example.com\r\nRCPT TO:<b@example.com>',
    'a@example.com\nBcc: b@example.com',
    'a@example.com, b@example.com',
  ])('nothing is sent for %j', async (address) => {
    const before = smtp.mails.length;
    await refused(new TestBrowser().call(requestSignIn, { email: address }), 'invalid_input');
    expect(smtp.mails).toHaveLength(before);
  });
});
