import { describe, expect } from 'vitest';
import { configIn, settled, untilTold } from './support/consent-site.ts';
import { consentTest } from './support/consent-visitor.ts';

const it = consentTest({ reducedMotion: 'reduce' });

describe('the banner', () => {
  it('works under a strict policy, with its styles, and breaks nothing of it', async ({
    site,
    page,
    banner,
    button,
    visit,
  }) => {
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
    expect(await banner.evaluate((element) => getComputedStyle(element).position)).toBe('fixed');
    await button('accept').click();
    await expect.poll(() => page.evaluate(() => (window as unknown as { ran: string[] }).ran)).toEqual(['a', 'inline']);
    expect(complaints).toEqual([]);
  });

  it('in a browser that takes no cookies holds for the page, and asks again on the next', async ({
    site,
    context,
    page,
    button,
    visit,
    recorded,
  }) => {
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

  it('two tags make one banner', async ({ site, page, visit }) => {
    const tag = `<script src="${site.at('holdfast', '/consent.js')}" data-storefront="shop" async></script>`;
    site.put('/twice', { tag: tag + tag, body: '<main><h1>Shop</h1></main>' });
    await visit('/twice');
    await settled(page);
    expect(await page.locator('[data-holdfast]').count()).toBe(1);
  });

  it('shows hostile texts as text, and follows no hostile address', async ({ site, page, banner, button, visit }) => {
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
    expect(await banner.innerText()).toContain('<img src=x onerror');
    await button('choose').click();
    expect(await page.locator('a[href^="javascript:"], a[href^="data:"]').count()).toBe(0);
    await button('reject').click();
    expect(await page.evaluate(() => 'owned' in window)).toBe(false);
  });

  it('a choice that could not be recorded is kept, and recorded later', async ({ site, page, button, visit }) => {
    site.recordStatus = 0;
    await visit();
    await button('reject').click();
    await page.locator('.stay').waitFor();
    site.recordStatus = 201;
    await page.reload();
    await untilTold(page);
    expect(site.recorded[0]?.method).toBe('reject_all');
    await page.reload();
    await settled(page);
    // Browsers send again by themselves what a connection lost: it is the same choice all the same.
    expect(new Set(site.recorded.map(({ onceKey }) => onceKey)).size).toBe(1);
  });

  it('a choice whose answer was lost is sent again as it was, by its once-key, and the next one has another', async ({
    site,
    page,
    button,
    visit,
  }) => {
    site.recordStatus = -1;
    await visit();
    await button('reject').click();
    await expect.poll(() => site.recorded.length).toBeGreaterThan(0);
    // The next page speaks another language.
    site.config = configIn('de');
    site.recordStatus = 201;
    await page.reload();
    await untilTold(page);
    const [first, ...again] = [...site.recorded];
    expect(first?.onceKey).toMatch(/^[0-9a-f]{32}$/);
    // Browsers send again by themselves what a connection lost, so there may be more than two.
    expect(again.length).toBeGreaterThan(0);
    for (const each of again) expect(each).toEqual(first);
    await button('reopen').click();
    await button('accept').click();
    await expect.poll(() => site.recorded.at(-1)?.method).toBe('accept_all');
    expect(site.recorded.at(-1)).toMatchObject({ language: 'de', consentId: 'visitor-1' });
    expect(site.recorded.at(-1)?.onceKey).not.toBe(first?.onceKey);
  });

  it('what is told late does not undo what was chosen on another page meanwhile', async ({
    site,
    context,
    page,
    button,
    visit,
  }) => {
    const held = Promise.withResolvers<void>();
    await page.route('**/api/v1/consents', async (route) => {
      await held.promise;
      await route.continue();
    });
    await visit();
    await button('accept').click();
    const other = await context.newPage();
    await other.goto(site.at('shop', '/'));
    await other.locator('[data-act="withdraw"]').first().click();
    await expect.poll(() => site.recorded.map(({ method }) => method)).toContain('withdraw');
    held.resolve();
    await expect.poll(() => site.recorded.filter(({ method }) => method === 'accept_all').length).toBe(2);
    await settled(page);
    const [cookie] = await context.cookies(site.at('shop'));
    expect(decodeURIComponent(cookie?.value ?? '')).toContain('"withdraw"');
  });

  it('another policy asks again, under the same id, and counts as no until it is answered', async ({
    site,
    page,
    button,
    visit,
    recorded,
  }) => {
    await visit();
    await button('accept').click();
    await recorded(1);
    await untilTold(page);
    site.config = configIn('en', { policy: 'b'.repeat(64) });
    await settled(page);
    site.foreign.length = 0;
    await visit();
    await settled(page);
    expect(site.foreign).toEqual([]);
    await button('reject').click();
    await recorded(2);
    expect(site.recorded[1]).toMatchObject({ policy: 'b'.repeat(64), consentId: 'visitor-1' });
  });
});
