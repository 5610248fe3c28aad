import { rmSync } from 'node:fs';
import type { Browser, Page } from 'playwright';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { type ServerProcess, startServer, temporaryDataDir } from '../support/server-process.ts';
import { newVisitor, type Visitor } from './support/console.ts';
import { enter, type SignedInOrganization, signedInOrganization } from './support/signed-in.ts';

const sections = [
  ...['Text', 'Look', 'Cards', 'Images', 'Embeds', 'Contact form', 'Details', 'Legal pages', 'Address'],
] as const;

const dataDir = temporaryDataDir();
let server: ServerProcess;
let browser: Browser;
let org: SignedInOrganization;
let owner: Visitor;
let page: Page;
let editorUrl: string;

beforeAll(async () => {
  org = await signedInOrganization(dataDir, 'Oak and Co', 'free');
  // Nobody outside is asked about domains: no DNS server listens there.
  server = await startServer({ dataDir, env: { HOLDFAST_DNS_SERVERS: '127.0.0.1:9' } });
  browser = await launchBrowser();
  owner = await newVisitor(browser, 1440);
  ({ page } = owner);
  await enter(owner.context, server.url, org.owner);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const open = (section: string) => page.getByRole('tab', { name: section, exact: false }).first().click();
const saveDraft = () => page.getByRole('button', { name: 'Save draft' });
const allSaved = () => page.getByRole('status').filter({ hasText: 'All saved' });
const preview = () => page.frameLocator('iframe[title="Preview of the storefront"]:not([aria-hidden])');

async function save() {
  await saveDraft().click();
  await allSaved().waitFor();
}

async function overflow(): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

describe('storefronts in the console', () => {
  it('begin with one action, an address suggested from the name, and a draft', async () => {
    await page.goto(`${server.url}/${org.slug}/storefronts`);
    await page.getByText('No storefronts yet').waitFor();
    await page.getByText('0 of 1 published on Free').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'New storefront' }).click();
    const dialog = page.getByRole('dialog', { name: 'New storefront' });
    await dialog.getByLabel('Name').fill('Oak & Co');
    await expect.poll(() => dialog.getByLabel('Address').inputValue()).toBe('oak-co');
    await dialog.getByLabel('Address').fill('admin');
    await dialog.getByRole('button', { name: 'Create storefront' }).click();
    await dialog.getByText('This address is kept for the product itself').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByLabel('Address').fill('oak-tables');
    await dialog.getByRole('button', { name: 'Create storefront' }).click();
    await page.getByRole('heading', { level: 1, name: 'Oak & Co' }).waitFor();
    editorUrl = page.url();
  });

  it('show what is typed beside it, and save it as a draft', async () => {
    await page.getByLabel('Tagline').fill('Tables that outlive us');
    await preview().getByText('Tables that outlive us').waitFor();
    await page.getByRole('textbox', { name: 'Text Optional', exact: true }).fill('## By hand\n\nFrom *one* tree.');
    await preview().getByRole('heading', { name: 'By hand' }).waitFor();
    await page.getByRole('status').filter({ hasText: 'Not saved yet' }).waitFor();
    await save();
  });

  it('take images, and show them at the top', async () => {
    await open('Look');
    await page.getByLabel('Brand colour', { exact: true }).fill('#ffe100');
    await page.getByText('There the page takes').waitFor();
    await page.getByRole('button', { name: 'Upload image' }).click();
    const picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#7a4a21' } })
      .png()
      .toBuffer();
    const dialog = page.getByRole('dialog', { name: 'Upload an image' });
    await dialog
      .getByLabel('Drop an image here, or choose one')
      .setInputFiles({ name: 'oak.png', mimeType: 'image/png', buffer: picture });
    await dialog.getByRole('button', { name: 'Upload', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByLabel('What the image shows').fill('An oak table');
    await save();
    const shown = preview().getByAltText('An oak table');
    await shown.waitFor();
    await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    await open('Images');
    await page.getByLabel('Hero: what it shows').waitFor();
    const inUse = page.getByRole('button', { name: 'Delete image 1' });
    expect(await inUse.getAttribute('aria-disabled')).toBe('true');
  });

  it('let cards be made, put in order and removed by keyboard alone', async () => {
    await open('Cards');
    await page.getByRole('button', { name: 'Add the first card' }).focus();
    await page.keyboard.press('Enter');
    const focused = (name: string) => page.getByRole('button', { name }).and(page.locator(':focus'));
    await page.locator('input:focus').waitFor();
    await page.keyboard.type('Oak table');
    await page.getByRole('button', { name: 'Add card' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('input:focus').waitFor();
    await page.keyboard.type('Ash stool');
    await page.getByRole('button', { name: 'Move Ash stool up' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: 'Ash stool is now 1 of 2.' }).waitFor({ state: 'attached' });
    await focused('Move Ash stool up').waitFor();
    await page.keyboard.press('Enter');
    const names = () => page.getByRole('list', { name: 'Cards' }).locator('[data-focus^="open-"]').allInnerTexts();
    await expect.poll(names).toEqual(['Ash stool', 'Oak table']);
    await page.getByRole('button', { name: 'Remove Ash stool' }).focus();
    await page.keyboard.press('Enter');
    await focused('Oak table').waitFor();
    await expect.poll(names).toEqual(['Oak table']);
    await preview().getByRole('heading', { name: 'Oak table' }).waitFor();
    await save();
  });

  it('say at the field what is wrong, and save nothing until it is right', async () => {
    await open('Details');
    await page.getByLabel('E-mail address').fill('nobody');
    await open('Text');
    await saveDraft().click();
    await page.getByRole('tab', { name: 'Details' }).and(page.locator('[aria-selected="true"]')).waitFor();
    await page.locator('[aria-invalid="true"]:focus').waitFor();
    await page.getByText('Not an e-mail address').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByLabel('E-mail address').fill('oak@example.com');
    await save();
  });

  it('ask before what was typed is lost', async () => {
    await open('Details');
    await page.getByLabel('Telephone').fill('+49 30 1234');
    await page.getByRole('link', { name: 'Contacts' }).first().click();
    const asking = page.getByRole('alertdialog', { name: 'Leave without saving?' });
    await asking.getByRole('button', { name: 'Stay here' }).click();
    await asking.waitFor({ state: 'detached' });
    await expect.poll(() => page.getByLabel('Telephone').inputValue()).toBe('+49 30 1234');
    await page.evaluate(() => void setTimeout(() => history.back()));
    await asking.waitFor();
    await asking.getByRole('button', { name: 'Stay here' }).click();
    await page.getByRole('button', { name: 'Discard' }).click();
    await allSaved().waitFor();
    await expect.poll(() => page.getByLabel('Telephone').inputValue()).toBe('');
  });

  it('keep what was typed when somebody else saved, and let the person decide', async () => {
    await open('Text');
    await page.getByLabel('Tagline').fill('Mine');
    await page.evaluate(async (id) => {
      const path = `/api/v1/storefronts/${id}`;
      const { draft } = (await (await fetch(path)).json()) as { draft: object };
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ draft: { ...draft, tagline: 'Theirs' } });
      await fetch(path, { method: 'PATCH', headers, body });
    }, new URL(editorUrl).pathname.split('/').at(-1));
    await saveDraft().click();
    await page.getByText('Somebody else saved this storefront meanwhile').waitFor();
    await page.getByText('“Theirs”').waitFor();
    await expect.poll(() => page.getByLabel('Tagline').inputValue()).toBe('Mine');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Go on with mine' }).click();
    await save();
    await page.reload();
    await expect.poll(() => page.getByLabel('Tagline').inputValue()).toBe('Mine');
  });

  it('take domains, and say which record each waits for and what was found', async () => {
    await open('Address');
    await page.getByLabel('Host').fill('Shop.Oak-and-Co.de');
    await page.getByRole('button', { name: 'Add domain' }).click();
    const row = page.getByRole('list', { name: 'Own domains' }).getByRole('listitem');
    const record = row.getByLabel('Name of the TXT record', { exact: true });
    await record.waitFor();
    await expect.poll(() => record.inputValue()).toBe('_holdfast.shop.oak-and-co.de');
    await row.getByRole('button', { name: 'Verify shop.oak-and-co.de' }).click();
    await row.getByText('did not answer').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await row.getByRole('button', { name: 'Remove shop.oak-and-co.de' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove domain' }).click();
    await row.waitFor({ state: 'detached' });
  });

  it('are readable in every section, in both themes, and fit on phones', async () => {
    for (const section of sections) {
      await open(section);
      expect(await accessibilityProblems(page), section).toEqual([]);
    }
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 860 });
      for (const section of sections) {
        await open(section);
        await expect.poll(overflow, { message: `${section} at ${width}` }).toBeLessThanOrEqual(0);
      }
    }
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Preview', exact: true }).click();
    await preview().getByText('Mine').waitFor();
    await expect.poll(overflow).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1440, height: 860 });
    expect(owner.complaints.found).toEqual([]);
  });

  it('are published, changed, taken down and deleted, and the public page follows', async () => {
    const publicUrl = `${server.url}/s/oak-tables`;
    const visitor = await newVisitor(browser, 390);
    expect((await visitor.page.goto(publicUrl))?.status()).toBe(404);
    await page.goto(editorUrl);
    await page.getByRole('button', { name: 'Publish…' }).click();
    const publishing = page.getByRole('dialog', { name: 'Publish this storefront?' });
    await publishing.getByText('all of it is new').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await publishing.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByText('Published', { exact: true }).waitFor();
    expect((await visitor.page.goto(publicUrl))?.status()).toBe(200);
    await visitor.page.getByRole('heading', { name: 'Oak table' }).waitFor();

    await page.getByLabel('Tagline').fill('Changed since');
    await page.getByRole('button', { name: 'Publish…' }).click();
    const again = page.getByRole('dialog', { name: 'Publish the changes?' });
    await again.getByText('“Changed since”').waitFor();
    await again.getByText('nobody is asked for consent again').waitFor();
    await again.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Changes not published').waitFor();
    await visitor.page.reload();
    await expect.poll(() => visitor.page.locator('body').innerText()).toContain('Mine');

    await page.goto(`${server.url}/${org.slug}/storefronts`);
    await page.getByText('Changes not published').waitFor();
    await page.getByText('1 of 1 published on Free').waitFor();
    await page.getByText('publishes one storefront at a time').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 860 });
    await expect.poll(overflow).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1440, height: 860 });

    await page.getByRole('link', { name: 'Oak & Co', exact: true }).click();
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Unpublish…' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Unpublish', exact: true }).click();
    await page.getByText('Unpublished', { exact: true }).waitFor();
    expect((await visitor.page.goto(publicUrl))?.status()).toBe(404);
  });

  it('show everything to a viewer, who can change nothing', async () => {
    const viewer = await newVisitor(browser, 1440);
    await enter(viewer.context, server.url, org.viewer);
    await viewer.page.goto(`${editorUrl}?section=cards`);
    await viewer.page.getByText('Only owners and admins change storefronts.').first().waitFor();
    const heading = viewer.page.getByLabel('Heading above the cards');
    await expect.poll(() => heading.getAttribute('readonly')).not.toBeNull();
    for (const name of ['Save draft', 'Publish…', 'Add card']) {
      const button = viewer.page.getByRole('button', { name });
      await expect.poll(() => button.getAttribute('aria-disabled'), { message: name }).toBe('true');
    }
    for (const name of ['More actions', 'Remove Oak table', 'Move Oak table up']) {
      await expect.poll(() => viewer.page.getByRole('button', { name }).count(), { message: name }).toBe(0);
    }
    expect(await accessibilityProblems(viewer.page)).toEqual([]);
    const status = await viewer.page.evaluate(
      async (id) => (await fetch(`/api/v1/storefronts/${id}`, { method: 'DELETE' })).status,
      new URL(editorUrl).pathname.split('/').at(-1),
    );
    expect(status).toBe(403);
    expect(viewer.complaints.found.filter((said) => !said.includes('403'))).toEqual([]);
  });

  it('are previewed to members alone, of whom alone anything is read', async () => {
    const nobody = await fetch(`${editorUrl.split('?')[0]}/preview`, {
      ...{ method: 'POST', redirect: 'manual', body: new URLSearchParams({ content: 'no content' }) },
      headers: { cookie: 'holdfast-session=of-nobody' },
    });
    expect(nobody.status).toBeGreaterThanOrEqual(303);
    expect(nobody.status).toBeLessThan(400);
    expect(nobody.headers.get('location')).toContain('/sign-in');
    expect(
      (
        await owner.context.request.post(`${editorUrl.split('?')[0]}/preview`, { form: { content: 'no content' } })
      ).status(),
    ).toBe(400);
  });

  it('are deleted for good once their address was typed', async () => {
    await page.goto(editorUrl);
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Delete…' }).click();
    const asking = page.getByRole('alertdialog', { name: 'Delete this storefront?' });
    await asking.getByText('Choices of visitors stay with their proof').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await asking.getByRole('textbox').fill('oak-tables');
    await asking.getByRole('button', { name: 'Delete storefront' }).click();
    await page.getByText('No storefronts yet').waitFor();
    expect((await page.goto(editorUrl))?.status()).toBe(404);
  });
});
