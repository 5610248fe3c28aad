import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright';
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

beforeAll(async () => {
  server = await startServer();
  browser = await launchBrowser();
  owner = await newVisitor(browser);
  ({ page } = owner);
  await setUpFirstOwner(page, server, 'Acme Trading');
  ada = await page.evaluate(async () => {
    const post = async (path: string, body: object) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      return ((await response.json()) as { id: string }).id;
    };
    const contactId = await post('/contacts', { firstName: 'Ada', lastName: 'Lovelace' });
    const old = { contactId, channel: 'email', direction: 'inbound', occurredAt: '2020-01-01T00:00:00Z' };
    for (const subject of ['First', 'Second']) await post('/interactions', { ...old, subject });
    return contactId;
  });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const open = (path: string) => page.goto(`${server.url}/acme-trading${path}`, { waitUntil: 'load' });
const row = (name: string) =>
  page.getByRole('table', { name: 'Rules of retention' }).getByRole('row', { name: new RegExp(`^${name} `) });

describe('retention in the console', () => {
  it('counts what is due, sets days within bounds, and a hold on a contact keeps what is about them', async () => {
    await open('/retention');
    await expect.poll(() => row('Interactions').innerText()).toContain('24 months');
    await expect.poll(() => row('Interactions').innerText()).toContain('2');
    expect(await accessibilityProblems(page)).toEqual([]);

    await page.getByRole('button', { name: 'Change Audit events' }).click();
    const dialog = page.getByRole('dialog', { name: 'Keep: Audit events' });
    await dialog.getByLabel('Days').fill('29');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('From 30 to 730 days.').first().waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByLabel('Days').fill('60');
    await dialog.getByRole('button', { name: 'Count what would go' }).click();
    await dialog.getByText('Nothing would go.').waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await row('Audit events').getByText('60 days').waitFor();

    await open(`/contacts/${ada}`);
    await page.getByRole('button', { name: 'Place a hold' }).click();
    const placing = page.getByRole('dialog', { name: 'Hold Ada Lovelace' });
    await placing.getByLabel('Reason').fill('Case 7 O 12/26');
    await placing.getByRole('button', { name: 'Place the hold' }).click();
    await page.getByText('Legal hold', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('button', { name: 'Delete contact' }).click();
    await page.getByText('A legal hold keeps this from being erased.').waitFor();
  });

  it('ends a hold, removes what is due and tells of it', async () => {
    await open('/retention');
    const holds = page.getByRole('list', { name: 'Legal holds' });
    await expect.poll(() => holds.innerText()).toContain('Case 7 O 12/26');
    await holds.getByRole('button', { name: 'End the hold: Case 7 O 12/26' }).click();
    await page.getByRole('button', { name: 'End the hold', exact: true }).click();
    await holds.getByText('Ended', { exact: true }).waitFor();

    await page.getByRole('button', { name: 'Remove now' }).click();
    const asking = page.getByRole('alertdialog', { name: 'Remove what is due now?' });
    await expect.poll(() => asking.innerText()).toContain('Interactions: 2');
    await asking.getByRole('button', { name: 'Remove now' }).click();
    const removed = page.getByRole('table', { name: 'What retention removed, by day' });
    await removed.getByRole('row', { name: 'Interactions' }).waitFor();
    await page.setViewportSize({ width: 375, height: 800 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 860 });
  });

  it('shows the inventory by purpose, searched and downloaded', async () => {
    await open('/inventory');
    await page.getByRole('heading', { name: 'Relations with contacts' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await open('/inventory?q=audit+address');
    await page.locator('summary', { hasText: 'AuditEvent' }).click();
    await expect
      .poll(() => page.getByRole('table', { name: 'What AuditEvent holds' }).innerText())
      .toContain('60 days');
    await expect.poll(() => page.getByRole('heading', { name: 'Relations with contacts' }).count()).toBe(0);
    const saving = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download as CSV' }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe('inventory-acme-trading.csv');
    expect(readFileSync(await saved.path(), 'utf8')).toContain('Relations with contacts');
    expect(owner.complaints.found).toEqual([]);
  });
});
