import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { accessibilityProblems } from '../support/accessibility.ts';
import { changedArchive } from '../support/archive-builder.ts';
import { launchBrowser } from '../support/browser.ts';
import { call, createTestOrganization } from '../support/call.ts';
import { type TemporaryFolder, temporaryFolder } from '../support/data-folder.ts';
import { downloaded, madeExport } from '../support/exports.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { createTestRuntime } from '../support/test-runtime.ts';
import { newVisitor, setUpFirstOwner, type Visitor } from './support/console.ts';

let server: ServerProcess;
let browser: Browser;
let owner: Visitor;
let page: Page;
let folder: TemporaryFolder;
const archive = () => join(folder.path, 'old-home.zip');
const hostile = () => join(folder.path, 'hostile.zip');

beforeAll(async () => {
  folder = temporaryFolder();
  const rt = await createTestRuntime();
  try {
    const old = await createTestOrganization('Old home');
    for (const firstName of ['Ada', 'Bob']) await call(createContact, old.owner, { firstName, lastName: 'Archived' });
    const zip = await downloaded(old.owner, (await madeExport(old.owner)).id);
    writeFileSync(archive(), zip);
    const changed = changedArchive(zip);
    changed.row('contacts', 0, (row) => ({ ...row, website: 'javascript:alert(1)' }));
    writeFileSync(hostile(), changed.zip());
  } finally {
    await rt.close();
  }
  server = await startServer();
  browser = await launchBrowser();
  owner = await newVisitor(browser);
  ({ page } = owner);
  await setUpFirstOwner(page, server, 'Acme Trading');
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  folder?.remove();
});

const open = (path: string) => page.goto(`${server.url}/acme-trading${path}`, { waitUntil: 'load' });

async function upload(file: string): Promise<void> {
  await open('/archives');
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: 'Upload and check' }).click();
  await page.waitForURL(/\/archives\/arc_/);
}

describe('archives in the console', () => {
  it('shows none at first, and says what they are', async () => {
    await open('/archives');
    await page.getByText('No archives yet').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it('refuses a hostile archive as a whole, and says where it is wrong', async () => {
    await upload(hostile());
    await page.getByText('The archive was refused as a whole').waitFor();
    const problems = page.getByRole('table', { name: 'Problems of the archive' });
    await expect.poll(() => problems.innerText()).toContain('data/contacts.jsonl');
    await expect.poll(() => problems.innerText()).toContain('Not a web address');
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it('shows what is in an archive, takes it in, and keeps its ledger as verified history', async () => {
    await upload(archive());
    await page.getByText('The archive is whole').waitFor();
    await expect
      .poll(() => page.getByRole('table', { name: 'Records that come over' }).innerText())
      .toContain('Contacts');
    await expect
      .poll(() => page.getByRole('table', { name: 'Records that stay out' }).innerText())
      .toContain('Invite them again');
    expect(await accessibilityProblems(page)).toEqual([]);

    await page.getByRole('button', { name: 'Take it in' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Take it in' }).click();
    await page.getByText('Everything is in').waitFor();
    await page.getByRole('link', { name: 'Open contacts' }).click();
    await page.getByRole('table', { name: 'Contacts' }).getByText('Ada Archived').waitFor();

    for (const path of ['/archives', '/ledger']) {
      await open(path);
      const table = page.getByRole('table', { name: 'Ledgers that archives brought' });
      await expect.poll(() => table.innerText()).toContain('Verified');
      expect(await accessibilityProblems(page)).toEqual([]);
    }
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /Download the ledger of/ }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.ledger\.jsonl$/);
  });

  it('keeps its shape on a telephone', async () => {
    const visitor = await newVisitor(browser, 375);
    await visitor.context.addCookies(await owner.context.cookies());
    for (const path of ['/archives', '/imports']) {
      await visitor.page.goto(`${server.url}/acme-trading${path}`, { waitUntil: 'load' });
      const { scrollWidth, clientWidth } = await visitor.page.evaluate(() => ({
        scrollWidth: document.documentElement.scrollWidth,
        clientWidth: document.documentElement.clientWidth,
      }));
      expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
    }
  });

  it('broke nothing on the way', () => {
    expect(owner.complaints.found).toEqual([]);
  });
});
