import { request as httpRequest } from 'node:http';
import axe from 'axe-core';
import type { Browser, BrowserContext, Page, Route } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityRules } from '../support/accessibility.ts';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { launchBrowser } from '../support/browser.ts';
import { createTestOrganization } from '../support/call.ts';
import { startDnsServer, type TestDnsServer } from '../support/dns-server.ts';
import { freePort } from '../support/free-port.ts';
import { verifiedDomain } from '../support/storefronts.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';
import { untilTold } from './support/consent-site.ts';
import { shownShop } from './support/shown-shop.ts';

/** More is no fast page. */
const scriptBytesMax = 60_000;
const host = 'shop.nordlicht.example';

describe('a published storefront', () => {
  let rt: TestRuntime;
  let dns: TestDnsServer;
  let server: OwnServer;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  /** What was asked of hosts that are none of ours. */
  let foreign: string[];
  let slug: string;

  beforeAll(async () => {
    const port = await freePort();
    dns = await startDnsServer();
    rt = await createTestRuntime({ env: { PORT: port, HOLDFAST_DNS_SERVERS: dns.address } });
    server = await startOwnServer(rt, { port });
    const org = await createTestOrganization('Acme');
    const shop = await shownShop(org, 'nordlicht');
    slug = shop.slug;
    await verifiedDomain(org, dns, shop.id, host);
    browser = await launchBrowser();
  });

  afterEach(() => context?.close());

  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await rt?.close();
    await dns?.close();
  });

  const home = () => `${rt.origin}/s/${slug}`;

  /** A fresh browser. Hosts of others are answered here and noted; the storefront's own domain leads to our server. */
  async function visit(address: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<void> {
    context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
    foreign = [];
    await context.route('**/*', async (route) => {
      const url = new URL(route.request().url());
      if (url.origin === rt.origin) return route.continue();
      if (url.hostname === host) return throughServer(route, server.port);
      foreign.push(`${url.hostname}${url.pathname}`);
      const program = url.pathname.endsWith('.js');
      await route.fulfill({
        contentType: program ? 'text/javascript' : 'text/html',
        body: program
          ? `document.cookie='_fa=1; path=/'; new Image().src='https://stats.example/hit'; new Image().src='https://elsewhere.example/leak';`
          : '<!doctype html><title>film</title>',
      });
    });
    page = await context.newPage();
    await page.goto(address);
  }

  const problems = async () => {
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(
      (rules) => (window as unknown as { axe: typeof axe }).axe.run({ runOnly: rules }),
      accessibilityRules,
    );
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  };

  const button = (name: string) => page.getByRole('button', { name, exact: true });

  it.each([
    ['desktop, light', { colorScheme: 'light' }],
    ['phone, dark', { colorScheme: 'dark', viewport: { width: 390, height: 844 }, hasTouch: true }],
  ] as const)('is accessible, keeps still and asks nobody else for anything: %s', async (_name, options) => {
    await visit(home(), { ...options, reducedMotion: 'reduce' });
    await button('Accept all').waitFor();
    expect(await problems()).toEqual([]);
    const shift = await page.evaluate(
      () =>
        new Promise<number>((done) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
          }).observe({ type: 'layout-shift', buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum))));
        }),
    );
    expect(shift).toBe(0);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    expect(foreign).toEqual([]);
    // The banner is no wall: what stands at the end of the page can be reached beside it.
    await page.evaluate(() => scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' }));
    await page.getByRole('link', { name: 'Cookie settings' }).click({ trial: true });
    for (const legal of ['privacy', 'imprint']) {
      await page.goto(`${home()}/${legal}`);
      expect(await problems(), legal).toEqual([]);
    }
  });

  it('says everything without JavaScript: texts, pictures, form, legal pages, and the way to the choices', async () => {
    await visit(home(), { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
    await page.getByRole('heading', { level: 1, name: 'Atelier Nordlicht' }).waitFor();
    await page.getByRole('img', { name: 'A low sun over the hills behind the harbour' }).waitFor();
    await page.getByRole('heading', { name: 'Hand-bound notebooks' }).waitFor();
    await page.getByRole('button', { name: 'Send message' }).waitFor();
    expect(await page.getByRole('link', { name: 'Cookie settings' }).getAttribute('href')).toBe(
      `${rt.origin}/consent/${slug}`,
    );
    await page.getByRole('link', { name: 'Open at frames.example' }).waitFor();
    expect(foreign).toEqual([]);
    await page.getByRole('link', { name: 'Privacy policy' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Privacy policy' }).waitFor();
    await page.getByText('stats.example').waitFor();
  });

  it('lets a frame in after consent, by its policy too, and shuts it out once that is withdrawn', async () => {
    await visit(home());
    await button('Reject all').click();
    await untilTold(page);
    await page.locator('figure').scrollIntoViewIfNeeded();
    await button('Allow').waitFor();
    expect(foreign).toEqual([]);

    const reloaded = page.waitForEvent('load');
    await button('Allow').click();
    await reloaded;
    await page.locator('figure').scrollIntoViewIfNeeded();
    await expect.poll(() => foreign).toEqual(['frames.example/embed/1']);

    foreign.length = 0;
    await page.getByRole('link', { name: 'Cookie settings' }).click();
    const anew = page.waitForEvent('load');
    await button('Withdraw consent').click();
    await anew;
    await page.locator('figure').scrollIntoViewIfNeeded();
    await button('Allow').waitFor();
    expect(foreign).toEqual([]);
    // A tag that slips through is stopped by the page's policy, without the banner's help.
    await context.route('**/consent.js', (route) => route.abort());
    await page.reload();
    const stopped = await page.evaluate(async () => {
      const violations: string[] = [];
      const both = new Promise<void>((done) =>
        document.addEventListener('securitypolicyviolation', ({ blockedURI }) => {
          if (violations.push(new URL(blockedURI).hostname) === 2) done();
        }),
      );
      const frame = document.createElement('iframe');
      frame.src = 'https://frames.example/slipped';
      document.body.append(frame);
      const script = document.createElement('script');
      script.src = 'https://stats.example/a.js';
      document.body.append(script);
      await both;
      return violations.sort();
    });
    expect(stopped).toEqual(['frames.example', 'stats.example']);
    expect(foreign).toEqual([]);
  });

  it('runs programs of others on its own domain alone, after consent, and lets them reach their own hosts alone', async () => {
    const own = `http://${host}:${server.port}/`;
    await visit(own);
    await button('Accept all').waitFor();
    expect(foreign).toEqual([]);
    const loaded = page.waitForEvent('load');
    await button('Accept all').click();
    await loaded;
    await expect.poll(() => foreign).toContain('stats.example/a.js');
    await expect.poll(() => foreign).toContain('stats.example/hit');
    expect(foreign).not.toContain('elsewhere.example/leak');
    expect((await context.cookies(own)).map(({ name }) => name)).toContain('_fa');

    foreign.length = 0;
    await page.getByRole('link', { name: 'Cookie settings' }).click();
    const anew = page.waitForEvent('load');
    await button('Withdraw consent').click();
    await anew;
    await page.getByRole('link', { name: 'Cookie settings' }).waitFor();
    await expect.poll(async () => (await context.cookies(own)).map(({ name }) => name)).toEqual(['hf_consent']);
    expect(foreign).toEqual([]);
  });

  it('carries few programs, and is painted before any of them is there', async () => {
    await visit('about:blank');
    let bytes = 0;
    let release: () => void = () => undefined;
    const held = new Promise<void>((resume) => {
      release = resume;
    });
    await context.route('**/*.js', async (route) => {
      await held;
      await route.continue();
    });
    page.on('response', async (response) => {
      if (response.request().resourceType() === 'script') bytes += Number(await response.headerValue('content-length'));
    });
    await page.goto(home(), { waitUntil: 'commit' });
    await page.getByRole('heading', { level: 1 }).waitFor();
    await expect.poll(() => page.evaluate(() => performance.getEntriesByName('first-contentful-paint').length)).toBe(1);
    expect(bytes).toBe(0);
    release();
    await button('Accept all').waitFor();
    await expect.poll(() => bytes).toBeGreaterThan(1_000);
    expect(bytes).toBeLessThan(scriptBytesMax);
  });
});

/** Answers a request for the own domain as our server does when a proxy hands it on. */
async function throughServer(route: Route, port: number): Promise<void> {
  const sent = route.request();
  const url = new URL(sent.url());
  const headers = { ...(await sent.allHeaders()), host: url.host };
  await new Promise<void>((done, failed) => {
    const options = { host: '127.0.0.1', port, path: `${url.pathname}${url.search}`, method: sent.method(), headers };
    const asked = httpRequest(options, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk as Buffer);
      const lines = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
      await route.fulfill({
        status: answer.statusCode ?? 500,
        headers: Object.fromEntries(lines),
        body: Buffer.concat(chunks),
      });
      done();
    });
    asked.on('error', failed);
    asked.end(sent.postDataBuffer() ?? undefined);
  });
}
