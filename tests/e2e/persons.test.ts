import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { newVisitor, setUpFirstOwner, type Visitor } from './support/console.ts';

const widths = { desktop: 1440, phone: 390, narrow: 320 } as const;

describe('a person in the console', () => {
  let server: ServerProcess;
  let browser: Browser;
  let owner: Visitor;
  const at = (path: string) => `${server.url}/acme-trading${path}`;

  beforeAll(async () => {
    server = await startServer();
    browser = await launchBrowser();
    owner = await newVisitor(browser);
    await setUpFirstOwner(owner.page, server, 'Acme Trading');
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  async function looksWell(): Promise<void> {
    const { page, complaints } = owner;
    for (const scheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      for (const [name, width] of Object.entries(widths)) {
        await page.setViewportSize({ width, height: 900 });
        expect(await accessibilityProblems(page), `${page.url()} ${name} ${scheme}`).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, `pixels of ${page.url()} beyond the ${name} screen`).toBeLessThanOrEqual(0);
      }
    }
    expect(complaints.found).toEqual([]);
    await page.setViewportSize({ width: widths.desktop, height: 900 });
  }

  it('is found, shown with everything there is, exported, erased and gone', async () => {
    const { page } = owner;
    await page.goto(at('/contacts/new'));
    await page.getByRole('textbox', { name: 'First name' }).fill('Zora');
    await page.getByRole('textbox', { name: 'Last name' }).fill('Quimby');
    await page.getByRole('textbox', { name: 'E-mail' }).fill('zora.quimby@example.com');
    await page.getByRole('button', { name: /create|add|save/i }).click();
    await page.getByRole('heading', { level: 1, name: 'Zora Quimby' }).waitFor();
    await page.getByRole('link', { name: 'Everything about this person' }).waitFor();

    await page.goto(at('/people'));
    await page.getByText('Whom are you looking for?').waitFor();
    await looksWell();
    await page.getByRole('searchbox').fill('zora.quimby@example.com');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByRole('link', { name: 'Zora Quimby' }).click();
    await page.getByRole('heading', { level: 1, name: 'Zora Quimby' }).waitFor();
    await page.getByText('Details of receipts').waitFor();
    await looksWell();

    const person = page.url();
    await page.getByRole('button', { name: 'Export' }).click();
    await page.waitForURL(/\/exports$/);
    await page.getByRole('heading', { level: 1 }).waitFor();

    await page.goto(person);
    await page.getByRole('button', { name: 'Erase this person' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText('Contacts: 1.').waitFor();
    await expect.poll(() => dialog.getByRole('button', { name: 'Erase for good' }).isDisabled()).toBe(true);
    await dialog.getByRole('textbox').fill('Zora Quimby');
    await dialog.getByRole('button', { name: 'Erase for good' }).click();
    await page.waitForURL(/\/people\/pre_/);
    await page.getByRole('heading', { level: 1, name: 'Erased' }).waitFor({ timeout: 60_000 });
    await looksWell();

    await page.goto(at('/people?q=zora.quimby%40example.com'));
    await page.getByText('Nobody was found').waitFor();
    await page.goto(person);
    await page.getByText('There is nothing here').waitFor();
    await expect.poll(() => page.getByText('Zora').count()).toBe(0);
  });
});
