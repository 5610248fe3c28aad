import { readFileSync } from 'node:fs';
import type { Browser, FrameLocator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { type TemporaryFolder, temporaryFolder } from '../support/data-folder.ts';
import { freePort } from '../support/free-port.ts';
import { standalonePath, standaloneVerifier } from '../support/holdfast-verify.ts';
import { runProgram } from '../support/run-program.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { type AskedShop, askShop, enter } from './support/asked-shop.ts';
import { type ConsentSite, freshPage, startConsentSite, untilTold } from './support/consent-site.ts';
import { newVisitor, type Visitor } from './support/console.ts';

let folder: TemporaryFolder;
let shop: AskedShop;
let server: ServerProcess;
let site: ConsentSite;
let browser: Browser;
let owner: Visitor;
let page: Page;

beforeAll(async () => {
  folder = temporaryFolder();
  const port = await freePort();
  shop = await askShop(folder.path, port);
  server = await startServer({ dataDir: folder.path, env: { PORT: String(port) } });
  site = await startConsentSite();
  browser = await launchBrowser();
  owner = await newVisitor(browser);
  ({ page } = owner);
  await enter(owner.context, server.url, shop.owner);
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
  await server?.stop();
  folder?.remove();
});

const at = (path = '') => `${server.url}/${shop.orgSlug}/consent${path}`;
const settingsPath = () => at(`/${shop.id}`);
/** Of the newest settings: the frame before goes once the new one is there. */
const bannerIn = (shown: Page): FrameLocator =>
  shown.frameLocator('iframe[title="Preview of the banner"]').frameLocator('iframe:last-of-type');
const count = async (label: string) =>
  Number(
    await page
      .locator('dl', { has: page.getByText(label, { exact: true }) })
      .locator('dd')
      .first()
      .innerText(),
  );

/** On phones and large screens; so high that nothing that stays in sight lies over anything else. */
async function looksRight(shown: Page, widths: readonly number[] = [320, 390, 1280]): Promise<void> {
  for (const width of widths) {
    await shown.setViewportSize({ width, height: 6_000 });
    await expect
      .poll(() => shown.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), {
        message: `${width}`,
      })
      .toBeLessThanOrEqual(0);
    if (width !== 320) expect(await accessibilityProblems(shown), String(width)).toEqual([]);
  }
  await shown.setViewportSize({ width: 1280, height: 860 });
}

describe('what visitors are asked', () => {
  it('is shown as it is typed, in the real banner, which records nothing', async () => {
    await page.goto(settingsPath());
    const banner = bannerIn(page);
    await banner.getByRole('heading', { name: 'Your choice about cookies' }).waitFor();
    await page.getByLabel('Title', { exact: true }).fill('Biscuits, please?');
    await banner.getByRole('heading', { name: 'Biscuits, please?' }).waitFor();
    await page.getByLabel('Language of these words').click();
    await page.getByRole('option', { name: 'German' }).click();
    await banner.getByRole('button', { name: 'Alle ablehnen' }).click();
    await banner.getByRole('button', { name: 'Cookie-Einstellungen' }).click();
    await banner.getByRole('switch', { name: 'Statistik' }).check();
    await banner.getByRole('button', { name: 'Auswahl speichern' }).click();
    await banner.getByRole('button', { name: 'Einwilligung widerrufen' }).click();
    await banner.getByRole('button', { name: 'Cookie-Einstellungen' }).waitFor();
    await page.getByLabel('Browser sends GPC').check();
    await banner.getByText('Global Privacy Control').waitFor();
    await page.getByText('Changes that are not saved').waitFor();
    expect(await owner.context.cookies()).not.toContainEqual(expect.objectContaining({ name: 'hf_consent' }));
    await looksRight(page);
  });

  it('names what is wrong by its field, and saves once that is put right', async () => {
    await page.getByLabel('Ask again after').fill('900');
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByText('One field has to be put right.').waitFor();
    await expect.poll(() => page.getByLabel('Ask again after').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Ask again after').fill('90');
    await page.getByRole('combobox', { name: 'Add a well-known service' }).fill('hotjar');
    await page.getByRole('option', { name: /Hotjar/ }).click();
    const adding = page.getByRole('dialog', { name: 'Add a service' });
    await adding.getByLabel('Hosts').fill('static.hotjar.com\n127.0.0.1');
    await adding.getByRole('button', { name: 'Add', exact: true }).click();
    await adding.getByText(/127\.0\.0\.1: Not a host/).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await adding.getByLabel('Hosts').fill('static.hotjar.com\n*.hotjar.com');
    await adding.getByRole('button', { name: 'Add', exact: true }).click();
    await adding.waitFor({ state: 'detached' });
    await page.getByRole('list', { name: 'Services' }).getByText('static.hotjar.com, *.hotjar.com').waitFor();
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByText('Saved, and not published yet').waitFor();
  });

  it('keeps what was typed when somebody else has saved meanwhile', async () => {
    const other = await owner.context.newPage();
    await other.goto(settingsPath());
    await other.getByRole('switch', { name: 'Google Consent Mode v2' }).uncheck();
    await other.getByRole('button', { name: 'Save draft' }).click();
    await other.getByText('Saved, and not published yet').waitFor();
    await other.close();

    await page.getByLabel('Yes to all', { exact: true }).fill('Nur zu');
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByText('Somebody changed this in the meantime').waitFor();
    await expect.poll(() => page.getByLabel('Yes to all', { exact: true }).inputValue()).toBe('Nur zu');
    await page.getByRole('button', { name: 'Take theirs' }).click();
    await page.getByText('Saved, and not published yet').waitFor();
    await page.getByText('Somebody changed this in the meantime').waitFor({ state: 'detached' });
    await expect.poll(() => page.getByRole('switch', { name: 'Google Consent Mode v2' }).isChecked()).toBe(false);
    await expect.poll(() => page.getByLabel('Yes to all', { exact: true }).inputValue()).toBe('');
  });

  it('is published after saying what that changes and who is asked again', async () => {
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    const asking = page.getByRole('alertdialog', { name: 'Publish what visitors are asked?' });
    await asking.getByText('Visitors are asked again').waitFor();
    for (const what of ['Adds Hotjar', 'Other words in English', 'Asks again after 90 days']) {
      await asking.getByText(what).waitFor();
    }
    await asking.getByRole('button', { name: 'Publish' }).click();
    await asking.waitFor({ state: 'detached' });
    const publish = page.getByRole('button', { name: 'Publish', exact: true });
    await expect.poll(() => publish.getAttribute('aria-disabled')).toBe('true');
    const answer = await page.request.get(`${server.url}/api/v1/storefronts/${shop.slug}/consent?language=en`);
    expect(await answer.json()).toMatchObject({ texts: { title: 'Biscuits, please?' }, askAgainDays: 90 });
  });
});

it('the preview is for members alone, has no origin and stands in frames of ours alone', async () => {
  const path = `${settingsPath()}/preview`;
  const answer = await page.request.get(path);
  expect(answer.headers()).toMatchObject({ 'x-frame-options': 'SAMEORIGIN', 'cache-control': 'private, no-store' });
  const policy = answer.headers()['content-security-policy'];
  expect(policy).toContain('sandbox allow-scripts; ');
  expect(policy).toContain("frame-ancestors 'self'");
  expect((await page.request.get(at('/stf_of-somebody-else/preview'))).status()).toBe(404);
  const nobody = await browser.newContext();
  expect((await nobody.request.get(path, { maxRedirects: 0 })).headers().location).toContain('/sign-in');
  await nobody.close();
});

describe('what visitors chose', () => {
  it('is in the charts and the table once somebody chose on another site, with what they were asked', async () => {
    await page.goto(at(`?storefront=${shop.id}`));
    await page.getByRole('heading', { name: 'Choices by day' }).waitFor();
    const before = await count('Choices');
    expect(before).toBeGreaterThan(20);
    const tag = await page.getByRole('figure').filter({ hasText: 'data-storefront' }).locator('code').innerText();
    expect(tag).toBe(`<script src="${server.url}/consent.js" data-storefront="${shop.slug}"></script>`);

    site.put('/', { tag, body: '<main><h1>Shop</h1></main>' });
    const visitor = await freshPage(browser, { locale: 'en-GB' });
    await visitor.page.goto(site.at('shop', '/'));
    await visitor.page.getByRole('heading', { name: 'Biscuits, please?' }).waitFor();
    await visitor.page.getByRole('button', { name: 'Reject all' }).click();
    await untilTold(visitor.page);
    await visitor.context.close();

    await page.reload();
    await expect.poll(() => count('Choices')).toBe(before + 1);
    await page.getByRole('figure', { name: 'Choices by day' }).getByText('The numbers').click();
    const today = new Date().toISOString().slice(0, 10);
    await page
      .getByRole('table', { name: 'Choices by day' })
      .getByRole('row', { name: new RegExp(today) })
      .waitFor();
    await looksRight(page);

    await page.getByRole('table', { name: 'Choices', exact: true }).getByRole('link').first().click();
    await page.getByRole('heading', { name: 'A visitor’s choice' }).waitFor();
    await page.getByText('Biscuits, please?').waitFor();
    await page.getByText(site.at('shop')).waitFor();
    await looksRight(page, [320, 390]);
    await page.getByRole('link', { name: /^Receipt \d+$/ }).click();
    await page.getByText('Consent recorded').first().waitFor();
  });

  it('is narrowed by the address, and exported as proof that holds offline', async () => {
    await page.goto(at(`?storefront=${shop.id}&method=gpc&language=de`));
    const table = page.getByRole('table', { name: 'Choices', exact: true });
    await table
      .getByRole('row', { name: /Browser said no/ })
      .first()
      .waitFor();
    await expect.poll(() => table.getByRole('row', { name: /Accepted all/ }).count()).toBe(0);
    await page.getByRole('link', { name: 'Clear' }).click();
    await table
      .getByRole('row', { name: /Accepted all/ })
      .first()
      .waitFor();

    const saving = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export proof' }).click();
    const saved = await (await saving).path();
    const { verifyExport } = await standaloneVerifier();
    const report = await verifyExport([readFileSync(saved)], { key: shop.ledgerKey });
    expect(report).toMatchObject({ ok: true, pinned: true, kind: 'filtered' });
    expect(report.receipts).toBe(await count('Choices'));
    const verifying = { cwd: folder.path, env: {} };
    const ran = await runProgram(process.execPath, [standalonePath, saved, '--key', shop.ledgerKey], verifying);
    expect(ran.exitCode, ran.stdout + ran.stderr).toBe(0);
  });

  it('is asked for nothing where a storefront is not published yet', async () => {
    await page.goto(at(`/${shop.draftId}`));
    const publish = page.getByRole('button', { name: 'Publish', exact: true });
    await expect.poll(() => publish.getAttribute('aria-disabled')).toBe('true');
    const reason = page.getByText('Publish the storefront: this is published with it.');
    await reason.first().waitFor({ state: 'attached' });
    expect(owner.complaints.found).toEqual([]);
  });
});

it('a viewer reads all of it and changes nothing', async () => {
  const viewer = await newVisitor(browser, 390);
  await enter(viewer.context, server.url, shop.viewer);
  await viewer.page.goto(at());
  await viewer.page.getByRole('table', { name: 'Choices', exact: true }).waitFor();
  await viewer.page.goto(settingsPath());
  await viewer.page.getByText('Your role sees what visitors are asked').last().waitFor();
  await bannerIn(viewer.page).getByRole('button', { name: 'Accept all' }).waitFor();
  await expect.poll(() => viewer.page.getByLabel('Ask again after').isDisabled()).toBe(true);
  await expect.poll(() => viewer.page.getByRole('button', { name: 'Save draft' }).count()).toBe(0);
  await looksRight(viewer.page, [390]);
  expect(viewer.complaints.found).toEqual([]);
  await viewer.context.close();
});
