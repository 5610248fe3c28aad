import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listMailbox, readMailbox } from '#lib/identity/mailbox/read-mailbox.ts';
import { createInvite } from '#lib/identity/members/create-invite.ts';
import { listInvites } from '#lib/identity/members/list-invites.ts';
import { requestSignIn } from '#lib/identity/sign-in/request-sign-in.ts';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import { readEnvironment } from '#lib/platform/env.ts';
import { createMailer } from '#lib/platform/mail/create-mailer.ts';
import { createLocalMailbox, listLocalMail, readLocalMail } from '#lib/platform/mail/local-mailbox.ts';
import { createSmtpMailer } from '#lib/platform/mail/smtp-mailer.ts';
import { anonymous, call, createTestOrganization, refused } from '../../../support/call.ts';
import { type SmtpCatcher, startSmtpCatcher } from '../../../support/smtp-catcher.ts';
import { TestBrowser } from '../../../support/test-browser.ts';
import { createTestClock } from '../../../support/test-clock.ts';
import { createTestRuntime, type TestRuntime } from '../../../support/test-runtime.ts';

let rt: TestRuntime;
let smtp: SmtpCatcher;
const from = 'Holdfast <no-reply@trust.example.com>';

beforeAll(async () => {
  smtp = await startSmtpCatcher();
  rt = await createTestRuntime({ env: { SMTP_URL: smtp.url, MAIL_FROM: from } });
});

afterAll(async () => {
  await rt.close();
  await smtp.close();
});

beforeEach(() => smtp.refuse(() => false));

describe('mail over SMTP', () => {
  test('reaches the one recipient, as text and as HTML with the same link', async () => {
    await new TestBrowser().call(requestSignIn, { email: 'Ada@Example.com' });
    const mail = smtp.mails.at(-1);
    expect(mail?.envelope).toEqual({ from: 'no-reply@trust.example.com', to: ['ada@example.com'] });
    expect(mail?.parsed.to).toEqual([{ address: 'ada@example.com', name: '' }]);
    expect(mail?.parsed.subject).toBe('Your sign-in link for Holdfast');
    const link = /https?:\/\/\S+/.exec(mail?.parsed.text ?? '')?.[0];
    expect(link?.startsWith(`${rt.origin}/sign-in/verify?token=`)).toBe(true);
    expect(mail?.parsed.html).toContain(`href="${link}"`);
    expect(mail?.parsed.subject).not.toMatch(/\d{6}/);
  });

  test('carries names as text, never as markup or headers', async () => {
    const { owner } = await createTestOrganization('<b>Bold</b> & "Sons"');
    await call(createInvite, owner, { email: 'guest@example.com', role: 'member' });
    const mail = smtp.mails.at(-1);
    expect(mail?.parsed.text).toContain('<b>Bold</b> & "Sons"');
    expect(mail?.parsed.html).toContain('&lt;b&gt;Bold&lt;/b&gt; &amp; &quot;Sons&quot;');
    expect(mail?.parsed.html).not.toContain('<b>');
    expect(mail?.parsed.headers.some(({ value }) => value.includes('Bold'))).toBe(false);
  });

  test.each([
    'a@example.com\r\nBcc: b@example.com',
    'a@example.com, b@example.com',
    'a@example.com\nRCPT TO:<b@example.com>',
  ])('sends %j to nobody else even when no schema stood before it', async (to) => {
    const before = smtp.mails.length;
    await createSmtpMailer({ url: smtp.url, from, requireTls: false })
      .send({ to, subject: 's', text: 't', html: 'h' })
      .catch(() => undefined);
    for (const mail of smtp.mails.slice(before)) {
      expect(mail.envelope.to).toHaveLength(1);
      expect(mail.envelope.to).not.toContain('b@example.com');
      expect(mail.parsed.bcc ?? []).toEqual([]);
    }
  });

  test('a recipient that is turned away is told the caller, the same for all addresses', async () => {
    smtp.refuse((address) => address === 'full@example.com');
    await refused(new TestBrowser().call(requestSignIn, { email: 'full@example.com' }), 'mail_unavailable');
  });

  test('an invitation that could not be mailed is taken back, and both stand in the ledger', async () => {
    smtp.refuse(() => true);
    const { owner } = await createTestOrganization('Unreachable');
    await refused(call(createInvite, owner, { email: 'guest@example.com', role: 'member' }), 'mail_unavailable');
    expect((await call(listInvites, owner)).data).toEqual([]);
    const { data } = await call(listReceipts, owner);
    expect(data.map(({ action }) => action).sort()).toEqual(['invite.created', 'invite.revoked']);
    smtp.refuse(() => false);
    await call(createInvite, owner, { email: 'guest@example.com', role: 'member' });
  });

  test('a server that is not there is an error within seconds', async () => {
    const gone = await startSmtpCatcher();
    await gone.close();
    const mailer = createSmtpMailer({ url: gone.url, from, requireTls: false });
    await refused(mailer.send({ to: 'a@example.com', subject: 's', text: 't', html: 'h' }), 'mail_unavailable');
  });

  test('production talks to no server that offers no encryption', async () => {
    const before = smtp.mails.length;
    const mailer = createSmtpMailer({ url: smtp.url, from, requireTls: true });
    await refused(mailer.send({ to: 'a@example.com', subject: 's', text: 't', html: 'h' }), 'mail_unavailable');
    expect(smtp.mails).toHaveLength(before);
  });
});

test('the mailbox page is not there where mail is sent for real', async () => {
  await refused(call(listMailbox, anonymous), 'not_found');
  await refused(call(readMailbox, anonymous, { id: 'x' }), 'not_found');
});

describe('the local mailbox', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-mailbox-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('keeps the newest 200 in files of the owner alone, newest first', async () => {
    const mailbox = createLocalMailbox(folder, createTestClock());
    for (let n = 0; n < 205; n += 1) {
      await mailbox.send({ to: 'a@example.com', subject: `${n}`, text: 't', html: 'h' });
    }
    const kept = listLocalMail(folder);
    expect([kept.length, kept[0]?.subject, kept.at(-1)?.subject]).toEqual([200, '204', '5']);
    for (const name of readdirSync(join(folder, 'mailbox'))) {
      expect(statSync(join(folder, 'mailbox', name)).mode & 0o777).toBe(0o600);
    }
    expect(statSync(join(folder, 'mailbox')).mode & 0o777).toBe(0o700);
  });

  test.each(['../secrets', '..%2fsecrets', '/etc/passwd', '', 'x'])('reads no file but its own: %j', (id) => {
    expect(readLocalMail(folder, id)).toBeNull();
  });

  test('is not there in production: nothing starts without SMTP', () => {
    const env = readEnvironment({ HOLDFAST_ENV: 'production' });
    expect(() => createMailer({ env, dataDir: folder, clock: createTestClock() })).toThrow('unsafe_configuration');
  });
});
