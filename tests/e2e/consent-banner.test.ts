import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { consentLanguages } from '#lib/consent/categories.ts';
import { accessibilityRules } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { projectRoot } from '../support/data-folder.ts';
import {
  type ConsentSite,
  configIn,
  freshPage,
  fullPage,
  startConsentSite,
  untilTold,
} from './support/consent-site.ts';

const widths = { desktop: 1440, phone: 390, narrow: 320 } as const;
const pictures = join(projectRoot, 'tests/.artifacts/consent-banner');

let site: ConsentSite;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  site = await startConsentSite();
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

beforeEach(async () => {
  site.reset();
  site.put('/', fullPage(site));
  ({ context, page } = await freshPage(browser, { reducedMotion: 'reduce' }));
});

afterEach(async () => {
  await context.close();
});

const button = (act: string) => page.locator(`[data-act="${act}"]`).first();
const banner = () => page.locator('.banner');
const recorded = (count: number) => expect.poll(() => site.recorded.length, { timeout: 15_000 }).toBe(count);

async function visit(path = '/'): Promise<void> {
  await page.goto(site.at('shop', path));
  await banner().waitFor();
}

async function problems(): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (runOnly) => (window as unknown as { axe: typeof axe }).axe.run({ runOnly }),
    accessibilityRules,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}: ${nodes[0]?.failureSummary}`);
}

describe('what visitors meet', () => {
  it.each(['light', 'dark'] as const)('has no barrier on any layer, at any width, in %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const [name, width] of Object.entries(widths)) {
      await page.setViewportSize({ width, height: 800 });
      await context.clearCookies();
      await visit();
      const layers: Readonly<Record<string, () => Promise<void>>> = {
        banner: async () => undefined,
        settings: async () => {
          await button('choose').click();
          await page.locator('summary').first().click();
        },
        frame: () => button('reject').click(),
        staying: async () => {
          await button('reopen').click();
          await button('accept').click();
        },
        reopened: () => button('reopen').click(),
      };
      for (const [layer, open] of Object.entries(layers)) {
        await open();
        await page.screenshot({ path: join(pictures, `${layer}-${name}-${colorScheme}.png`) });
        expect(await problems(), `${layer} ${name}`).toEqual([]);
      }
    }
  });

  it('says so where the browser has said no, without a barrier, and asks no more', async () => {
    await context.addInitScript(() =>
      Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { value: true, configurable: true }),
    );
    await visit();
    expect(await page.getByRole('status').innerText()).toContain('Global Privacy Control');
    await page.screenshot({ path: join(pictures, 'gpc.png') });
    expect(await problems()).toEqual([]);
    await page.reload();
    await page.locator('.stay').waitFor();
    expect(await banner().count()).toBe(0);
    site.config = configIn('en', { gpc: ['marketing'], policy: 'c'.repeat(64) });
    await visit();
    expect(await banner().innerText()).toContain('Global Privacy Control');
    await button('accept').click();
    await recorded(3);
    expect(site.recorded.map(({ method }) => method)).toEqual(['gpc', 'gpc', 'accept_all']);
  });

  it('fits in every language, with yes and no of one size and one look', async () => {
    for (const language of consentLanguages) {
      site.config = configIn(language);
      for (const width of [1440, 320]) {
        await page.setViewportSize({ width, height: 640 });
        await context.clearCookies();
        await visit();
        const [no, yes] = [await button('reject').boundingBox(), await button('accept').boundingBox()];
        expect([no?.width, no?.height], language).toEqual([yes?.width, yes?.height]);
        expect((yes?.y ?? 0) + (yes?.height ?? 0), `${language} at ${width}`).toBeLessThan(640);
        const look = (act: string) =>
          button(act).evaluate((element) => {
            const { color, backgroundColor, fontSize, fontWeight, borderColor } = getComputedStyle(element);
            return [color, backgroundColor, fontSize, fontWeight, borderColor];
          });
        expect(await look('reject')).toEqual(await look('accept'));
        expect(await overflowing(), `${language} at ${width}`).toEqual([]);
        // The page beside it can be used.
        expect((await banner().boundingBox())?.height, `${language} at ${width}`).toBeLessThanOrEqual(640 * 0.8);
        await button('choose').click();
        expect(await overflowing(), `${language} settings at ${width}`).toEqual([]);
      }
    }
  });

  /** Elements of the banner that are wider than their place. */
  function overflowing(): Promise<string[]> {
    return page.evaluate(() => {
      const root = document.querySelector('[data-holdfast]')?.shadowRoot;
      return [...(root?.querySelectorAll('*') ?? [])]
        .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
        .map((element) => `${element.tagName} ${element.textContent?.slice(0, 40)}`);
    });
  }

  it('moves nothing of the page', async () => {
    await context.addInitScript(() => {
      const held = window as unknown as { shift: number };
      held.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) held.shift += (entry as unknown as { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await visit();
    await page.evaluate(() => new Promise((resume) => requestAnimationFrame(() => requestAnimationFrame(resume))));
    await button('reject').click();
    await page.locator('.stay').waitFor();
    await page.evaluate(() => new Promise((resume) => requestAnimationFrame(() => requestAnimationFrame(resume))));
    expect(await page.evaluate(() => (window as unknown as { shift: number }).shift)).toBe(0);
  });

  it('can be used by keyboard alone, and gives the focus back', async () => {
    await visit();
    const focused = () =>
      page.evaluate(() => {
        const outer = document.activeElement;
        const inner = outer?.shadowRoot?.activeElement ?? outer;
        return (inner instanceof HTMLElement ? inner.dataset.act : null) ?? inner?.className ?? inner?.tagName;
      });
    expect(await focused(), 'the page keeps its focus').toBe('');
    const met: unknown[] = [];
    for (let step = 0; step < 6; step += 1) {
      await page.keyboard.press('Tab');
      met.push(await focused());
    }
    expect(met).toEqual(['x corner', '', '', 'reject', 'accept', 'choose']);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Cookie settings' });
    await dialog.waitFor();
    for (let step = 0; step < 24; step += 1) {
      await page.keyboard.press('Tab');
      const inside = await page.evaluate(
        () => document.activeElement?.hasAttribute('data-holdfast') || document.activeElement === document.body,
      );
      expect(inside, 'the focus stays in the dialog').toBe(true);
    }
    await page.getByRole('switch', { name: 'Functional' }).focus();
    await page.keyboard.press('Space');
    await button('save').press('Enter');
    await recorded(1);
    expect(site.recorded[0]?.choices).toEqual({ functional: true, analytics: false, marketing: false });
    expect(await focused()).toBe('reopen');
  });

  it('opens from any element of the page, and tells the page what was chosen', async () => {
    site.put('/own', {
      ...fullPage(site),
      body: '<main><h1>Shop</h1><button data-consent="open">Cookies</button></main>',
    });
    await visit('/own');
    await page.getByRole('button', { name: 'Cookies' }).click();
    await page.getByRole('dialog').waitFor();
    await button('accept').click();
    expect(await page.evaluate(() => (window as unknown as { events: string[] }).events)).toEqual(['accept_all']);
    expect(await page.locator('.stay').count(), 'the page has a link of its own').toBe(0);
    const choices = () =>
      page.evaluate(
        () => (window as unknown as { holdfast: { consent: { choices: object } } }).holdfast.consent.choices,
      );
    expect(await choices()).toEqual({ necessary: true, functional: true, analytics: true, marketing: true });
    await recorded(1);
    await untilTold(page);
    await page.getByRole('button', { name: 'Cookies' }).click();
    expect(await page.getByRole('link', { name: 'Your consent and its proof' }).getAttribute('href')).toBe(
      site.at('holdfast', '/consent/shop#visitor-1'),
    );
  });
});

describe('under conditions', () => {
  it('works under a strict policy, with its styles, and breaks nothing of it', async () => {
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    const csp = `default-src 'none'; script-src 'nonce-n0nce' 'strict-dynamic'; style-src 'nonce-n0nce'; connect-src ${site.at('holdfast')}; require-trusted-types-for 'script'`;
    site.put('/strict', {
      csp,
      tag: `<script nonce="n0nce" src="${site.at('holdfast', '/consent.js')}" data-storefront="shop"></script><script nonce="n0nce">window.ran=[]</script>`,
      head: `<script type="text/plain" data-category="analytics" src="${site.at('stats', '/a.js')}"></script><script nonce="n0nce" type="text/plain" data-category="analytics">ran.push('inline')</script>`,
      body: '<main><h1>Shop</h1></main>',
    });
    await visit('/strict');
    expect(await banner().evaluate((element) => getComputedStyle(element).position)).toBe('fixed');
    await button('accept').click();
    await expect.poll(() => page.evaluate(() => (window as unknown as { ran: string[] }).ran)).toEqual(['a', 'inline']);
    expect(complaints).toEqual([]);
  });

  it('in a browser that takes no cookies holds for the page, and asks again on the next', async () => {
    await context.addInitScript(() =>
      Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set: () => undefined, configurable: true }),
    );
    await visit();
    await button('reject').click();
    await page.locator('.stay').waitFor();
    await recorded(1);
    expect(site.foreign).toEqual([]);
    await visit();
    await button('accept').click();
    await expect.poll(() => site.foreign.length).toBeGreaterThan(3);
  });

  it('two tags make one banner', async () => {
    const tag = `<script src="${site.at('holdfast', '/consent.js')}" data-storefront="shop" async></script>`;
    site.put('/twice', { tag: tag + tag, body: '<main><h1>Shop</h1></main>' });
    await visit('/twice');
    await page.waitForLoadState('networkidle');
    expect(await page.locator('[data-holdfast]').count()).toBe(1);
  });

  it('shows hostile texts as text, and follows no hostile address', async () => {
    const { texts, ...config } = configIn('en');
    const evil = '<img src=x onerror="window.owned=1"><script>window.owned=1</script>';
    site.config = {
      ...config,
      texts: { ...texts, title: evil, body: evil, blocked: `${evil} {service}` },
      services: config.services.map((each) => ({ ...each, name: evil, privacyUrl: 'javascript:owned=1' })),
      theme: { brand: 'red;}*{display:none', position: 'bottom', scheme: 'auto' } as typeof config.theme,
      privacyUrl: 'javascript:window.owned=1',
      imprintUrl: 'data:text/html,x',
    };
    await visit();
    expect(await banner().innerText()).toContain('<img src=x onerror');
    await button('choose').click();
    expect(await page.locator('a[href^="javascript:"], a[href^="data:"]').count()).toBe(0);
    await button('reject').click();
    expect(await page.evaluate(() => 'owned' in window)).toBe(false);
  });

  it('a choice that could not be recorded is kept, and recorded later', async () => {
    site.recordStatus = 0;
    await visit();
    await button('reject').click();
    await page.locator('.stay').waitFor();
    site.recordStatus = 201;
    await page.reload();
    await recorded(1);
    expect(site.recorded[0]?.method).toBe('reject_all');
    await untilTold(page);
    await page.reload();
    await page.waitForLoadState('networkidle');
    expect(site.recorded).toHaveLength(1);
  });

  it('another policy asks again, under the same id, and counts as no until it is answered', async () => {
    await visit();
    await button('accept').click();
    await recorded(1);
    await untilTold(page);
    site.config = configIn('en', { policy: 'b'.repeat(64) });
    await page.waitForLoadState('networkidle');
    site.foreign.length = 0;
    await visit();
    await page.waitForLoadState('networkidle');
    expect(site.foreign).toEqual([]);
    await button('reject').click();
    await recorded(2);
    expect(site.recorded[1]).toMatchObject({ policy: 'b'.repeat(64), consentId: 'visitor-1' });
  });
});
