import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { filesBelow } from '../support/files.ts';
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
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ firstName: 'Ada', lastName: 'Lovelace' });
    const response = await fetch('/api/v1/contacts', { method: 'POST', headers, body });
    return ((await response.json()) as { id: string }).id;
  });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const open = (path: string) => page.goto(`${server.url}/acme-trading${path}`, { waitUntil: 'load' });
const dialog = () => page.getByRole('dialog', { name: 'Upload a file' });

async function choose(name: string, content: string): Promise<void> {
  await page.getByRole('button', { name: 'Upload file' }).first().click();
  await dialog()
    .locator('input[type=file]')
    .setInputFiles({
      name,
      mimeType: 'text/html',
      buffer: Buffer.from(content),
    });
}

async function upload(name: string, content: string): Promise<void> {
  await choose(name, content);
  await dialog().getByRole('button', { name: 'Upload', exact: true }).click();
  await dialog().waitFor({ state: 'detached' });
  await page.getByRole('link', { name }).waitFor();
}

describe('files in the console', () => {
  it('are uploaded to the organisation where there are none yet, and saved as they were', async () => {
    await open('/files');
    await page.getByRole('heading', { name: 'No files yet' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await choose('Terms.html', '<script>document.title = "run"</script>');
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog().getByRole('button', { name: 'Upload', exact: true }).click();
    await dialog().waitFor({ state: 'detached' });
    const link = page.getByRole('link', { name: 'Terms.html' });
    await link.waitFor();
    const saving = page.waitForEvent('download');
    await link.click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe('Terms.html');
    expect(readFileSync(await saved.path(), 'utf8')).toBe('<script>document.title = "run"</script>');
  });

  it('are uploaded on the page of a contact, found by name and by whose they are', async () => {
    await open(`/contacts/${ada}`);
    const card = page.locator('section', { has: page.getByRole('heading', { name: 'Files', level: 2 }) });
    await expect.poll(() => card.innerText()).toContain('No files');
    await upload('Offer.txt', 'An offer');
    await expect.poll(() => card.innerText()).toContain('8 bytes');
    expect(await accessibilityProblems(page)).toEqual([]);

    await open('/files?of=contact');
    const table = page.getByRole('table', { name: 'Files' });
    await expect.poll(() => table.getByRole('row').count()).toBe(2);
    await expect.poll(() => table.innerText()).toContain('Ada Lovelace');
    await open('/files?q=terms');
    await expect.poll(() => table.innerText()).toContain('Terms.html');
    await expect.poll(() => table.innerText()).not.toContain('Offer.txt');
    await open('/files?q=nothing');
    await page.getByRole('heading', { name: 'No file matches' }).waitFor();
  });

  it('too large are refused before they are sent', async () => {
    await open('/files');
    await page.getByRole('button', { name: 'Upload file' }).first().click();
    await page.evaluate(() => {
      const input = document.querySelector<HTMLInputElement>('dialog input[type=file], [role=dialog] input[type=file]');
      const held = new DataTransfer();
      held.items.add(new File([new Uint8Array(26 * 1024 * 1024)], 'large.bin'));
      if (input === null) throw new Error('no field');
      input.files = held.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await dialog().getByText('at most 25.0 MB').first().waitFor();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  it('fit a telephone and a dark screen', async () => {
    await page.setViewportSize({ width: 375, height: 760 });
    await page.emulateMedia({ colorScheme: 'dark' });
    for (const path of ['/files', `/contacts/${ada}`]) {
      await open(path);
      await page.getByRole('link', { name: 'Offer.txt' }).waitFor();
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
      expect(await accessibilityProblems(page)).toEqual([]);
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('are deleted after a question, with their bytes', async () => {
    await open('/files');
    expect(filesBelow(join(server.dataDir, 'objects'))).toHaveLength(2);
    await page.getByRole('button', { name: 'Delete “Offer.txt”' }).click();
    const question = page.getByRole('alertdialog');
    expect(await accessibilityProblems(page)).toEqual([]);
    await question.getByRole('button', { name: 'Delete file' }).click();
    await question.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Offer.txt' }).waitFor({ state: 'detached' });
    expect(filesBelow(join(server.dataDir, 'objects'))).toHaveLength(1);
    expect(owner.complaints.found).toEqual([]);
  });
});
