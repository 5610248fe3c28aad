import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { openArchive } from '../support/exports.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { newVisitor, setUpFirstOwner } from './support/console.ts';

const widths = [1440, 390, 320];

describe('exports in a browser', () => {
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

  const readable = async () => {
    for (const width of widths) {
      await page.setViewportSize({ width, height: 860 });
      expect(await accessibilityProblems(page), String(width)).toEqual([]);
    }
    await page.setViewportSize({ width: 1280, height: 860 });
  };

  it('everything by one button, ready by itself, downloaded once, and gone', async () => {
    await page.goto(`${server.url}/acme/exports`);
    await page.getByText('No exports yet').waitFor();
    await readable();
    await page.getByRole('button', { name: 'Export everything' }).click();
    await page.getByText('Ready', { exact: true }).waitFor();
    await readable();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^acme-\d{4}-\d\d-\d\d\.holdfast\.zip$/);
    const archive = openArchive(readFileSync(await download.path()));
    expect(archive.manifest.organization.slug).toBe('acme');
    expect(archive.rows('members')).toHaveLength(1);
    await page.getByText('Downloaded', { exact: true }).waitFor();
    await readable();
  });

  it('one that was downloaded is deleted from the list', async () => {
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Delete export' }).click();
    await page.getByText('No exports yet').waitFor();
  });
});
