import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '#lib/platform/crypto/digest.ts';
import { accessibilityProblems } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { createTestMember } from '../support/call.ts';
import { type TemporaryFolder, temporaryFolder } from '../support/data-folder.ts';
import { scanBrowser } from '../support/scan-walk.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { shownStorefront } from '../support/storefronts.ts';
import { createTestClock } from '../support/test-clock.ts';
import { createTestRuntime } from '../support/test-runtime.ts';
import { type ConsentSite, fullPage, startConsentSite } from './support/consent-site.ts';
import { newVisitor } from './support/console.ts';
import { enter, type SignedInOrganization, signedInOrganization } from './support/signed-in.ts';

const widths = [1280, 390, 320];

describe('scans in the console', () => {
  let folder: TemporaryFolder;
  let acme: SignedInOrganization;
  let scans: string;
  let site: ConsentSite;
  let server: ServerProcess;
  let browser: Browser;
  let page: Page;
  let complaints: { readonly found: string[] };

  beforeAll(async () => {
    folder = temporaryFolder();
    acme = await signedInOrganization(folder.path, 'Acme', 'pro');
    const storefront = await published();
    site = await startConsentSite();
    const { body, head = '' } = fullPage(site);
    const early = `<script>document.cookie='_ga=1; path=/'</script><img alt="" data-category="necessary" src="${site.at('cdn', '/a.gif')}">`;
    site.put('/', { body: body + early, head });
    server = await startServer({ dataDir: folder.path, env: { CHROMIUM_PATH: scanBrowser(folder.path) } });
    scans = `${server.url}/${acme.slug}/consent/${storefront}/scans`;
    browser = await launchBrowser();
    page = await visitorOf(acme.owner);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await site?.close();
    folder?.remove();
  });

  /** The id of a published storefront. */
  async function published(): Promise<string> {
    const rt = await createTestRuntime({ dataDir: folder.path, clock: createTestClock(new Date()), serving: false });
    try {
      const row = await rt.tenancy.control.get<{ id: string }>('SELECT id FROM Organization WHERE slug = ?', [
        acme.slug,
      ]);
      const orgId = row?.id ?? '';
      return (await shownStorefront({ orgId, slug: acme.slug, owner: await createTestMember(orgId, 'owner') })).id;
    } finally {
      await rt.close();
    }
  }

  async function visitorOf(renewal: string): Promise<Page> {
    const visitor = await newVisitor(browser);
    await enter(visitor.context, server.url, renewal);
    complaints = visitor.complaints;
    return visitor.page;
  }

  /** In light and in dark. */
  async function readable(): Promise<void> {
    for (const width of widths) {
      await page.setViewportSize({ width, height: 860 });
      expect(await accessibilityProblems(page), String(width)).toEqual([]);
    }
    await page.setViewportSize({ width: 1280, height: 860 });
  }

  it('a page that is nobody’s is refused at its field', async () => {
    await page.goto(scans);
    await page.getByText('No scans yet').waitFor();
    await readable();
    await page.getByRole('textbox', { name: 'Page' }).fill('https://news.example/');
    await page.getByRole('button', { name: 'Scan now' }).click();
    await page.getByText('Not a page of a domain that is verified as yours').waitFor();
  });

  it('the storefront itself keeps to what it asks', async () => {
    await page.getByRole('textbox', { name: 'Page' }).fill('');
    await page.getByRole('button', { name: 'Scan now' }).click();
    await page.getByText('Nothing was found').waitFor({ timeout: 120_000 });
    await page.getByRole('tab', { name: 'After withdrawing' }).click();
    await page.getByRole('table', { name: 'After withdrawing: cookies' }).getByText('hf_consent').waitFor();
    await page.goto(scans);
  });

  it('a scan shows what it does, and then what it found, the gravest first', async () => {
    await page.getByRole('textbox', { name: 'Page' }).fill(site.at('shop', '/'));
    await page.getByRole('button', { name: 'Scan now' }).click();
    await page.getByRole('heading', { name: 'Scanning' }).waitFor();
    await page.getByRole('list', { name: 'Findings' }).waitFor({ timeout: 120_000 });
    const lines = page.getByRole('list', { name: 'Findings' }).locator('> li');
    await expect.poll(() => lines.first().textContent()).toContain('Google Analytics stores something without consent');
    await page.getByRole('tab', { name: 'After accepting' }).click();
    await page.getByRole('table', { name: 'After accepting: other hosts' }).getByText('stats.localhost').waitFor();
    await page.getByRole('table', { name: 'After accepting: cookies' }).getByText('_fa', { exact: true }).waitFor();
    await readable();
  });

  it('the services that are missing lead to the table, with the new one filled in', async () => {
    // A host of this machine is no host for the table: the link says it all the same.
    const add = page.getByRole('link', { name: 'Add cdn.localhost' });
    expect(await add.getAttribute('href')).toMatch(/\/consent\/stf_\w+\?host=cdn\.localhost$/);
    const report = page.url();
    await page.goto(`${scans.replace(/\/scans$/, '')}?preset=google-analytics`);
    await page.getByRole('dialog', { name: 'Add a service' }).getByLabel('Name').waitFor();
    await expect.poll(() => page.getByRole('dialog').getByLabel('Name').inputValue()).toBe('Google Analytics');
    await page.goto(report);
  });

  it('the report is downloaded as its digest says', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download the report' }).click(),
    ]);
    const digest = sha256(readFileSync(await download.path())).toString('hex');
    await page.getByText(digest, { exact: true }).waitFor();
  });

  it('the next scan is compared with it', async () => {
    site.put('/', fullPage(site));
    await page.goto(scans);
    await page.getByRole('textbox', { name: 'Page' }).fill(site.at('shop', '/'));
    await page.getByRole('button', { name: 'Scan now' }).click();
    const changes = page.getByRole('list', { name: 'Changes' });
    await changes.waitFor({ timeout: 120_000 });
    await changes.getByText('Google Analytics stores something without consent').waitFor();
    await changes.getByText('cookie _ga (shop.localhost)').waitFor();
    await page.goto(scans);
    await expect.poll(() => page.getByRole('table', { name: 'Scans' }).locator('tbody tr').count()).toBe(3);
    await readable();
    expect(complaints.found).toEqual([]);
  });

  it('who may only look sees what was found, and begins nothing', async () => {
    page = await visitorOf(acme.viewer);
    await page.goto(scans);
    await page.getByRole('table', { name: 'Scans' }).waitFor();
    expect(await page.getByRole('button', { name: 'Scan now' }).count()).toBe(0);
    await page.getByRole('table', { name: 'Scans' }).getByRole('link').nth(1).click();
    await page.getByRole('list', { name: 'Findings' }).waitFor();
    expect(await page.getByRole('link', { name: /^Add / }).count()).toBe(0);
  });
});
