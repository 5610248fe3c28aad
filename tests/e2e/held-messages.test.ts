import { rmSync } from 'node:fs';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { heldMessage, send, writingStorefront } from '../support/messages.ts';
import { type ServerProcess, startServer, temporaryDataDir } from '../support/server-process.ts';
import { newVisitor, type Visitor } from './support/console.ts';
import { enter, type SignedInOrganization, signedInOrganization } from './support/signed-in.ts';

const dataDir = temporaryDataDir();
const hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
let server: ServerProcess;
let browser: Browser;
let org: SignedInOrganization;
let owner: Visitor;
let viewer: Visitor;
let page: Page;

beforeAll(async () => {
  org = await signedInOrganization(dataDir, 'Acme', 'free', async (made) => {
    const shop = await writingStorefront(made, { phone: true, company: true });
    const spam = {
      website: 'x',
      phone: hostile.slice(0, 50),
      company: hostile,
      name: hostile,
      message: `${hostile}\nbye`,
    };
    await send(shop.slug, { ...spam, email: 'spam@example.org' });
    await heldMessage(made);
  });
  server = await startServer({ dataDir });
  browser = await launchBrowser();
  owner = await newVisitor(browser, 1440);
  viewer = await newVisitor(browser, 1440);
  ({ page } = owner);
  await enter(owner.context, server.url, org.owner);
  await enter(viewer.context, server.url, org.viewer);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const item = (text: string) =>
  page.getByRole('list', { name: 'Messages that wait' }).getByRole('listitem').filter({ hasText: text });

describe('messages that wait', () => {
  it('are told of in the navigation, and read as text whatever stands in them', async () => {
    await page.goto(`${server.url}/${org.slug}`);
    const link = page.getByRole('link', { name: /^Storefronts.*2 messages to look at/ }).first();
    await link.waitFor();
    await page.goto(`${server.url}/${org.slug}/storefronts/messages`);
    await page.getByRole('heading', { level: 1, name: 'Messages to look at' }).waitFor();
    await item('spam@example.org').getByText('Hidden field filled in').waitFor();
    await item('vera@example.org').getByText('Not checked').waitFor();
    expect(await page.title()).toMatch(/^Messages to look at/);
    for (const width of [1440, 390, 320]) {
      await page.setViewportSize({ width, height: 860 });
      expect(await accessibilityProblems(page), String(width)).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, String(width)).toBeLessThanOrEqual(0);
    }
    await page.setViewportSize({ width: 1440, height: 860 });
  });

  it('can be read and not decided about by whoever may only read', async () => {
    const { page: seen } = viewer;
    await seen.goto(`${server.url}/${org.slug}/storefronts/messages`);
    const button = seen.getByRole('button', { name: /^Accept the message of Vera/ });
    await button.waitFor();
    expect(await button.getAttribute('aria-disabled')).toBe('true');
  });

  it('are accepted into a contact and an interaction', async () => {
    await item('vera@example.org')
      .getByRole('button', { name: /^Accept/ })
      .click();
    await page.getByText('Message accepted. A contact was made.').waitFor();
    await item('vera@example.org').waitFor({ state: 'detached' });
    await page.goto(`${server.url}/${org.slug}/interactions?channel=web`);
    await page.getByText('Contact form of marker-acme').first().waitFor();
    await page.getByText('Vera Visitor').first().waitFor();
  });

  it('are dismissed once that was confirmed; then none waits', async () => {
    await page.goto(`${server.url}/${org.slug}/storefronts/messages`);
    await item('spam@example.org')
      .getByRole('button', { name: /^Dismiss/ })
      .click();
    const dialog = page.getByRole('alertdialog', { name: 'Dismiss this message?' });
    await dialog.waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Dismiss message' }).click();
    await page.getByText('No message waits').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await expect.poll(() => page.getByRole('link', { name: /messages? to look at/ }).count()).toBe(0);
    expect([...owner.complaints.found, ...viewer.complaints.found]).toEqual([]);
  });
});
