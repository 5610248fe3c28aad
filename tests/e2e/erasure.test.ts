import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { standaloneVerifier } from '../support/holdfast-verify.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { newVisitor, setUpFirstOwner } from './support/console.ts';

const widths = [1440, 390, 320];

describe('erasing an organisation in a browser', () => {
  let server: ServerProcess;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    server = await startServer();
    browser = await launchBrowser();
    page = (await newVisitor(browser)).page;
    await setUpFirstOwner(page, server, 'Acme');
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  async function expectAccessible(name: string): Promise<void> {
    for (const width of widths) {
      await page.setViewportSize({ width, height: 860 });
      expect(await accessibilityProblems(page), `${name} ${width}`).toEqual([]);
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(over, `${name} ${width}`).toBe(0);
    }
    await page.setViewportSize({ width: 1280, height: 860 });
  }

  it('is found in the settings, and says what would go and what would stay', async () => {
    await page.goto(`${server.url}/acme/settings`);
    await page.getByRole('link', { name: 'Erase this organisation…' }).click();
    await page.getByRole('heading', { name: 'Erase this organisation', level: 1 }).waitFor();
    await page.getByText('1 person loses access, and no account').waitFor();
    await expectAccessible('erasure');
  });

  it('waits as the owners agreed, and can be called off', async () => {
    await page.getByLabel('Days to call it off').fill('7');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('It begins in 7 days.').first().waitFor();
    await erase('Erase for good');
    await page.getByText('It will be erased', { exact: true }).waitFor();
    await expectAccessible('decided');
    await page.getByRole('button', { name: 'Call it off' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Call it off' }).click();
    await page.getByRole('button', { name: 'Erase this organisation' }).waitFor();
    await page.getByLabel('Days to call it off').fill('0');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('It begins at once, and there is no way back.').first().waitFor();
  });

  it('ends at a certificate that a stranger verifies, and leaves the person signed in, in no organisation', async () => {
    await erase('Erase for good');
    await page.waitForURL(/\/erasures\/[0-9A-Z-]{19}$/);
    await page.getByRole('heading', { name: 'Certificate of erasure' }).waitFor();
    await expectAccessible('certificate');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download the certificate' }).click(),
    ]);
    const number = page.url().split('/').at(-1);
    const { verifyExport } = await standaloneVerifier();
    expect(await verifyExport([readFileSync(await download.path())])).toMatchObject({
      ok: true,
      certifies: [{ number }],
    });

    await page.goto(`${server.url}/verify`);
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles(await download.path());
    await page.getByRole('button', { name: 'Verify', exact: true }).click();
    await page.getByText(`Certificate ${number}`).waitFor();

    await page.goto(`${server.url}/acme`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await expect.poll(() => page.locator('body').innerText()).not.toContain('Acme');
    await page.goto(`${server.url}/`);
    await page.waitForURL(/\/organizations/);
  });

  async function erase(label: string): Promise<void> {
    await page.getByRole('button', { name: 'Erase this organisation' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByRole('textbox').fill('Acme');
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByRole('button', { name: label }).click();
  }
});
