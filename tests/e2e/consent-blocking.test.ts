import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import {
  type ConsentSite,
  configIn,
  freshPage,
  fullPage,
  settled,
  startConsentSite,
  traces,
  untilTold,
  withGpc,
} from './support/consent-site.ts';

let site: ConsentSite;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
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
  ({ context, page } = await freshPage(browser));
});

afterEach(async () => {
  await context.close();
});

const button = (act: string) => page.locator(`[data-act="${act}"]`).first();
const ran = () => page.evaluate(() => (window as unknown as { ran: string[] }).ran);
const recorded = (count: number) => expect.poll(() => site.recorded.length, { timeout: 10_000 }).toBe(count);

async function visit(path = '/'): Promise<void> {
  await page.goto(site.at('shop', path));
  await page.locator('.banner').waitFor();
}

const accepted = ['a', 'inline after a', 'pixel'];

describe('before consent nothing is asked for, set or stored', () => {
  const paths: Readonly<Record<string, () => Promise<void>>> = {
    'ignoring the banner': async () => undefined,
    scrolling: async () => {
      await page.mouse.wheel(0, 2000);
      await page.waitForFunction(() => scrollY > 0);
    },
    'pressing Escape': () => page.keyboard.press('Escape'),
    'closing the banner': () => page.locator('.banner .x').click(),
    rejecting: () => button('reject').click(),
    'closing the settings': async () => {
      await button('choose').click();
      await page.keyboard.press('Escape');
    },
    'saving the settings as they stand': async () => {
      await button('choose').click();
      await button('save').click();
    },
  };

  it.each(Object.entries(paths))('by %s', async (_what, act) => {
    await visit();
    await act();
    await settled(page);
    expect(site.foreign).toEqual([]);
    expect(await ran()).toEqual([]);
    expect(await traces(page)).toEqual([]);
    await page.reload();
    await settled(page);
    expect(site.foreign).toEqual([]);
    expect(await traces(page)).toEqual([]);
  });

  it('ignoring sets not even our own cookie', async () => {
    await visit();
    await settled(page);
    expect(await context.cookies()).toEqual([]);
    expect(site.recorded).toEqual([]);
  });

  it.each([
    ['its pages', () => withGpc(context)],
    // A browser, or what stands before it, that sends the header and tells pages nothing.
    [
      'its requests alone',
      async () => {
        site.config = configIn('en', { gpcSent: true });
      },
    ],
  ])(
    'by Global Privacy Control, told by %s: recorded as what it is, until the visitor says something else',
    async (_how, say) => {
      await say();
      await visit();
      await recorded(1);
      await settled(page);
      expect(site.recorded[0]).toMatchObject({
        method: 'gpc',
        choices: { functional: false, analytics: false, marketing: false },
      });
      expect(site.foreign).toEqual([]);
      expect(await traces(page)).toEqual([]);
      expect(await page.locator('.banner').innerText()).toContain('Global Privacy Control');
      await button('choose').click();
      await page.getByRole('switch', { name: 'Analytics' }).check();
      await button('save').click();
      await recorded(2);
      await untilTold(page);
      await page.reload();
      await expect.poll(ran).toEqual(expect.arrayContaining(['a', 'inline after a']));
      expect(site.recorded.map(({ method }) => method)).toEqual(['gpc', 'custom']);
    },
  );

  it.each([
    ['an error', 500, ''],
    ['no such storefront', 404, '{}'],
    ['something else', 200, '{"policy":"x","services":[]}'],
    ['no JSON', 200, '<html>'],
  ])('when the table of services is answered with %s', async (_what, status, body) => {
    site.config = (response) => response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    await page.goto(site.at('shop', '/'));
    await settled(page);
    expect(site.foreign).toEqual([]);
    expect(await ran()).toEqual([]);
    expect(await traces(page)).toEqual([]);
    expect(await page.locator('.banner').count()).toBe(0);
  });

  it('when the table of services never comes', async () => {
    site.config = () => undefined;
    await page.goto(site.at('shop', '/'));
    await page.evaluate(() => fetch('/').then((answer) => answer.text()));
    expect(site.foreign).toEqual([]);
    expect(await traces(page)).toEqual([]);
  });
});

describe('after consent', () => {
  it('everything runs, in the order of the page, and is there again on the next page', async () => {
    await visit();
    await button('accept').click();
    await expect.poll(() => site.foreign.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(8);
    await settled(page);
    expect((await ran()).filter((name) => accepted.includes(name))).toEqual(accepted);
    expect(site.foreign).toEqual(
      expect.arrayContaining([
        ...['stats/a.js', 'stats/injected.js', 'pixel/pixel.js', 'pixel/marked.gif', 'pixel/new-image.gif'],
        ...[
          'pixel/set-attribute.gif',
          'frames/video',
          'frames/created',
          'frames/markup',
          'pixel/markup.gif',
          'pixel/adjacent.gif',
        ],
      ]),
    );
    expect(await traces(page)).toEqual(expect.arrayContaining(['_fa', '_fa_injected', '_fa_store', '_fp']));
    site.foreign.length = 0;
    await page.reload();
    await expect
      .poll(() => site.foreign, { timeout: 10_000 })
      .toEqual(
        expect.arrayContaining([
          'stats/a.js',
          'stats/fetch',
          'stats/xhr',
          'stats/beacon',
          'pixel/marked.gif',
          'frames/video',
        ]),
      );
    expect(await page.locator('.banner').count()).toBe(0);
  });

  it('a choice of purposes runs those and no others', async () => {
    await visit();
    await button('choose').click();
    for (const each of await page.getByRole('switch').all()) expect(await each.isChecked()).toBe(false);
    await page.getByRole('switch', { name: 'Analytics' }).check();
    await button('save').click();
    await expect.poll(ran).toEqual(expect.arrayContaining(['a', 'inline after a']));
    await settled(page);
    expect(site.foreign.filter((each) => !each.startsWith('stats'))).toEqual([]);
    expect(site.recorded[0]).toMatchObject({
      method: 'custom',
      choices: { functional: false, analytics: true, marketing: false },
      language: 'en',
    });
  });

  it('withdrawing in one click removes what was left behind, starts the page anew once, and puts notes in place of frames', async () => {
    await visit();
    await button('accept').click();
    await expect.poll(() => traces(page)).toEqual(expect.arrayContaining(['_fa', '_fa_store', '_fp']));
    await recorded(1);
    await untilTold(page);
    let loads = 0;
    page.on('load', () => {
      loads += 1;
    });
    await button('withdraw').click();
    await recorded(2);
    await page.locator('.frame').first().waitFor();
    site.foreign.length = 0;
    await settled(page);
    expect(loads).toBe(1);
    // What others keep for sites of their own no page can remove.
    expect((await traces(page)).filter((name) => !name.startsWith('third_'))).toEqual([]);
    expect(site.foreign).toEqual([]);
    expect(await ran()).toEqual([]);
    expect(site.recorded[1]).toMatchObject({ method: 'withdraw', consentId: 'visitor-1' });
    expect(await button('withdraw').count()).toBe(0);
  });

  it('what was withdrawn on one page stops on every other that is open', async () => {
    await visit();
    await button('accept').click();
    await expect.poll(ran).toEqual(expect.arrayContaining(accepted));
    const other = await context.newPage();
    await other.goto(site.at('shop', '/'));
    await other.locator('[data-act="withdraw"]').first().click();
    await other.locator('.frame').first().waitFor();
    await page.bringToFront();
    await page.evaluate(() => dispatchEvent(new Event('pageshow')));
    await page.locator('.frame').first().waitFor();
    expect(await ran()).toEqual([]);
  });

  it('a frame can be allowed where it stands', async () => {
    await visit();
    await button('reject').click();
    const note = page.locator('.frame').first();
    expect(await note.innerText()).toContain('Fake Video is blocked until you allow “Functional”');
    await note.getByRole('button').click();
    await expect
      .poll(() => site.foreign, { timeout: 10_000 })
      .toEqual(['frames/video', 'frames/created', 'frames/markup']);
    await expect.poll(() => page.locator('.frame').count()).toBe(0);
    await page.frameLocator('iframe[title=Video]').getByText('playing').waitFor();
  });
});
