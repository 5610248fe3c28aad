import type { Browser, Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { newVisitor, setUpFirstOwner, type Visitor } from './support/console.ts';

describe('API keys in the console', () => {
  let server: ServerProcess;
  let browser: Browser;
  let ada: Visitor;
  let page: Page;
  let first = '';
  let second = '';

  beforeAll(async () => {
    server = await startServer();
    browser = await launchBrowser();
    ada = await newVisitor(browser);
    page = ada.page;
    await setUpFirstOwner(page, server, 'Acme');
    await page.goto(`${server.url}/acme/api-keys`);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  /** The dialog or sheet that is open: a toast has the same role. */
  const dialog = () => page.locator('[role=dialog]:not([data-type])');
  const rows = (name: string) => page.getByRole('row').filter({ has: page.getByRole('button', { name, exact: true }) });
  const statusOf = async (key: string) =>
    (await fetch(`${server.url}/api/v1/me`, { headers: { authorization: `Bearer ${key}` } })).status;

  async function secretShown(popup: Locator): Promise<string> {
    await popup.getByLabel('Secret key', { exact: true }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await popup.getByRole('button', { name: 'Show', exact: true }).click();
    return popup.getByLabel('Secret key', { exact: true }).inputValue();
  }

  async function choose(item: string, row: Locator): Promise<void> {
    await row.getByRole('button', { name: /^More actions for/ }).click();
    await page.getByRole('menuitem', { name: item }).click();
    await dialog().waitFor();
  }

  it('are created with scopes, an end and addresses, and the line that is wrong is named', async () => {
    await page.getByRole('button', { name: 'Create API key' }).first().click();
    await dialog().getByRole('textbox', { name: 'Name' }).fill('Warehouse');
    await dialog().getByRole('button', { name: 'Read everything' }).click();
    await dialog().getByLabel('Works from').fill('127.0.0.0/8\nthe office');
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog().getByRole('button', { name: 'Create key' }).click();
    await dialog()
      .getByText(/^Line 2: /)
      .waitFor();
    await expect.poll(() => dialog().getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Warehouse');
    await dialog().getByLabel('Works from').fill('127.0.0.0/8\n2001:DB8::/32');
    await dialog().getByRole('button', { name: 'Create key' }).click();
    first = await secretShown(dialog());
    expect(first).toMatch(/^ck_live_[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(await statusOf(first)).toBe(200);
  });

  it('show their secret once: it survives Escape, goes with the dialog, and does not come back', async () => {
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog().isVisible()).toBe(true);
    await dialog().getByRole('button', { name: 'I have copied the key' }).click();
    await dialog().waitFor({ state: 'detached' });
    await page.goBack().catch(() => undefined);
    await page.goto(`${server.url}/acme/api-keys`, { waitUntil: 'networkidle' });
    expect(await page.content()).not.toContain(first.slice(16));
    await page.getByRole('button', { name: 'Warehouse', exact: true }).click();
    await dialog().getByText('2001:db8::/32').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await page.content()).not.toContain(first.slice(16));
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  it('are rotated: both work in the grace, and the list says until when', async () => {
    await choose('Rotate…', rows('Warehouse'));
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog().getByRole('button', { name: 'Rotate key' }).click();
    second = await secretShown(dialog());
    expect(second).not.toBe(first);
    expect(await Promise.all([statusOf(first), statusOf(second)])).toEqual([200, 200]);
    await dialog().getByRole('button', { name: 'I have copied the key' }).click();
    await dialog().waitFor({ state: 'detached' });
    await expect.poll(() => rows('Warehouse').count()).toBe(2);
    await expect.poll(() => page.getByText(/In grace until/).count()).toBeGreaterThan(0);
  });

  it('are renamed and confined', async () => {
    await choose('Change…', rows('Warehouse').first());
    await dialog().getByRole('textbox', { name: 'Name' }).fill('Shop');
    await dialog().getByLabel('Works from').fill('192.0.2.0/24');
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog().getByRole('button', { name: 'Save changes' }).click();
    await dialog().waitFor({ state: 'detached' });
    await rows('Shop').waitFor();
    expect(await statusOf(second)).toBe(401);
  });

  it('are revoked by typing their name', async () => {
    await rows('Warehouse').getByRole('button', { name: 'Revoke Warehouse' }).click();
    const popup = page.getByRole('alertdialog');
    await popup.getByLabel(/to confirm/).fill('Warehouse');
    await popup.getByRole('button', { name: 'Revoke key' }).click();
    await popup.waitFor({ state: 'detached' });
    await expect.poll(() => statusOf(first)).toBe(401);
  });

  it('fit a phone, in both themes', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.reload({ waitUntil: 'networkidle' });
    expect(await accessibilityProblems(page)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    expect(ada.complaints.found).toEqual([]);
  });
});
