import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limits } from '#lib/access/limits.ts';
import { createTestMember, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { eventually } from '../support/eventually.ts';
import { rowsOf, send, words, writingStorefront } from '../support/messages.ts';
import { type SmtpCatcher, startSmtpCatcher } from '../support/smtp-catcher.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let smtp: SmtpCatcher;
let closed = false;
beforeAll(async () => {
  smtp = await startSmtpCatcher();
  rt = await createTestRuntime({ env: { SMTP_URL: smtp.url, MAIL_FROM: 'holdfast@holdfast.example' } });
  smtp.refuse(() => closed);
});
afterAll(async () => {
  await rt.close();
  await smtp.close();
});

const sentTo = (email: string) => smtp.mails.filter(({ envelope }) => envelope.to.includes(email));
const untold = async (org: TestOrganization) =>
  (await rowsOf<{ n: number }>(org, 'SELECT sum(messagesUntold) AS n FROM Storefront'))[0]?.n;
const allTold = (org: TestOrganization) => eventually('that all is told', async () => (await untold(org)) === 0);

describe('a message is mailed', () => {
  it('to owners and admins, and to nobody else', async () => {
    const org = await createTestOrganization('Acme');
    const admin = await createTestMember(org.orgId, 'admin');
    const member = await createTestMember(org.orgId, 'member');
    const shop = await writingStorefront(org);
    await send(shop.slug);
    await allTold(org);
    for (const { email } of [org.owner, admin]) {
      const [mail, ...more] = sentTo(email);
      expect(more).toEqual([]);
      expect(mail?.parsed.subject).toBe('A message by your contact form');
      expect(mail?.parsed.text).toContain(`${words.name} (${words.email}) wrote:`);
      expect(mail?.parsed.text).toContain(words.message);
      expect(mail?.parsed.text).toMatch(new RegExp(`${rt.origin}/acme/contacts/con_`));
    }
    expect(sentTo(member.email)).toEqual([]);
    expect(sentTo(words.email)).toEqual([]);
  });

  it('to whom the storefront names instead', async () => {
    const org = await createTestOrganization('Globex');
    const shop = await writingStorefront(org, { notify: 'front-desk@globex.example' });
    await send(shop.slug);
    await allTold(org);
    expect(sentTo('front-desk@globex.example')).toHaveLength(1);
    expect(sentTo(org.owner.email)).toEqual([]);
  });

  it('without its words while it waits to be looked at', async () => {
    const org = await createTestOrganization('Held Ltd');
    const shop = await writingStorefront(org);
    await send(shop.slug, { message: 'canary-of-spam', website: 'x' });
    await allTold(org);
    const [mail] = sentTo(org.owner.email);
    expect(mail?.parsed.subject).toBe('A message waits to be looked at');
    expect(mail?.raw).not.toMatch(/canary-of-spam|vera/i);
    expect(mail?.parsed.text).toContain('/held-ltd/storefronts/messages');
  });

  it('and told of again until somebody takes the mail', async () => {
    const org = await createTestOrganization('Away Ltd');
    const shop = await writingStorefront(org);
    closed = true;
    await send(shop.slug);
    expect(await untold(org)).toBe(1);
    closed = false;
    await eventually('that the mail came', async () => {
      rt.clock.advance(60);
      return (await untold(org)) === 0;
    });
    expect(sentTo(org.owner.email)).toHaveLength(1);
    expect(await rowsOf(org, `SELECT actor FROM Receipt WHERE action = 'message.notified'`)).toHaveLength(1);
  });
});

describe('a flood of messages', () => {
  it('is so many mails an hour and no more; what comes beyond them is told of in one', async () => {
    const org = await createTestOrganization('Flooded');
    const shop = await writingStorefront(org);
    const { limit, windowSeconds } = limits['messages.mail'];
    for (let n = 0; n < limit; n += 1) {
      await send(shop.slug, { message: `Number ${n}` });
      await allTold(org);
    }
    for (let n = 0; n < 4; n += 1) await send(shop.slug, { message: `More, ${n}` });
    expect(sentTo(org.owner.email)).toHaveLength(limit);
    expect(await untold(org)).toBe(4);
    rt.clock.advance(windowSeconds + 1);
    await eventually('that the rest is told', async () => {
      rt.clock.advance(1);
      return (await untold(org)) === 0;
    });
    const mails = sentTo(org.owner.email);
    expect(mails).toHaveLength(limit + 1);
    expect(mails.at(-1)?.parsed.text).toContain('4 more messages came by the contact form');
  });
});

describe('addresses that storefronts name', () => {
  it('get no more of one organisation than its budget, however many of its storefronts name them', async () => {
    const org = await createTestOrganization('Spreads');
    const { limit, windowSeconds } = limits['messages.mailNamed'];
    const named = () => smtp.mails.filter(({ envelope }) => envelope.to.some((to) => to.endsWith('@others.example')));
    // As so many storefronts before have spent it, deleted or not.
    for (let n = 1; n < limit; n += 1) await rt.limiter.take('messages.mailNamed', org.orgId);
    const shop = await writingStorefront(org, { notify: 'somebody@others.example' });
    await send(shop.slug, { message: 'The last that goes' });
    await allTold(org);
    expect(named()).toHaveLength(1);
    const more = await writingStorefront(org, { notify: 'one-more@others.example' });
    await send(more.slug, { message: 'One more' });
    // The owners hear of theirs all the same.
    const quiet = await writingStorefront(org);
    await send(quiet.slug, { message: 'For the owner' });
    await eventually('that the owner was mailed', async () => sentTo(org.owner.email).length === 1);
    await eventually('that nothing waits but what is over the budget', async () => (await untold(org)) === 1);
    expect(named()).toHaveLength(1);
    rt.clock.advance(windowSeconds + 1);
    await eventually('that it is told later', async () => {
      rt.clock.advance(1);
      return (await untold(org)) === 0;
    });
    expect(sentTo('one-more@others.example')).toHaveLength(1);
  });
});

describe('what a visitor types', () => {
  it('is text in the mail, whatever it is, and never a header', async () => {
    const org = await createTestOrganization('Attacked');
    const shop = await writingStorefront(org, { phone: true, company: true });
    const tag = '<img src=x onerror=alert(1)><script>alert(2)</script>';
    await send(shop.slug, {
      name: `"${tag}`,
      company: tag,
      phone: `'${tag}`.slice(0, 50),
      message: `${tag}\n.\nRCPT TO:<x>`,
    });
    await allTold(org);
    const [mail] = sentTo(org.owner.email);
    expect(mail?.parsed.html).not.toMatch(/<img|<script/i);
    expect(mail?.parsed.text).toContain(tag);
    expect(mail?.envelope.to).toEqual([org.owner.email]);
    expect(mail?.parsed.headers.map(({ key }) => key)).not.toContain('bcc');
  });

  it.each([
    ['name', 'Mallory\r\nBcc: everybody@example.org'],
    ['name', 'Mallory\nSubject: Free money'],
    ['name', 'Mallory\u2028Bcc: x@example.org'],
    ['email', 'a@example.org\r\nBcc: everybody@example.org'],
    ['email', 'a@example.org, everybody@example.org'],
    ['email', '"x\r\nBcc: y@example.org"@example.org'],
    ['phone', '1\r\nBcc: x@example.org'],
  ])('%s with a line of its own is refused: %j', async (field, value) => {
    const org = await createTestOrganization(`Lines ${smtp.mails.length} ${Math.random()}`);
    const shop = await writingStorefront(org, { phone: true });
    await expect(send(shop.slug, { [field]: value })).rejects.toMatchObject({
      code: 'invalid_input',
      problems: [{ path: field }],
    });
  });
});
