import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { operatorCall } from '../support/operator-call.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { newVisitor, setUpFirstOwner, type Visitor } from './support/console.ts';

let server: ServerProcess;
let browser: Browser;
let owner: Visitor;
let page: Page;

beforeAll(async () => {
  server = await startServer();
  browser = await launchBrowser();
  owner = await newVisitor(browser);
  ({ page } = owner);
  await setUpFirstOwner(page, server, 'Acme Trading');
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const open = () => page.goto(`${server.url}/acme-trading/backups`, { waitUntil: 'load' });
const asOperator = (operation: string) => operatorCall<{ id: string }>(server.dataDir, { operation, input: {} });

describe('backups in the console', () => {
  it('says that there is none yet, then shows what was made and that it was tried, and leads to the receipt', async () => {
    await open();
    await page.getByRole('heading', { level: 1, name: 'Backups' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);

    const { id } = await asOperator('backups.take');
    await asOperator('drills.run');
    // What is listed may be a minute old.
    const copies = page.getByRole('table', { name: 'Backups' });
    await expect
      .poll(
        async () => {
          await open();
          return (await copies.count()) === 1 ? copies.innerText() : '';
        },
        { timeout: 120_000, interval: 5_000 },
      )
      .toContain(id);
    await expect.poll(() => copies.innerText()).toContain('Checked');
    const drills = page.getByRole('table', { name: 'Restore drills' });
    await expect.poll(() => drills.innerText()).toContain('Passed');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await accessibilityProblems(page)).toEqual([]);

    await page.setViewportSize({ width: 375, height: 800 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
    expect(await accessibilityProblems(page)).toEqual([]);
    await drills.getByRole('link', { name: /^Receipt/ }).click();
    await page.getByText('Restore drilled').first().waitFor();
    expect(owner.complaints.found).toEqual([]);
  });
});
