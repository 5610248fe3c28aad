import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sessionCookieName } from '#lib/identity/session-cookies.ts';
import { accessibilityProblems } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { holdfastJson } from '../support/command-line.ts';
import { us500Like } from '../support/contacts-csv.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { newVisitor, setUpFirstOwner, type Visitor } from './support/console.ts';

/** Every page of the console, with something to show. `{…}` is filled with the ids of what was made. */
const pages = [
  '',
  '/contacts',
  '/contacts?q=nobody-is-called-that',
  '/contacts/new',
  '/contacts/{contact}',
  '/contacts/{contact}/edit',
  '/deals',
  '/deals?view=board',
  '/deals/new',
  '/deals/{deal}',
  '/deals/{deal}/edit',
  '/activities',
  '/interactions',
  '/interactions?channel=email&direction=inbound&contactId={contact}&from=2025-01-01&to=2025-01-31',
  '/interactions?channel=sms',
  '/imports',
  '/imports/new',
  '/imports/{import}',
  '/imports/{import}?step=check',
  '/members',
  '/api-keys',
  '/origins',
  '/connected-apps',
  '/audit',
  '/audit?outcome=refused&from=2020-01-01',
  '/audit?address=192.0.2.99',
  '/receipts',
  '/receipts/1',
  '/receipts?action=contact.created&from=2020-01-01',
  '/receipts?action=nothing.happened',
  '/ledger',
  '/shares',
  '/settings',
  '/sessions',
] as const;

const widths = { desktop: 1440, phone: 390, narrow: 320 } as const;

describe('every page of the console', () => {
  let server: ServerProcess;
  let browser: Browser;
  let owner: Visitor;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    server = await startServer();
    browser = await launchBrowser();
    owner = await newVisitor(browser);
    await setUpFirstOwner(owner.page, server, 'Acme Trading');
    ids.contact = await make(owner.page, '/contacts', {
      firstName: 'Grace',
      lastName: 'Hopper-with-a-rather-long-name-that-has-to-fit-somewhere',
      email: 'grace@example.com',
      website: 'https://example.com/a/rather/long/path/that/has/to/fit/somewhere',
      tags: ['navy', 'compilers'],
      notes: 'First line\nSecond line',
      customFields: { Rank: 'Rear admiral' },
    });
    ids.deal = await make(owner.page, '/deals', {
      title: 'Yearly audit',
      stage: 'proposal',
      amountMinor: 1_250_050,
      currency: 'EUR',
      contactId: ids.contact,
    });
    await make(owner.page, '/activities', {
      kind: 'task',
      subject: 'Send the offer',
      dueAt: '2020-01-01T09:00:00Z',
      contactId: ids.contact,
    });
    await makeInteractions(owner.page, ids.contact);
    await make(owner.page, '/api-keys', { name: 'Warehouse sync', scopes: ['contacts:read'] });
    await make(owner.page, '/origins', { origin: 'https://a-rather-long-name-that-has-to-fit.example.com:8443' });
    await make(owner.page, '/invites', { email: 'new@example.com', role: 'viewer' });
    ids.import = await upload(owner.page, us500Like(40));
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  const pathOf = (page: string) => `/acme-trading${page.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? name)}`;

  for (const path of pages) {
    it(`shows ${path || 'the overview'} accessibly, in both themes, at every width, without a complaint`, async () => {
      const { page, complaints } = owner;
      complaints.found.length = 0;
      for (const [name, width] of Object.entries(widths)) {
        await page.setViewportSize({ width, height: 900 });
        const answer = await page.goto(server.url + pathOf(path), { waitUntil: 'load' });
        expect(answer?.status()).toBe(200);
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        await expect
          .poll(() => page.getByRole('heading', { level: 1 }).count(), { message: 'headings of the page' })
          .toBe(1);
        // Between phones nothing differs but the room.
        if (name !== 'narrow') expect(await accessibilityProblems(page), name).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, `pixels beyond the ${name} screen`).toBeLessThanOrEqual(0);
      }
      expect(complaints.found).toEqual([]);
    });
  }

  it('has no page without a title of its own', async () => {
    const titles = new Map<string, string>();
    for (const path of [
      '/contacts',
      '/deals',
      '/activities',
      '/interactions',
      '/imports',
      '/members',
      '/api-keys',
      '/origins',
      '/audit',
      '/receipts',
      '/ledger',
      '/shares',
    ]) {
      await owner.page.goto(server.url + pathOf(path));
      titles.set(await owner.page.title(), path);
    }
    expect(titles.size).toBe(12);
  });

  it('says that there is nothing, with its frame, where an id is unknown', async () => {
    for (const path of ['/contacts/con_nobody', '/deals/deal_none', '/imports/imp_none', '/receipts/999999']) {
      const answer = await owner.page.goto(server.url + pathOf(path));
      expect(answer?.status(), path).toBe(404);
      await expect.poll(() => owner.page.locator('main').last().innerText()).toContain('There is nothing here');
    }
  });

  it('tells what was refused, in full, and gives it out as a file', async () => {
    const { page } = owner;
    await page.setViewportSize({ width: widths.desktop, height: 900 });
    await page.evaluate(() => fetch('/api/v1/contacts', { headers: { authorization: 'Bearer nonsense' } }));
    await page.goto(server.url + pathOf('/audit'));
    await page.getByRole('button', { name: 'API key created' }).first().click();
    const sheet = page.getByRole('dialog');
    await sheet.getByText('apiKey.create', { exact: true }).waitFor();
    await expect.poll(() => sheet.getByText('Ada Lovelace').count()).toBe(1);
    await sheet.getByRole('button', { name: 'Close' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Export CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^audit-acme-trading-.*\.csv$/);
    expect(await download.failure()).toBeNull();
  });

  it('notes for the operator who shows a session that never was', async () => {
    const stranger = await newVisitor(browser);
    const cookie = { name: sessionCookieName(server.url), value: 'made.up.session', url: server.url };
    await stranger.context.addCookies([cookie]);
    for (let visits = 0; visits < 3; visits += 1) await stranger.page.goto(server.url + pathOf('/contacts'));
    expect(new URL(stranger.page.url()).pathname).toBe('/sign-in');
    const noted = await holdfastJson<{ data: unknown[] }>(server.dataDir, [
      'audit',
      'list',
      '--action',
      'auth.session',
    ]);
    expect(noted.data[0]).toMatchObject({ outcome: 'refused', reason: 'session_invalid', orgId: null, door: 'page' });
    await stranger.context.close();
  });

  it('allows an origin, says what is wrong with another, and takes the first away again', async () => {
    const { page } = owner;
    await page.goto(server.url + pathOf('/origins'));
    const field = page.getByRole('textbox', { name: 'Origin' });
    await field.fill('https://*.example.com');
    await page.getByRole('button', { name: 'Allow origin' }).click();
    await page.getByText('patterns are not possible. List each one').waitFor();
    await field.fill('https://App.Example.com:443');
    await page.getByRole('button', { name: 'Allow origin' }).click();
    const remove = page.getByRole('button', { name: 'Remove https://app.example.com' });
    await remove.click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove origin' }).click();
    await remove.waitFor({ state: 'detached' });
  });

  it('opens its navigation and its menus by keyboard on a phone', async () => {
    const { page } = owner;
    await page.setViewportSize({ width: widths.phone, height: 860 });
    await page.goto(server.url + pathOf('/contacts'));
    await page.getByRole('button', { name: 'Open navigation' }).press('Enter');
    await page.getByRole('dialog').getByRole('link', { name: 'Deals' }).press('Enter');
    await page.waitForURL(/\/deals$/);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('keeps the theme that one chose, from the first paint on', async () => {
    const { page } = owner;
    await page.setViewportSize({ width: widths.desktop, height: 860 });
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(server.url + pathOf(''));
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitemradio', { name: 'Dark' }).click();
    await page.reload({ waitUntil: 'commit' });
    await page.locator('body').waitFor();
    await expect.poll(() => page.locator('html').getAttribute('class')).toContain('dark');
  });
});

/** Makes something by the API, as the console's own pages ask it. @returns its id. */
async function make(page: Page, path: string, body: unknown): Promise<string> {
  const answer = await page.evaluate(
    async ([target, content]) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(target, { method: 'POST', headers, body: content });
      return { status: response.status, body: (await response.json()) as { id: string } };
    },
    [`/api/v1${path}`, JSON.stringify(body)] as const,
  );
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.id;
}

/** One with everything, in a word too long for any screen, and one with the least. */
async function makeInteractions(page: Page, contactId: string): Promise<void> {
  const metadata = { ticket: 4711, 'a-rather-long-name-of-what-is-kept': 'x'.repeat(200), answered: true };
  const said = { subject: 'Offer'.repeat(30), body: `First line\n${'long'.repeat(100)}\nThird\nFourth`, metadata };
  const base = { contactId, occurredAt: '2025-01-02T03:04:05Z' };
  await make(page, '/interactions', { ...base, channel: 'email', direction: 'inbound', ...said, externalId: 'mail-1' });
  await make(page, '/interactions', { ...base, channel: 'call', direction: 'outbound' });
}

async function upload(page: Page, csv: string): Promise<string> {
  return page.evaluate(async (content) => {
    const headers = { 'content-type': 'text/csv' };
    const response = await fetch('/api/v1/imports?fileName=people.csv', { method: 'POST', headers, body: content });
    return ((await response.json()) as { id: string }).id;
  }, csv);
}
