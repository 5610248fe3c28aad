import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { standaloneVerifier } from '../support/holdfast-verify.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { newVisitor, setUpFirstOwner, type Visitor } from './support/console.ts';

const widths = [1440, 390, 320];

describe('shared receipts and signed heads in a browser', () => {
  let server: ServerProcess;
  let browser: Browser;
  let ada: Visitor;
  let page: Page;
  let contactId = '';
  let vkey = '';

  beforeAll(async () => {
    server = await startServer();
    browser = await launchBrowser();
    ada = await newVisitor(browser);
    page = ada.page;
    await setUpFirstOwner(page, server, 'Acme');
    contactId = await makeContact(page);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  const dialog = () => page.locator('[role=dialog]:not([data-type])');

  async function share(options: (form: Locator) => Promise<void> = async () => undefined): Promise<string> {
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await dialog().getByLabel('For whom or what').fill('Yearly audit');
    await options(dialog());
    await dialog().getByRole('button', { name: 'Make the link' }).click();
    const link = await dialog().getByLabel('Link', { exact: true }).inputValue();
    await dialog().getByRole('button', { name: 'I have copied the link' }).click();
    await dialog().waitFor({ state: 'detached' });
    return link;
  }

  it('verify one receipt in the browser, with a picture of its way to the root', async () => {
    await page.goto(`${server.url}/acme/receipts/2`);
    await page.getByRole('button', { name: 'Verify', exact: true }).click();
    await page.getByText('Verified in your browser').waitFor();
    await page.getByRole('img', { name: /^Receipt 2 in the tree of/ }).waitFor();
    for (const width of widths) {
      await page.setViewportSize({ width, height: 860 });
      expect(await accessibilityProblems(page), String(width)).toEqual([]);
    }
    await page.setViewportSize({ width: 1280, height: 860 });
  });

  it('sign now, show the note, and rotate the key once that was typed', async () => {
    await page.goto(`${server.url}/acme/ledger`);
    vkey = await page.getByLabel('Public key', { exact: true }).inputValue();
    expect(vkey).toMatch(/^127\.0\.0\.1:\d+\/ledger\/org_[0-9A-Z]{26}\+[0-9a-f]{8}\+A/);
    // The signing ends by loading the page anew, which closes whatever was opened meanwhile.
    const signed = page.waitForResponse((answer) => answer.request().method() === 'POST');
    await page.getByRole('button', { name: 'Sign now' }).click();
    await signed;
    await page.waitForLoadState('networkidle');
    await page
      .getByRole('button', { name: /^Checkpoint of/ })
      .first()
      .click();
    await dialog()
      .getByText(vkey.split('+')[0] ?? '')
      .first()
      .waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog().getByRole('button', { name: 'Download' }).click(),
    ]);
    expect(readFileSync(await download.path(), 'utf8')).toMatch(/\n\n\u2014 127\.0\.0\.1:\d+\/ledger\/org_\S+ \S+\n$/);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Rotate key' }).click();
    const alert = page.getByRole('alertdialog');
    await alert.getByRole('textbox').fill('rotate');
    await alert.getByRole('button', { name: 'Rotate key' }).click();
    await page.getByText('Key 2 signs from now on.').waitFor();
    await page.getByText('The key before it').click();
    await expect.poll(() => page.getByLabel('Public key 1', { exact: true }).inputValue()).toBe(vkey);
  });

  it('are opened by somebody without an account, who verifies them and takes the proof along', async () => {
    await page.goto(`${server.url}/acme/receipts?action=contact.created`);
    const link = await share();
    const token = link.split('/').at(-1) ?? '';
    const visitor = await newVisitor(browser);
    const asked: string[] = [];
    visitor.page.on('request', (request) => asked.push(`${request.url()} ${request.headers().referer ?? ''}`));
    const answer = await visitor.page.goto(link);
    expect(answer?.status()).toBe(200);
    expect(answer?.headers()).toMatchObject({
      'referrer-policy': 'no-referrer',
      'x-robots-tag': expect.stringContaining('noindex'),
      'cache-control': expect.stringContaining('no-store'),
    });
    expect(answer?.headers()['set-cookie']).toBeUndefined();
    const bytes = (await answer?.text()) ?? '';
    for (const canary of ['Canary', 'canary@', contactId, 'usr_', 'rcp_', 'con_', 'Yearly audit']) {
      expect(bytes).not.toContain(canary);
    }
    await visitor.page.getByRole('heading', { level: 1, name: 'One receipt of Acme' }).waitFor();
    await visitor.page.getByRole('button', { name: 'Verify', exact: true }).click();
    await visitor.page.getByText('Consistent, but not verified').waitFor();
    await visitor.page.getByLabel('Public key').fill(vkey);
    await visitor.page.getByRole('button', { name: 'Verify', exact: true }).click();
    await visitor.page.getByText('Verified: 1 of').waitFor();
    for (const width of widths) {
      await visitor.page.setViewportSize({ width, height: 860 });
      expect(await accessibilityProblems(visitor.page), String(width)).toEqual([]);
      const overflow = await visitor.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    }
    const [download] = await Promise.all([
      visitor.page.waitForEvent('download'),
      visitor.page.getByRole('button', { name: 'Download the proof' }).click(),
    ]);
    const { verifyExport } = await standaloneVerifier();
    const report = await verifyExport([readFileSync(await download.path())], { key: vkey });
    expect(report).toMatchObject({ ok: true, pinned: true, kind: 'projection', receipts: 1 });
    // What a page loads must not carry the link to anybody, not even to us.
    expect(asked.filter((line) => line.split(' ')[1]?.includes(token))).toEqual([]);
    expect((await visitor.context.cookies()).length).toBe(0);
    expect(visitor.complaints.found).toEqual([]);
    // Browsers report what the policy stopped together with the page's address.
    const stopped = { 'csp-report': { 'document-uri': link, 'blocked-uri': 'https://elsewhere.example/x.js' } };
    await fetch(`${server.url}/csp-report`, { method: 'POST', body: JSON.stringify(stopped) });
    const printed = () => server.stdout() + server.stderr();
    await expect.poll(printed).toContain('elsewhere.example');
    expect(printed()).not.toContain(token);
    await visitor.context.close();
  });

  it('ask before a use is spent, and end like a link that never was: spent, or revoked', async () => {
    await page.goto(`${server.url}/acme/receipts/1`);
    const spent = await share((form) => form.getByLabel('Can be opened so many times').fill('1'));
    const revoked = await share();
    const visitor = await newVisitor(browser);
    expect((await fetch(spent, { method: 'HEAD' })).status).toBe(405);
    await fetch(spent);
    await visitor.page.goto(spent);
    expect(await accessibilityProblems(visitor.page)).toEqual([]);
    await visitor.page.getByRole('button', { name: 'Show the receipts' }).click();
    await visitor.page.getByRole('button', { name: 'Download the proof' }).waitFor();

    await page.goto(`${server.url}/acme/shares`);
    await page.getByText('Opened once of 1').waitFor();
    const row = page.getByRole('listitem').filter({ hasText: 'Never opened' }).first();
    await row.getByRole('button', { name: /^Revoke/ }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke link' }).click();
    await page.getByText('Link revoked').waitFor();

    const seen = [];
    for (const link of [spent, revoked, `${server.url}/share/${'A'.repeat(43)}`]) {
      const answer = await fetch(link);
      const text = await answer.text();
      // What differs is made anew for each answer: the request id and nonces; and what was asked for.
      const same = text.replaceAll(link.split('/').at(-1) ?? '', '').replace(/nonce="[^"]*"|req_[0-9A-Z]{26}/g, '');
      seen.push({ status: answer.status, says: text.includes('There is nothing here'), length: same.length });
    }
    expect(seen[0]).toMatchObject({ status: 404, says: true });
    expect(new Set(seen.map((answer) => JSON.stringify(answer))).size).toBe(1);
    await visitor.context.close();
  });
});

async function makeContact(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const contact = { firstName: 'Canary', lastName: 'Lovelace', email: 'canary@example.com' };
    const answer = await fetch('/api/v1/contacts', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(contact),
    });
    return ((await answer.json()) as { id: string }).id;
  });
}
