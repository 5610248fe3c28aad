import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bannerTexts } from '#lib/consent/texts/texts.ts';
import { listLedgerKeys } from '#lib/ledger/list-keys.ts';
import { accessibilityProblems } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { call, createTestOrganization } from '../support/call.ts';
import { askingStorefront, choose } from '../support/consents.ts';
import { projectRoot, type TemporaryFolder, temporaryFolder } from '../support/data-folder.ts';
import { runProgram } from '../support/run-program.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { createTestClock } from '../support/test-clock.ts';
import { createTestRuntime } from '../support/test-runtime.ts';
import { type Complaints, listenForComplaints } from './support/console.ts';
import { shownShop } from './support/shown-shop.ts';

/** As the storefront's page speaks. */
const texts = bannerTexts.en;
const widths = [1280, 390, 320];

let folder: TemporaryFolder;
let shop: { readonly id: string; readonly slug: string };
/** As somebody got it by a way of their own. */
let ledgerKey: string;
/** Of a choice on a storefront of another organisation. */
let foreignId: string;
let server: ServerProcess;
let browser: Browser;
let context: BrowserContext;
let shopPage: Page;
let page: Page;
let complaints: Complaints;
let consentId: string;
/** What was asked, by its hash. */
let policy: string;
/** By what a visitor could be told again. */
const marks = { address: '198.51.100.214', program: 'QuackBrowser/77.2' };
const seen = {
  userAgent: `Mozilla/5.0 (Windows NT 10.0) ${marks.program} Firefox/140.0`,
  extraHTTPHeaders: { 'x-forwarded-for': marks.address },
};
/** Every address that a browser asked for, and every header that it sent. */
const asked: string[] = [];
/** Ids that must stand in none of them. */
const ids: string[] = [];

beforeAll(async () => {
  folder = temporaryFolder();
  const rt = await createTestRuntime({ dataDir: folder.path, clock: createTestClock(new Date()) });
  try {
    const org = await createTestOrganization('Acme');
    shop = await shownShop(org, 'nordlicht');
    const { data } = await call(listLedgerKeys, org.owner, {});
    ledgerKey = String(data[0]?.vkey);
    const foreign = await askingStorefront(await createTestOrganization('Globex'));
    ({ consentId: foreignId } = await choose(foreign));
  } finally {
    await rt.close();
  }
  server = await startServer({
    dataDir: folder.path,
    env: { HOLDFAST_LOG: 'debug', HOLDFAST_TRUSTED_PROXY_HOPS: '1' },
  });
  browser = await launchBrowser();
  context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...seen });
  context.on('request', (request) => asked.push(request.url(), ...Object.values(request.headers())));
  // Nobody else's host is reached.
  await context.route(
    ({ origin }) => origin !== new URL(server.url).origin,
    (route) => route.abort(),
  );
  shopPage = await context.newPage();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  folder?.remove();
});

const choicesOn = (of: Page) =>
  of.evaluate(() => (window as unknown as { holdfast: { consent: { choices: object } } }).holdfast.consent.choices);
const ownCookie = async () => (await context.cookies(server.url)).find(({ name }) => name === 'hf_consent');
/** The policy that the storefront's page is sent with to this browser. */
const ownPolicy = async () =>
  (await context.request.get(`${server.url}/s/${shop.slug}`)).headers()['content-security-policy'];
const allDenied = { necessary: true, functional: false, analytics: false, marketing: false };

/** Accepts on the page of our origin, and opens what the banner links to. */
async function openFromBanner(): Promise<Page> {
  await shopPage.goto(`${server.url}/s/${shop.slug}`);
  await shopPage.getByRole('button', { name: texts.acceptAll }).click();
  await expect.poll(async () => decodeURIComponent((await ownCookie())?.value ?? '')).toMatch(/,0]$/);
  await shopPage.getByRole('link', { name: texts.reopen }).click();
  const [opened] = await Promise.all([
    context.waitForEvent('page'),
    shopPage.getByRole('link', { name: texts.yourConsent }).click(),
  ]);
  return opened;
}

/** The proof as the browser saved it, and what the standalone program says of it. */
async function verifiedDownload(of: Page) {
  const [download] = await Promise.all([
    of.waitForEvent('download'),
    of.getByRole('link', { name: 'Download the proof' }).click(),
  ]);
  const file = await download.path();
  expect(download.suggestedFilename()).toMatch(/^cns_\w+\.consent\.jsonl$/);
  const program = join(projectRoot, 'public/holdfast-verify.mjs');
  const { exitCode, stdout } = await runProgram(process.execPath, [program, file, '--key', ledgerKey], {
    cwd: folder.path,
    env: {},
  });
  return { exitCode, stdout, text: readFileSync(file, 'utf8') };
}

describe('a visitor who follows the banner’s link', () => {
  it('sees what was asked, word for word in their language, what they chose and when', async () => {
    page = await openFromBanner();
    complaints = listenForComplaints(page);
    await page.getByRole('heading', { name: 'You accepted all' }).waitFor();
    const [path, fragment] = page.url().split('#');
    expect(path).toBe(`${server.url}/consent/${shop.slug}`);
    consentId = String(fragment);
    expect(await page.getByLabel('Consent id').inputValue()).toBe(consentId);
    await page.getByText('What you were asked, word for word').click();
    for (const text of [texts.title, texts.body, texts.categories.marketing.text]) {
      await page.getByText(text, { exact: true }).waitFor();
    }
    policy = String(await page.getByText(/^[0-9a-f]{64}$/).textContent());
    const at = await page.locator('article time').getAttribute('datetime');
    expect(Math.abs(Date.now() - Date.parse(String(at)))).toBeLessThan(10 * 60_000);
    await page.getByText(`, on ${server.url}`).waitFor();
  });

  it('finds no barrier at any width, in light and dark, and follows the colour scheme', async () => {
    const own = await context.newPage();
    await own.goto(page.url());
    await own.getByRole('heading', { name: 'You accepted all' }).waitFor();
    // What is folded away is to be read too.
    await own.evaluate(() => {
      for (const folded of document.querySelectorAll('details')) folded.open = true;
    });
    for (const width of widths) {
      await own.setViewportSize({ width, height: 860 });
      // Waits for the scheme that the browser wishes, and looks in both.
      expect(await accessibilityProblems(own), String(width)).toEqual([]);
      expect(await own.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
    await own.emulateMedia({ colorScheme: 'light' });
    await own.waitForFunction(() => document.documentElement.classList.contains('light'));
    await own.close();
  });

  it('makes the proof by keyboard, saves it, and it verifies offline with the choice opened', async () => {
    const make = page.getByRole('button', { name: 'Make the proof' });
    await page.getByLabel('Consent id').focus();
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press('Tab');
      if (await make.evaluate((element) => element === document.activeElement)) break;
    }
    await page.keyboard.press('Enter');
    await page.getByText(ledgerKey, { exact: true }).waitFor();
    const { exitCode, stdout, text } = await verifiedDownload(page);
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^VERIFIED[\s\S]*receipts +1 of/)]);
    expect(text).toContain(policy);
    expect(text).not.toContain(consentId);
  });

  it('withdraws in one click, and pages of our origin heed it: those that are open, and those to come', async () => {
    expect(await choicesOn(shopPage)).toMatchObject({ marketing: true });
    expect(await ownPolicy()).toContain('frames.example');
    await page.getByRole('button', { name: 'Withdraw consent' }).click();
    await page.getByRole('heading', { name: 'You withdrew your consent' }).waitFor();
    expect(decodeURIComponent((await ownCookie())?.value ?? '')).toMatch(/,\[],"withdraw",.*,0]$/);
    expect(await ownCookie()).toMatchObject({ httpOnly: false, sameSite: 'Lax', path: '/' });
    await shopPage.bringToFront();
    await shopPage.evaluate(() => dispatchEvent(new Event('pageshow')));
    await expect.poll(() => choicesOn(shopPage).catch(() => null)).toEqual(allDenied);
    const later = await context.newPage();
    await later.goto(`${server.url}/s/${shop.slug}`);
    await expect.poll(() => choicesOn(later)).toEqual(allDenied);
    expect(await ownPolicy()).not.toContain('frames.example');
    await later.close();
  });

  it('deletes everything, after which the id opens nothing and our pages ask again', async () => {
    await page.getByText('Delete my choices').click();
    await page.getByRole('button', { name: 'Delete for good' }).click();
    await page.getByText('Nothing of your choices is kept any more').waitFor();
    expect(await ownCookie()).toBeUndefined();
    await shopPage.evaluate(() => dispatchEvent(new Event('pageshow')));
    await shopPage.locator('.banner').waitFor();
    expect(complaints.found).toEqual([]);
  });

  it('is told the same of an id that is erased, of another’s, of one that never was and of what is none', async () => {
    const told = new Set<string>();
    for (const id of [consentId, foreignId, '0'.repeat(26), 'nonsense']) {
      await page.goto('about:blank');
      await page.goto(`${server.url}/consent/${shop.slug}`);
      await page.getByLabel('Consent id').fill(id);
      await page.getByRole('button', { name: 'Show my choices' }).click();
      const alert = page.locator('[role=alert], [role=status]').filter({ hasText: /\w/ }).first();
      await alert.waitFor();
      told.add((await alert.innerText()).replace(/req_\w+/, 'req'));
    }
    expect([...told]).toHaveLength(1);
  });
});

describe('a visitor without JavaScript', () => {
  it('types the id and sees, proves, withdraws and deletes', async () => {
    await shopPage.getByRole('button', { name: texts.acceptAll }).click();
    await expect.poll(async () => decodeURIComponent((await ownCookie())?.value ?? '')).toMatch(/,0]$/);
    const kept = JSON.parse(decodeURIComponent((await ownCookie())?.value ?? '')) as string[];
    const id = String(kept[5]);
    const bare = await browser.newContext({
      javaScriptEnabled: false,
      ...seen,
      storageState: await context.storageState(),
    });
    bare.on('request', (request) => asked.push(request.url(), ...Object.values(request.headers())));
    const plain = await bare.newPage();
    const press = (name: string) => plain.getByRole('button', { name }).click();
    await plain.goto(`${server.url}/consent/${shop.slug}`);
    await plain.getByLabel('Consent id').fill(id.toLowerCase().replace(/(.{5})/g, '$1-'));
    await press('Show my choices');
    await plain.getByRole('heading', { name: 'You accepted all' }).waitFor();
    await press('Make the proof');
    expect((await verifiedDownload(plain)).exitCode).toBe(0);
    await press('Show my choices');
    await press('Withdraw consent');
    await plain.getByText('You agree to nothing any more').waitFor();
    const [cookie] = (await bare.cookies(server.url)).filter(({ name }) => name === 'hf_consent');
    expect(decodeURIComponent(cookie?.value ?? '')).toMatch(/,\[],"withdraw",/);
    await press('Show my choices');
    await plain.getByRole('heading', { name: 'You withdrew your consent' }).waitFor();
    await plain.getByText('Delete my choices').click();
    await press('Delete for good');
    await plain.getByText('Nothing of your choices is kept any more').waitFor();
    expect((await bare.cookies(server.url)).filter(({ name }) => name === 'hf_consent')).toEqual([]);
    await bare.close();
    ids.push(id);
  });

  it('has an id that is in no address and no header, and neither it nor where they are is in what the server prints', async () => {
    expect(asked.length).toBeGreaterThan(50);
    const printed = server.stdout() + server.stderr();
    expect(printed).toContain('consents.record');
    expect(asked).toContain(marks.address);
    for (const mark of Object.values(marks)) expect(printed).not.toContain(mark);
    for (const id of [consentId, foreignId, ...ids]) {
      expect(printed).not.toContain(id);
      // The cookie is the browser's own memory; it is in no list of addresses.
      expect(asked.filter((text) => text.includes(id) && !text.includes('hf_consent='))).toEqual([]);
    }
  });
});
