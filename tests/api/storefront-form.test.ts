import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consentLanguages } from '#lib/consent/categories.ts';
import { listContacts } from '#lib/crm/contacts/list-contacts.ts';
import { fromWebRequest, toWebResponse } from '#lib/http/api-message.ts';
import { storefrontPathAnswer } from '#lib/http/storefront-door.ts';
import { newStorefrontContent } from '#lib/storefronts/content.ts';
import { renderContactForm } from '#lib/storefronts/message/render-form.ts';
import { contactFormTexts } from '#lib/storefronts/message/texts/texts.ts';
import { htmlText } from '#lib/storefronts/render/html.ts';
import { call, createTestOrganization, type TestOrganization } from '../support/call.ts';
import {
  readForm,
  rowsOf,
  visitorAddress,
  type WritingStorefront,
  words,
  writingStorefront,
} from '../support/messages.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let org: TestOrganization;
let shop: WritingStorefront;
beforeAll(async () => {
  rt = await createTestRuntime();
  org = await createTestOrganization('Acme');
  shop = await writingStorefront(org, { phone: true, company: true });
});
afterAll(() => rt.close());

const urlencoded = 'application/x-www-form-urlencoded';
type Fields = Readonly<Record<string, string>>;

async function post(body: Fields | string, headers: Fields = {}, address = visitorAddress()) {
  const request = new Request(`${rt.origin}/s/${shop.slug}/messages`, {
    method: 'POST',
    headers: { 'content-type': urlencoded, origin: rt.origin, 'sec-fetch-site': 'same-origin', ...headers },
    body: typeof body === 'string' ? body : new URLSearchParams(body).toString(),
  });
  const answer = toWebResponse(await storefrontPathAnswer(fromWebRequest(request), { address, door: 'api' }));
  return { answer, text: await answer.text() };
}

const whole = 'name=Vera&email=vera%40example.org&message=Hello';

let made = 0;
const filled = (): Fields & { readonly email: string } => {
  made += 1;
  const email = `person-${made}@example.org`;
  return { ...words, email, phone: '', company: '', website: '', form: readForm(shop.slug) };
};
const isThere = async (email: string) => (await call(listContacts, org.owner, { email })).data.length > 0;

describe('a form that a browser sends without JavaScript', () => {
  it('leads to the page that says thanks', async () => {
    const fields = { ...filled(), message: 'Zwei Zeilen\r\nmit Grüßen 🎈' };
    const { answer } = await post(fields);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/s/${shop.slug}?sent=1#contact`]);
    const [kept] = await rowsOf<{ body: string }>(org, `SELECT body FROM Interaction WHERE metadata LIKE ?`, [
      `%${fields.email}%`,
    ]);
    expect(kept?.body).toBe('Zwei Zeilen\nmit Grüßen 🎈');
    const page = new Request(`${rt.origin}/s/${shop.slug}?sent=1`);
    const shown = await storefrontPathAnswer(fromWebRequest(page), { address: visitorAddress(), door: 'api' });
    expect(shown.body).toContain(contactFormTexts.en.thanksText);
    expect(shown.body).not.toContain('<form');
  });

  it('sent twice is one message', async () => {
    const fields = filled();
    const [first, second] = await Promise.all([post(fields), post(fields)]);
    expect([first.answer.status, second.answer.status]).toEqual([303, 303]);
    expect(await rowsOf(org, `SELECT 1 FROM Interaction WHERE metadata LIKE ?`, [`%${fields.email}%`])).toHaveLength(1);
  });

  it('with something wrong comes back with what was typed, and what is wrong beside each field', async () => {
    const { answer, text } = await post({
      ...filled(),
      name: ' ',
      email: 'no address',
      message: 'Keep me',
      phone: '5',
    });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const { fixFields, required, badEmail } = contactFormTexts.en;
    expect(text).toContain(fixFields);
    expect(text).toContain(`<span class="problem" id="contact-name-problem">${required}</span>`);
    expect(text).toContain(`<span class="problem" id="contact-email-problem">${badEmail}</span>`);
    expect(text).toContain('<a href="#contact-email">');
    expect(text).toContain('Keep me</textarea>');
    expect(text).toMatch(/value="no address"/);
    expect(text.match(/aria-invalid="true"/g)).toHaveLength(2);
  });

  it('past a limit comes back with what was typed, and says when to try again', async () => {
    const address = visitorAddress();
    const fields = filled();
    for (let n = 0; n < 5; n += 1) await post({ ...fields, message: `Number ${n}` }, {}, address);
    const { answer, text } = await post({ ...fields, message: 'Once more' }, {}, address);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(text).toContain(contactFormTexts.en.limited);
    expect(text).toContain('Once more</textarea>');
  });

  it('with the field that people do not see, or no token of ours, waits, and its sender hears the same', async () => {
    for (const more of [{ website: 'x' }, { form: '' }, { form: 'forged' }]) {
      const fields = { ...filled(), ...more };
      expect((await post(fields)).answer.status).toBe(303);
      expect(await isThere(fields.email)).toBe(false);
    }
    expect(await rowsOf(org, 'SELECT 1 FROM HeldMessage')).toHaveLength(3);
  });

  it.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus=alert(1) x='",
    '</textarea><script>alert(1)</script>',
    '</script><svg onload=alert(1)>',
    '&lt;script&gt;{{7*7}}',
  ])('%s is text in every field of the page that comes back', async (value) => {
    const { answer, text } = await post({
      ...filled(),
      name: value,
      email: value,
      phone: value,
      company: value,
      message: value,
    });
    expect(answer.status).toBe(400);
    const escaped = value.replace(
      /[&<>"']/g,
      (char) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": '#39' }[char]};`,
    );
    expect(text.split(escaped)).toHaveLength(6);
    if (escaped !== value) expect(text).not.toContain(value);
  });

  it.each([
    ['of several parts', '--x\r\n', { 'content-type': 'multipart/form-data; boundary=x' }, 415],
    ['that is JSON', '{}', { 'content-type': 'application/json' }, 415],
    ['that is plain text', 'name=x', { 'content-type': 'text/plain' }, 415],
    ['in another charset', 'name=x', { 'content-type': `${urlencoded}; charset=iso-8859-1` }, 415],
    ['that is not UTF-8', 'name=%FC', {}, 400],
    ['with half an escape', 'name=%F', {}, 400],
    ['with a field twice', 'name=a&name=b', {}, 400],
    ['of ten thousand fields', Array.from({ length: 10_000 }, (_, n) => `${n.toString(36)}=`).join('&'), {}, 400],
    ['of more bytes than it may have', `message=${'x'.repeat(70_000)}`, {}, 413],
    ['from a page of another site', whole, { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, 403],
    ['from a page that hides where it is', whole, { origin: 'null', 'sec-fetch-site': 'cross-site' }, 403],
  ])('%s is refused, and nothing is kept', async (_what, body, headers, status) => {
    const before = await rowsOf(org, 'SELECT 1 FROM Receipt');
    const { answer } = await post(body, headers as Fields);
    expect(answer.status).toBe(status);
    expect(await rowsOf(org, 'SELECT 1 FROM Receipt')).toHaveLength(before.length);
  });

  it('that is empty says what is missing; one whose page names itself to nobody is taken', async () => {
    const { answer, text } = await post('');
    expect(answer.status).toBe(400);
    expect(text.match(/aria-invalid="true"/g)).toHaveLength(3);
    expect((await post(filled(), { origin: 'null' })).answer.status).toBe(303);
  });

  it.each(['GET', 'PUT', 'DELETE'])('by %s is none', async (method) => {
    const request = new Request(`${rt.origin}/s/${shop.slug}/messages`, { method });
    const answer = await storefrontPathAnswer(fromWebRequest(request), { address: visitorAddress(), door: 'api' });
    expect(answer.status).toBe(405);
  });
});

describe('the form', () => {
  const contact = { ...newStorefrontContent('Shop', 'en').contact, phone: true, company: true };
  const slot = (language: (typeof consentLanguages)[number]) => ({
    ...{ slug: 'shop', language, form: contact, action: '/s/shop/messages', privacyHref: '/s/shop/privacy' },
    ...{ siteKey: 'site', token: 'token', outcome: { kind: 'fresh' } as const },
  });

  it.each(consentLanguages)('is whole in %s, and in nothing but that', (language) => {
    const { html, turnstile } = renderContactForm(slot(language));
    const text = htmlText(html);
    expect(turnstile).toBe(true);
    for (const said of Object.values(contactFormTexts[language])) expect(said.trim()).not.toBe('');
    if (language === 'en') return;
    for (const key of ['note', 'linkConsent', 'noScript', 'required', 'failed'] as const) {
      expect(contactFormTexts[language][key]).not.toBe(contactFormTexts.en[key]);
    }
    expect(text).not.toContain(contactFormTexts.en.note);
  });

  it('has a label and a place for its problem at every field, and asks nothing of others by itself', () => {
    const text = htmlText(renderContactForm(slot('en')).html);
    for (const name of ['name', 'email', 'phone', 'company', 'message']) {
      expect(text).toContain(`<label for="contact-${name}">`);
      expect(text).toContain(`aria-describedby="contact-${name}-problem"`);
      expect(text).toContain(`id="contact-${name}-problem"`);
    }
    expect(text).not.toMatch(/cloudflare/);
    expect(text).not.toMatch(/ checked/);
    expect(text).toContain(contactFormTexts.en.noScript);
  });

  it('runs nothing in a preview', () => {
    expect(htmlText(renderContactForm({ ...slot('en'), token: '' }).html)).not.toContain('<script');
  });

  it('asks for telephone and company only where the storefront does', () => {
    const text = htmlText(
      renderContactForm({ ...slot('en'), form: { ...contact, phone: false, company: false } }).html,
    );
    expect(text).not.toMatch(/name="(?:phone|company)"/);
  });
});
