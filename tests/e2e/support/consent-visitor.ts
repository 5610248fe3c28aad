import type { Browser, Locator, Page } from 'playwright';
import { expect, test } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import { type ConsentSite, freshPage, fullPage, startConsentSite } from './consent-site.ts';

export interface ConsentVisitor {
  readonly site: ConsentSite;
  readonly page: Page;
  /** What does this in the banner, or in what opens from it. */
  button(act: string): Locator;
}

/**
 * Tests by a visitor who was never there: one site and one browser for the file, a new context for each test. The shop's
 * front page is `fullPage` until the test puts another.
 */
export function consentTest(options: Parameters<Browser['newContext']>[0] = {}) {
  return (
    test
      // biome-ignore lint/correctness/noEmptyPattern: the runner reads off the pattern what is needed
      .extend('installation', { scope: 'file' }, async ({}, { onCleanup }) => {
        const site = await startConsentSite();
        onCleanup(() => site.close());
        return site;
      })
      // biome-ignore lint/correctness/noEmptyPattern: the same
      .extend('browser', { scope: 'file' }, async ({}, { onCleanup }) => {
        const browser = await launchBrowser();
        onCleanup(() => browser.close());
        return browser;
      })
      .extend('site', async ({ installation }) => {
        installation.reset();
        installation.put('/', fullPage(installation));
        return installation;
      })
      .extend('page', async ({ browser }, { onCleanup }) => {
        const { context, page } = await freshPage(browser, options);
        onCleanup(() => context.close());
        return page;
      })
      .extend('context', ({ page }) => page.context())
      .extend('banner', ({ page }) => page.locator('.banner'))
      .extend(
        'button',
        ({ page }) =>
          (act: string) =>
            page.locator(`[data-act="${act}"]`).first(),
      )
      .extend(
        'ran',
        ({ page }) =>
          () =>
            page.evaluate(() => (window as unknown as { ran: string[] }).ran),
      )
      .extend('visit', ({ site, page, banner }) => async (path = '/') => {
        await page.goto(site.at('shop', path));
        await banner.waitFor();
      })
      .extend('recorded', ({ site }) => async (count: number) => {
        await expect.poll(() => site.recorded.length).toBe(count);
      })
  );
}
