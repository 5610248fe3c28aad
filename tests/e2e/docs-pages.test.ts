import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenApiDocument, operationsOf } from '#lib/contract/document.ts';
import { docsPaths } from '../../components/docs/paths.ts';
import { accessibilityProblems } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { newVisitor, type Visitor } from './support/console.ts';

const widths = { desktop: 1440, phone: 390, narrow: 320 } as const;

describe('the documents of the API, for anybody', () => {
  let server: ServerProcess;
  let browser: Browser;
  let reader: Visitor;
  let contract: OpenApiDocument;

  beforeAll(async () => {
    server = await startServer();
    browser = await launchBrowser();
    reader = await newVisitor(browser);
    contract = (await (await fetch(`${server.url}${docsPaths.contract}`)).json()) as OpenApiDocument;
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  it.each(['/docs/api', '/docs/api/contacts', '/docs/api/api-keys', '/docs/api/interactions', '/docs/api/sign-in'])(
    '%s is accessible, in both themes, at every width, without a complaint',
    async (path) => {
      const { page, complaints } = reader;
      complaints.found.length = 0;
      for (const [name, width] of Object.entries(widths)) {
        await page.setViewportSize({ width, height: 900 });
        const answer = await page.goto(server.url + path, { waitUntil: 'load' });
        expect(answer?.status()).toBe(200);
        await expect
          .poll(() => page.getByRole('heading', { level: 1 }).count(), { message: 'headings of the page' })
          .toBe(1);
        // Between phones nothing differs but the room.
        if (name !== 'narrow') expect(await accessibilityProblems(page), name).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, `pixels beyond the ${name} screen`).toBeLessThanOrEqual(0);
      }
      expect(complaints.found).toEqual([]);
    },
  );

  it('tells of every operation: in the list of all, and in full in its part', async () => {
    const read = async (path: string) => (await fetch(server.url + path)).text();
    const guide = await read(docsPaths.guide);
    const missing: string[] = [];
    for (const { name } of contract.tags) {
      const part = await read(docsPaths.section(name));
      for (const { path, operation } of operationsOf(contract).filter((one) => one.operation.tags.includes(name))) {
        const id = `id="${operation.operationId}"`;
        if (!guide.includes(id) || !part.includes(id) || !part.includes(path)) missing.push(operation.operationId);
      }
    }
    expect(missing).toEqual([]);
  });

  it('finds an operation by any of its words, and leads to it', async () => {
    const { page } = reader;
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(server.url + docsPaths.guide);
    const navigation = page.getByRole('navigation', { name: 'Documentation' });
    await navigation.getByRole('searchbox', { name: 'Filter the documentation' }).fill('contacts patch');
    await navigation.getByRole('link', { name: 'Change a contact' }).click();
    await page.waitForURL('**/docs/api/contacts#contacts.update');
    await page.getByRole('heading', { name: 'Change a contact' }).waitFor();
  });

  it('copies an example in the language that was chosen', async () => {
    const { page } = reader;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url });
    await page.goto(`${server.url}/docs/api/contacts`);
    const article = page.getByRole('article', { name: 'Create a contact' });
    await article.getByRole('radio', { name: 'Python' }).check();
    await article.getByRole('button', { name: 'Copy Python' }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('import json, os, urllib.request');
    await expect.poll(() => article.getByRole('button', { name: 'Copy curl' }).count()).toBe(0);
    // Once chosen, every other example speaks it too.
    await expect
      .poll(() =>
        page.getByRole('article', { name: 'Read a contact' }).getByRole('radio', { name: 'Python' }).isChecked(),
      )
      .toBe(true);
  });

  it('reads and switches languages without any script', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${server.url}/docs/api/contacts`);
    const article = page.getByRole('article', { name: 'List contacts' });
    await article.getByText('curl "$HOLDFAST_URL').waitFor();
    await article.getByText('TypeScript', { exact: true }).first().click();
    await article.getByText('client.contacts.listAll').waitFor();
    await context.close();
  });

  it('prints every language and every member', async () => {
    const { page } = reader;
    await page.goto(`${server.url}/docs/api/contacts`);
    await page.emulateMedia({ media: 'print' });
    const article = page.getByRole('article', { name: 'Create a contact' });
    expect(await article.getByText('import json, os, urllib.request').isVisible()).toBe(true);
    await expect.poll(() => article.getByText('client.contacts.create').isVisible()).toBe(true);
    await expect.poll(() => page.getByRole('navigation', { name: 'Documentation' }).count()).toBe(0);
    await page.emulateMedia({ media: 'screen' });
  });

  it('begins at /docs too, and says so where there is nothing', async () => {
    const docs = await fetch(`${server.url}/docs`, { redirect: 'manual' });
    expect([docs.status, docs.headers.get('location')]).toEqual([308, '/docs/api']);
    expect((await fetch(`${server.url}/docs/api/nothing`)).status).toBe(404);
  });

  it('holds nothing inline that the policy would have to allow', async () => {
    const answer = await fetch(`${server.url}/docs/api/contacts`);
    const html = await answer.text();
    const nonce = /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1];
    expect([...html.matchAll(/<script(?![^>]*\bnonce="([^"]+)")[^>]*>/g)]).toEqual([]);
    expect(nonce).toMatch(/^[\w+/=]{20,}$/);
    expect(html).not.toMatch(/<style(?![^>]*nonce)/);
    expect(html.match(/ style="/g) ?? []).toEqual([]);
  });
});
