import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listContacts } from '#lib/crm/contacts/list-contacts.ts';
import { listInteractions } from '#lib/interactions/list-interactions.ts';
import { newStorefrontContent } from '#lib/storefronts/content.ts';
import { createStorefront } from '#lib/storefronts/create-storefront.ts';
import { listMessages } from '#lib/storefronts/message/list-messages.ts';
import { contactFormTexts } from '#lib/storefronts/message/texts/texts.ts';
import { publishStorefront } from '#lib/storefronts/publish-storefront.ts';
import { accessibilityProblems } from '../support/accessibility.ts';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { launchBrowser } from '../support/browser.ts';
import { call, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { freePort } from '../support/free-port.ts';
import { rowsOf } from '../support/messages.ts';
import { createTestClock } from '../support/test-clock.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';
import { startTurnstileStub, type TurnstileStub } from '../support/turnstile-stub.ts';
import { listenForComplaints } from './support/console.ts';
import { serveWidget, solveBy, type WidgetBehaviour } from './support/turnstile-widget.ts';

const texts = contactFormTexts.de;
let rt: TestRuntime;
let server: OwnServer;
let stub: TurnstileStub;
let browser: Browser;
let org: TestOrganization;
let url: string;

beforeAll(async () => {
  stub = await startTurnstileStub();
  const port = await freePort();
  rt = await createTestRuntime({
    clock: createTestClock(new Date()),
    env: {
      ...{ PORT: port, TURNSTILE_SITE_KEY: 'site-key', TURNSTILE_SECRET_KEY: stub.secretKey },
      ...{ TURNSTILE_VERIFY_URL: stub.url, HOLDFAST_TRUSTED_PROXY_HOPS: 1 },
    },
  });
  server = await startOwnServer(rt, { port });
  org = await createTestOrganization('Acme');
  const content = newStorefrontContent('Nordlicht', 'de');
  const shown = {
    ...content,
    contact: { ...content.contact, title: 'Schreiben Sie uns', intro: 'Wir antworten rasch.', phone: true },
    imprint: { ...content.imprint, name: 'Nordlicht GmbH', address: 'Kaistraße 12, Kiel', email: 'a@example.org' },
  };
  const made = { name: 'Nordlicht', slug: 'nordlicht', language: 'de', content: shown };
  const { id } = await call(createStorefront, org.owner, made);
  await call(publishStorefront, org.owner, { id });
  url = `${rt.origin}/s/nordlicht`;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await rt?.close();
  await stub?.close();
});

let people = 0;
let context: BrowserContext;
let page: Page;
let complaints: string[];
let asked: string[];

const javaScript = { javaScriptEnabled: true, answersBanner: true };

async function visit(widget: WidgetBehaviour, browsing: Partial<typeof javaScript> = {}): Promise<void> {
  const { javaScriptEnabled, answersBanner } = { ...javaScript, ...browsing };
  people += 1;
  context = await browser.newContext({
    ...{ javaScriptEnabled, viewport: { width: 390, height: 860 }, locale: 'de-AT' },
    extraHTTPHeaders: { 'x-forwarded-for': `203.0.113.${people}` },
  });
  await serveWidget(context, widget);
  if (javaScriptEnabled) await solveBy(context, stub);
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  complaints = listenForComplaints(page).found;
  asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(url);
  if (javaScriptEnabled && answersBanner) await page.getByRole('button', { name: 'Alle ablehnen' }).click();
  // The form was shown a while ago.
  rt.clock.advance(10);
}

const email = () => `visitor-${people}@example.org`;
const field = (name: string) => page.getByRole('textbox', { name, exact: true });
const send = () => page.getByRole('button', { name: texts.send }).click();
const fill = async (more: Readonly<Record<string, string>> = {}) => {
  const typed = { [texts.name]: 'Vera Besucherin', [texts.email]: email(), [texts.message]: 'Liefern Sie nach Graz?' };
  for (const [label, value] of Object.entries({ ...typed, ...more })) await field(label).fill(value);
};
const thanked = () => page.getByRole('status').filter({ hasText: texts.thanksText }).waitFor();
const contacts = async () => (await call(listContacts, org.owner, { email: email() })).data;
const interactions = async () => (await call(listInteractions, org.owner, { email: email() })).data;
const held = async () => (await call(listMessages, org.owner, {})).data.filter((each) => each.email === email());
const foreign = () => asked.filter((each) => !each.startsWith(rt.origin));
const sound = async () => {
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 860 });
    expect(await accessibilityProblems(page, { themed: false }), String(width)).toEqual([]);
  }
};

beforeEach(() => stub.misbehave(null));
afterEach(async () => {
  expect(complaints.filter((each) => !/ERR_FAILED|ERR_BLOCKED_BY_CLIENT|status of 40/.test(each))).toEqual([]);
  await context.close();
});

describe('a visitor with JavaScript', () => {
  it('sends in place; nobody else is asked for anything before they are in the form', async () => {
    await visit('solves', { answersBanner: false });
    await page.getByRole('heading', { name: 'Schreiben Sie uns' }).waitFor();
    await sound();
    expect(foreign()).toEqual([]);
    await fill();
    await expect.poll(foreign).toEqual(['https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit']);
    // Twice, as people do.
    await page.getByRole('button', { name: texts.send }).dblclick();
    await thanked();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('contact-outcome');
    expect(page.url()).toBe(url);
    await sound();
    expect(await contacts()).toMatchObject([{ firstName: 'Vera', lastName: 'Besucherin' }]);
    expect(await interactions()).toMatchObject([{ body: 'Liefern Sie nach Graz?', channel: 'web' }]);
  });

  it('is told beside each field what is wrong, and what they typed stays', async () => {
    await visit('solves');
    await fill({ [texts.email]: 'keine Adresse', [texts.name]: '' });
    await send();
    const summary = page.getByRole('alert').filter({ hasText: texts.fixFields });
    await summary.waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('contact-outcome');
    await sound();
    expect(await field(texts.email).getAttribute('aria-invalid')).toBe('true');
    expect(await field(texts.message).inputValue()).toBe('Liefern Sie nach Graz?');
    await summary.getByRole('link', { name: texts.email }).click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('contact-email');
    await fill();
    await send();
    await thanked();
    expect(await interactions()).toHaveLength(1);
  });

  it('loses nothing when the network goes away, and sends again', async () => {
    await visit('solves');
    await fill();
    await context.route('**/api/v1/storefronts/**/messages', (route) => route.abort('failed'));
    await send();
    await page.getByRole('alert').filter({ hasText: texts.failed }).waitFor();
    expect(await field(texts.message).inputValue()).toBe('Liefern Sie nach Graz?');
    await context.unroute('**/api/v1/storefronts/**/messages');
    await send();
    await thanked();
    expect(await interactions()).toHaveLength(1);
  });

  it('sends too when the check cannot be loaded: somebody looks first', async () => {
    await visit('blocked');
    await fill();
    await send();
    await thanked();
    expect(await contacts()).toEqual([]);
    expect(await held()).toMatchObject([{ reason: 'no_token', message: 'Liefern Sie nach Graz?' }]);
  });

  it('links their choice about cookies when they tick it', async () => {
    await visit('solves', { answersBanner: false });
    const box = page.getByLabel(texts.linkConsent);
    await expect.poll(() => box.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Alle ablehnen' }).click();
    await expect
      .poll(async () => decodeURIComponent((await context.cookies())[0]?.value ?? ''))
      .toMatch(/"[0-9A-HJKMNP-TV-Z]{26}"/);
    await page.reload();
    rt.clock.advance(10);
    await box.waitFor();
    expect(await box.isChecked()).toBe(false);
    await box.check();
    await fill();
    await send();
    await thanked();
    const [contact] = await contacts();
    const linked = await rowsOf(org, 'SELECT method FROM ConsentRecord WHERE contactId = ?', [contact?.id ?? '']);
    expect(linked).toEqual([{ method: 'reject_all' }]);
  });
});

describe('a visitor without JavaScript', () => {
  it('is told that somebody looks first, sends, and is thanked', async () => {
    await visit('blocked', { javaScriptEnabled: false });
    const told = page.locator('noscript p');
    await told.waitFor();
    expect(await told.textContent()).toBe(texts.noScript);
    await fill();
    await send();
    await page.waitForURL(`${url}?sent=1#contact`);
    await thanked();
    expect(await held()).toMatchObject([{ reason: 'no_token', message: 'Liefern Sie nach Graz?' }]);
    expect(foreign()).toEqual([]);
  });

  it('gets the page again with what is wrong, and with what they typed', async () => {
    await visit('blocked', { javaScriptEnabled: false });
    await fill({ [texts.email]: 'keine Adresse', [texts.message]: '\n<b>Erste</b> & zweite\nZeile' });
    await send();
    await page.getByRole('alert').filter({ hasText: texts.fixFields }).waitFor();
    expect(await field(texts.email).inputValue()).toBe('keine Adresse');
    expect(await field(texts.message).inputValue()).toBe('\n<b>Erste</b> & zweite\nZeile');
    expect(await page.getByText(texts.badEmail).first().isVisible()).toBe(true);
    rt.clock.advance(10);
    await fill();
    await send();
    await thanked();
    expect(await held()).toHaveLength(1);
  });
});
