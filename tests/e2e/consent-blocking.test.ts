import { describe, expect } from 'vitest';
import { configIn, settled, traces, untilTold, withGpc } from './support/consent-site.ts';
import { type ConsentVisitor, consentTest } from './support/consent-visitor.ts';

const it = consentTest();

const accepted = ['a', 'inline after a', 'pixel'];

describe('before consent nothing is asked for, set or stored', () => {
  const paths: Readonly<Record<string, (visitor: ConsentVisitor) => Promise<void>>> = {
    'ignoring the banner': async () => undefined,
    scrolling: async ({ page }) => {
      await page.mouse.wheel(0, 2000);
      await page.waitForFunction(() => scrollY > 0);
    },
    'pressing Escape': ({ page }) => page.keyboard.press('Escape'),
    'closing the banner': ({ page }) => page.locator('.banner .x').click(),
    rejecting: ({ button }) => button('reject').click(),
    'closing the settings': async ({ page, button }) => {
      await button('choose').click();
      await page.keyboard.press('Escape');
    },
    'saving the settings as they stand': async ({ button }) => {
      await button('choose').click();
      await button('save').click();
    },
  };

  it.for(Object.entries(paths))('by %s', async ([_what, act], { site, page, button, ran, visit }) => {
    await visit();
    await act({ site, page, button });
    await settled(page);
    expect(site.foreign).toEqual([]);
    expect(await ran()).toEqual([]);
    expect(await traces(page)).toEqual([]);
    await page.reload();
    await settled(page);
    expect(site.foreign).toEqual([]);
    expect(await traces(page)).toEqual([]);
  });

  it('ignoring sets not even our own cookie', async ({ site, context, page, visit }) => {
    await visit();
    await settled(page);
    expect(await context.cookies()).toEqual([]);
    expect(site.recorded).toEqual([]);
  });

  it.for([
    ['its pages', ({ page }: ConsentVisitor) => withGpc(page.context())],
    // A browser, or what stands before it, that sends the header and tells pages nothing.
    [
      'its requests alone',
      async ({ site }: ConsentVisitor) => {
        site.config = configIn('en', { gpcSent: true });
      },
    ],
  ] as const)(
    'by Global Privacy Control, told by %s: recorded as what it is, until the visitor says something else',
    async ([_how, say], { site, page, button, ran, visit, recorded }) => {
      await say({ site, page, button });
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

  it.for([
    ['an error', 500, ''],
    ['no such storefront', 404, '{}'],
    ['something else', 200, '{"policy":"x","services":[]}'],
    ['no JSON', 200, '<html>'],
  ] as const)('when the table of services is answered with %s', async ([_what, status, body], { site, page, ran }) => {
    site.config = (response) => response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    await page.goto(site.at('shop', '/'));
    await settled(page);
    expect(site.foreign).toEqual([]);
    expect(await ran()).toEqual([]);
    expect(await traces(page)).toEqual([]);
    expect(await page.locator('.banner').count()).toBe(0);
  });

  it('when the table of services never comes', async ({ site, page }) => {
    site.config = () => undefined;
    await page.goto(site.at('shop', '/'));
    await page.evaluate(() => fetch('/').then((answer) => answer.text()));
    expect(site.foreign).toEqual([]);
    expect(await traces(page)).toEqual([]);
  });
});

describe('after consent', () => {
  it('everything runs, in the order of the page, and is there again on the next page', async ({
    site,
    page,
    button,
    ran,
    visit,
  }) => {
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

  it('a choice of purposes runs those and no others', async ({ site, page, button, ran, visit }) => {
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

  it('withdrawing in one click removes what was left behind, starts the page anew once, and puts notes in place of frames', async ({
    site,
    page,
    button,
    ran,
    visit,
    recorded,
  }) => {
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

  it('what was withdrawn on one page stops on every other that is open', async ({
    site,
    context,
    page,
    button,
    ran,
    visit,
  }) => {
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

  it('a frame can be allowed where it stands', async ({ site, page, button, visit }) => {
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
