import type { Browser, Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { newVisitor, setUpFirstOwner, type Visitor } from './support/console.ts';

let server: ServerProcess;
let browser: Browser;
let owner: Visitor;
let page: Page;
let ada: string;
let bob: string;

beforeAll(async () => {
  server = await startServer();
  browser = await launchBrowser();
  owner = await newVisitor(browser);
  ({ page } = owner);
  await setUpFirstOwner(page, server, 'Acme Trading');
  ada = (await post('/contacts', { firstName: 'Ada', email: 'ada@example.com' })).id;
  bob = (await post('/contacts', { firstName: 'Bob', email: 'bob@example.com' })).id;
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Asks the API with the session of the page. */
function post(path: string, body: unknown): Promise<{ id: string }> {
  return page.evaluate(
    async ([target, content]) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(target, { method: 'POST', headers, body: content });
      if (!response.ok) throw new Error(await response.text());
      return (await response.json()) as { id: string };
    },
    [`/api/v1${path}`, JSON.stringify(body)] as const,
  );
}

const at = (day: number) => new Date(Date.UTC(2025, 0, day, 12)).toISOString();
const card = () => page.locator('section', { has: page.getByRole('heading', { name: 'Interactions', level: 2 }) });
const shown = () => page.getByRole('list', { name: 'Interactions' }).getByRole('listitem');
const counts = (found: Locator, count: number) =>
  expect.poll(() => found.count(), { timeout: 20_000, message: String(found) }).toBe(count);
const open = (path: string) => page.goto(`${server.url}/acme-trading${path}`, { waitUntil: 'load' });

describe("a contact's interactions", () => {
  it('say how they are reported while there are none', async () => {
    await open(`/contacts/${ada}`);
    await expect.poll(() => card().innerText()).toContain('No interactions');
    const link = card().getByRole('link', { name: 'See how to report them' });
    await expect.poll(() => link.getAttribute('href')).toMatch(/^\/docs\/api/);
  });

  it('are listed newest first and loaded bit by bit, unfolded, and deleted after a question', async () => {
    const said = (day: number) => ({
      contactId: ada,
      channel: 'email',
      direction: 'inbound',
      occurredAt: at(day),
      subject: `Mail ${day}`,
      body: Array.from({ length: 12 }, (_, line) => `Line ${line} of mail ${day}`).join('\n'),
      metadata: { ticket: day },
      externalId: `mail-${day}`,
    });
    await post('/interactions/batch', { items: Array.from({ length: 25 }, (_, index) => said(index + 1)) });
    await open(`/contacts/${ada}`);
    await counts(shown(), 10);
    await expect.poll(() => shown().first().innerText()).toContain('Mail 25');
    await expect.poll(() => shown().first().innerText()).toContain('Inbound');

    const more = card().getByRole('button', { name: 'Load more' });
    await more.click();
    await counts(shown(), 20);
    await more.press('Enter');
    await counts(shown(), 25);
    await counts(more, 0);
    await expect.poll(() => shown().last().innerText()).toContain('Mail 1');

    const first = shown().first();
    await expect.poll(() => first.innerText()).not.toContain('Reported as');
    const unfold = first.getByRole('button', { name: /^Show more/ });
    await expect.poll(() => unfold.getAttribute('aria-expanded')).toBe('false');
    await unfold.click();
    await first.getByText('mail-25', { exact: true }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);

    // One from the part that the page itself knows, one from what was loaded after it.
    for (const [subject, left] of [
      ['Mail 24', 24],
      ['Mail 3', 23],
    ] as const) {
      await page.getByRole('button', { name: `Delete “${subject}”` }).click();
      const question = page.getByRole('alertdialog');
      expect(await accessibilityProblems(page)).toEqual([]);
      await question.getByRole('button', { name: 'Delete interaction' }).click();
      await question.waitFor({ state: 'detached' });
      await counts(shown(), left);
      await expect.poll(() => page.getByText(subject, { exact: true }).count()).toBe(0);
    }
    expect(owner.complaints.found).toEqual([]);
  });
});

describe('the page of all interactions', () => {
  it('narrows by contact, channel, direction and days, which stay in the address', async () => {
    const base = { contactId: bob, direction: 'outbound' };
    await post('/interactions', { ...base, channel: 'call', occurredAt: at(1), subject: 'First call' });
    await post('/interactions', { ...base, channel: 'call', occurredAt: at(20), subject: 'Second call' });
    await post('/interactions', { ...base, channel: 'sms', occurredAt: at(20), subject: 'A text' });
    await open('/interactions');
    await counts(shown(), 26);

    await page.getByRole('combobox', { name: 'Contact' }).fill('Bob');
    await page.getByRole('option', { name: /Bob/ }).click();
    await page.getByRole('combobox', { name: 'Channel' }).click();
    await page.getByRole('option', { name: 'Call' }).click();
    await page.getByLabel('From').fill('2025-01-20');
    await page.getByLabel('To', { exact: true }).fill('2025-01-20');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.waitForURL(/channel=call/);
    await counts(shown(), 1);
    await expect.poll(() => shown().innerText()).toContain('Second call');
    const address = new URL(page.url());
    expect(Object.fromEntries(address.searchParams)).toEqual({
      contactId: bob,
      channel: 'call',
      from: '2025-01-20',
      to: '2025-01-20',
    });

    await page.reload();
    await expect.poll(() => shown().innerText()).toContain('Second call');
    await expect.poll(() => page.getByRole('combobox', { name: 'Contact' }).inputValue()).toBe('Bob');
    await page.getByRole('link', { name: 'Clear' }).click();
    await counts(shown(), 26);
    expect(owner.complaints.found).toEqual([]);
  });

  it('is reached by the navigation, and deletes as well', async () => {
    await open('');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Interactions' }).click();
    await page.getByRole('button', { name: 'Delete “A text”' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete interaction' }).click();
    await counts(page.getByText('A text', { exact: true }), 0);
    await counts(shown(), 25);
    expect(owner.complaints.found).toEqual([]);
  });
});
