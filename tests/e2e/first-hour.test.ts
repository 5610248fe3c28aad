import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { us500Like } from '../support/contacts-csv.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { createKey, createOrganization, newVisitor, setUpFirstOwner, type Visitor } from './support/console.ts';

/** The real file where it is present; elsewhere one of the same shape and size, with somebody of that name in it. */
const realFile = join(import.meta.dirname, '../../../shared/data/contacts-us-500.csv');

interface Listed {
  readonly data: readonly { readonly id: string; readonly lastName: string | null; readonly company: string | null }[];
  readonly nextCursor: string | null;
}

describe('the first hour of a newcomer', () => {
  let server: ServerProcess;
  let browser: Browser;
  let ada: Visitor;
  let page: Page;
  let key = '';
  let person = '';

  beforeAll(async () => {
    server = await startServer();
    browser = await launchBrowser();
    ada = await newVisitor(browser);
    page = ada.page;
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  async function api(path: string, secret: string): Promise<{ status: number; body: Listed }> {
    const answer = await fetch(`${server.url}/api/v1${path}`, { headers: { authorization: `Bearer ${secret}` } });
    return { status: answer.status, body: (await answer.json()) as Listed };
  }

  it('leads from the printed link to an account and an organisation', async () => {
    await page.goto(server.url);
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    await setUpFirstOwner(page, server, 'Acme Trading');
    expect(new URL(page.url()).pathname).toBe('/acme-trading');
  });

  it('lets the printed link work once', async () => {
    const stranger = await newVisitor(browser);
    await stranger.page.goto(server.ownerLink ?? '');
    await expect.poll(() => stranger.page.getByRole('button', { name: 'Create account and go on' }).count()).toBe(0);
    await stranger.context.close();
  });

  it('imports five hundred contacts through the wizard', async () => {
    const file = existsSync(realFile) ? realFile : join(server.dataDir, 'contacts.csv');
    if (file !== realFile) writeFileSync(file, us500Like(500));
    await page.goto(`${server.url}/acme-trading/contacts`);
    await page.getByRole('link', { name: 'Import a CSV file' }).click();
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByRole('button', { name: 'Upload' }).click();
    await page.getByRole('button', { name: 'Check the rows' }).click();
    await page.getByRole('button', { name: 'Import 500 rows' }).click();
    await page.getByText('500 contacts imported').waitFor();
    await page.goto(`${server.url}/acme-trading`);
    await expect.poll(() => page.getByText('500', { exact: true }).count()).toBeGreaterThan(0);
  });

  it('finds somebody by a part of a name', async () => {
    await page.goto(`${server.url}/acme-trading/contacts`);
    await page.getByRole('textbox', { name: 'Search contacts' }).fill('Chemel');
    await page.waitForURL(/q=Chemel/);
    await page
      .getByRole('row', { name: /Chemel/ })
      .first()
      .getByRole('link')
      .click();
    await page.waitForURL(/contacts\/con_/);
    await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor({ state: 'detached' });
    person = await page.getByRole('heading', { level: 1 }).innerText();
    await expect.poll(() => page.locator('main').innerText()).toContain('Chemel');
  });

  it('adds a deal and an activity to the contact, and shows both there', async () => {
    await page.getByRole('link', { name: 'New deal' }).click();
    await page.getByLabel('Title').fill('Yearly audit');
    await page.getByLabel('Amount').fill('12,500.50');
    await page.getByRole('button', { name: 'Add deal' }).click();
    await page.getByRole('heading', { level: 1, name: 'Yearly audit' }).waitFor();
    await expect.poll(() => page.locator('main').innerText()).toContain('€12,500.50');

    await page.getByRole('button', { name: 'New activity' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Subject').fill('Send the offer');
    await dialog.getByRole('button', { name: 'Add activity' }).click();
    await page.getByRole('list', { name: 'Activities' }).getByText('Send the offer').waitFor();
    await page.getByRole('button', { name: 'Mark “Send the offer” as done' }).click();
    await page.getByRole('button', { name: 'Mark “Send the offer” as not done' }).waitFor();

    await page.getByRole('main').getByRole('link', { name: person }).first().click();
    await page.getByRole('list', { name: 'Deals' }).getByText('Yearly audit').waitFor();
  });

  it('keeps what was typed and names the field when something is wrong', async () => {
    await page.goto(`${server.url}/acme-trading/contacts/new`);
    await page.getByLabel('Last name').fill('Babbage');
    await page.getByLabel('E-mail').fill('not an address');
    await page.getByRole('button', { name: 'Add contact' }).click();
    await page.getByText('Not an e-mail address').waitFor();
    await expect.poll(() => page.getByLabel('Last name').inputValue()).toBe('Babbage');
    await page.getByLabel('E-mail').fill('Charles@Example.com');
    await page.getByRole('button', { name: 'Add contact' }).click();
    await page.getByRole('heading', { level: 1, name: 'Babbage' }).waitFor();
    await expect.poll(() => page.locator('main').innerText()).toContain('charles@example.com');
  });

  it('edits and deletes a contact, after asking', async () => {
    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByLabel('First name').fill('Charles');
    await page.getByLabel('Tags').fill('Engines, england');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByRole('heading', { level: 1, name: 'Charles Babbage' }).waitFor();
    await page.getByText('engines', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('button', { name: 'Delete contact' }).click();
    await page.waitForURL(/\/acme-trading\/contacts$/);
    const { body } = await fetchAsPage('/contacts?q=Babbage');
    expect(body.data).toEqual([]);
  });

  /** The API with the session of the browser, as the console's own pages ask it. */
  async function fetchAsPage(path: string): Promise<{ status: number; body: Listed }> {
    return page.evaluate(async (target) => {
      const answer = await fetch(`/api/v1${target}`);
      return { status: answer.status, body: await answer.json() };
    }, path);
  }

  it('makes a key that reads the same contacts over the API, page by page', async () => {
    key = await createKey(page, 'acme-trading', 'reporting');
    expect(key).toMatch(/^ck_live_[0-9A-HJKMNP-TV-Z]{26}$/);
    const seen = new Set<string>();
    let cursor: string | null = '';
    while (cursor !== null) {
      const { status, body } = await api(`/contacts?limit=100${cursor && `&cursor=${cursor}`}`, key);
      expect(status).toBe(200);
      for (const contact of body.data) seen.add(contact.id);
      cursor = body.nextCursor;
    }
    expect(seen.size).toBe(500);
  });

  it('shows a second organisation nothing of the first', async () => {
    await page.goto(`${server.url}/organizations/new`);
    await createOrganization(page, 'Bolt & Sons');
    const other = await createKey(page, 'bolt-sons', 'reporting');
    expect((await api('/contacts', other)).body.data).toEqual([]);
    const { body } = await api('/contacts?limit=1', key);
    const id = body.data[0]?.id ?? '';
    const foreign = await api(`/contacts/${id}`, other);
    const absent = await api(`/contacts/${id.slice(0, -4)}ZZZZ`, other);
    const comparable = ({ status, body: answer }: typeof foreign) => ({ status, ...answer, requestId: undefined });
    expect(comparable(foreign)).toEqual(comparable(absent));
    expect(foreign.status).toBe(404);
  });

  it('asks before a page of another organisation moves the session', async () => {
    await page.goto(`${server.url}/acme-trading/contacts`);
    expect(new URL(page.url()).pathname).toBe('/switch/acme-trading');
    await page.getByRole('button', { name: /switch/i }).click();
    await page.waitForURL(/\/acme-trading\/contacts/);
  });

  it('has a receipt for every write, and a ledger that verifies', async () => {
    await page.goto(`${server.url}/acme-trading/receipts`);
    for (const action of ['API key created', 'Deal created', 'Contact deleted', 'Contacts imported']) {
      await page.getByRole('main').getByText(action).filter({ visible: true }).first().waitFor();
    }
    const report = await page.evaluate(async () => (await fetch('/api/v1/ledger/verify')).json());
    expect(report).toMatchObject({ ok: true, firstProblem: null });
  });

  it('finds its way by the palette', async () => {
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Type a name, a page, an action').fill('deals');
    await page.getByRole('option', { name: 'Deals', exact: true }).click();
    await page.waitForURL(/\/acme-trading\/deals$/);
  });

  it('ends with the session, in the browser that has its cookies too', async () => {
    const cookies = await ada.context.cookies();
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL(/\/sign-in/);
    await ada.context.addCookies(cookies);
    await page.goto(`${server.url}/acme-trading/contacts`);
    expect(new URL(page.url()).pathname).toBe('/sign-in');
  });

  it('caused no script error and broke no content security policy', () => {
    expect(ada.complaints.found).toEqual([]);
  });
});
