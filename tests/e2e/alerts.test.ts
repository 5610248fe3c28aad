import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { startWebhookCatcher, type WebhookCatcher } from '../support/webhook-catcher.ts';
import { createKey, newVisitor, setUpFirstOwner, type Visitor } from './support/console.ts';

/** One more than raise the alert. */
const refusals = 51;
const widths = { desktop: 1440, phone: 390, narrow: 320 } as const;

describe('alerts in the console', () => {
  let server: ServerProcess;
  let browser: Browser;
  let owner: Visitor;
  let catcher: WebhookCatcher;
  const at = (path: string) => `${server.url}/acme-trading${path}`;

  beforeAll(async () => {
    catcher = await startWebhookCatcher();
    server = await startServer({ env: { OUTBOUND_LOOPBACK: 'on' } });
    browser = await launchBrowser();
    owner = await newVisitor(browser);
    await setUpFirstOwner(owner.page, server, 'Acme Trading');
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await catcher?.close();
  });

  async function looksWell(path: string): Promise<void> {
    const { page, complaints } = owner;
    complaints.found.length = 0;
    for (const [name, width] of Object.entries(widths)) {
      await page.setViewportSize({ width, height: 900 });
      expect((await page.goto(at(path), { waitUntil: 'load' }))?.status(), path).toBe(200);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      expect(await accessibilityProblems(page), `${path} ${name}`).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `pixels of ${path} beyond the ${name} screen`).toBeLessThanOrEqual(0);
    }
    expect(complaints.found).toEqual([]);
    await page.setViewportSize({ width: widths.desktop, height: 900 });
  }

  it('says that there is nothing to look at', async () => {
    await owner.page.goto(at('/alerts'));
    await owner.page.getByText('Nothing to look at').waitFor();
    await looksWell('/alerts');
  });

  it('sets a webhook, shows its secret once, and tests it', async () => {
    const { page } = owner;
    await page.goto(at('/alerts/settings'));
    await page.getByRole('textbox', { name: 'Address' }).fill('http://hooks.example.com/');
    await page.getByRole('button', { name: 'Set webhook' }).click();
    await page.getByText('Give an https address.').waitFor();
    await page.getByRole('textbox', { name: 'Address' }).fill(catcher.url);
    await page.getByRole('button', { name: 'Set webhook' }).click();
    await page.getByText('Signing secret').waitFor();
    await page.getByRole('button', { name: 'Send a test' }).click();
    await page.getByText('The receiver took it and answered 204.').waitFor();
    expect(catcher.calls).toHaveLength(1);
    await page.reload();
    await expect.poll(() => page.getByText('Signing secret').count()).toBe(0);
    await looksWell('/alerts/settings');
  });

  it('counts open alerts in the navigation, shows one, and takes it on', async () => {
    const { page } = owner;
    const key = await createKey(page, 'acme-trading', 'Tries doors');
    const attempts = Array.from({ length: refusals }, () =>
      fetch(`${server.url}/api/v1/members/mem_none`, {
        method: 'DELETE',
        headers: { authorization: `Bearer ${key}` },
      }),
    );
    expect(new Set((await Promise.all(attempts)).map(({ status }) => status))).toEqual(new Set([403]));
    const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Alerts 1 open alert' });
    await expect
      .poll(async () => {
        await page.goto(at('/alerts'));
        return link.count();
      })
      .toBe(1);
    await looksWell('/alerts');
    await looksWell('/alerts?state=resolved');
    await page.goto(at('/alerts?state=open'));
    await page.getByRole('link', { name: 'Many calls are refused' }).click();
    await page.getByRole('heading', { level: 1, name: 'Many calls are refused' }).waitFor();
    await looksWell(new URL(page.url()).pathname.replace('/acme-trading', ''));
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByRole('button', { name: 'Acknowledge' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Settle' }).click();
    await page.getByRole('button', { name: 'Settle' }).waitFor({ state: 'detached' });
    await page.goto(at('/alerts'));
    await expect.poll(() => link.count()).toBe(0);
    const bodies = catcher.calls.map(({ body }) => JSON.parse(body) as { type: string });
    expect(bodies.map(({ type }) => type)).toContain('alert.raised');
  });
});
