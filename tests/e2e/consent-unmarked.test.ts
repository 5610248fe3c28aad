import { describe, expect } from 'vitest';
import { configIn, settled, traces } from './support/consent-site.ts';
import { consentTest } from './support/consent-visitor.ts';

const it = consentTest();

describe('what the page does not mark', () => {
  it('does not run where the parser meets it, unless its host is allowed by the tag', async ({
    site,
    page,
    button,
    ran,
    visit,
  }) => {
    const tag = `<script src="${site.at('holdfast', '/consent.js')}" data-storefront="shop" data-allow="cdn.localhost"></script>`;
    const head = `<script>window.ran=[]</script><script src="${site.at('stats', '/a.js')}"></script><script src="${site.at('cdn', '/lib.js')}"></script>`;
    site.put('/parsed', { tag, head, body: '<main><h1>Shop</h1></main>' });
    await visit('/parsed');
    expect(await ran()).toEqual(['lib']);
    expect((await traces(page)).filter((name) => !name.startsWith('third_'))).toEqual([]);
    await button('accept').click();
    await expect.poll(ran).toEqual(['lib', 'a']);
  });

  it('waits for the table, and goes on by itself where it is not in it', async ({ site, ran, visit }) => {
    const body = `<main><h1>Shop</h1></main><script>window.ran=[];const s=document.createElement('script');s.src='${site.at('cdn', '/lib.js')}';document.head.append(s);fetch('${site.at('cdn', '/data')}').then(()=>ran.push('data'))</script>`;
    site.put('/unlisted', { body });
    await visit('/unlisted');
    await expect.poll(async () => (await ran()).sort()).toEqual(['data', 'lib']);
  });

  it('waits where a program writes it into the page, and goes on in its place', async ({
    site,
    page,
    button,
    ran,
    visit,
  }) => {
    const { at } = site;
    const write = (markup: string) => `document.write(${JSON.stringify(markup).replaceAll('/', '\\/')});`;
    const body = `<main><h1>Shop</h1><script>window.ran=[];
      ${write(`<script src="${at('stats', '/a.js')}"></script><script>ran.push('inline')</script>`)}
      ${write(`<img alt="" src='${at('pixel', '/written.gif')}'><iframe title="Written" src=${at('frames', '/written')}></iframe>`)}
      document.writeln('<p id="own">our own</p>');
      ${write(`<script src="${at('shop', '/own.js')}"></script>`)}
      </script></main>`;
    site.put('/written', { body });
    await visit('/written');
    await page.locator('#own').waitFor();
    await settled(page);
    expect(site.foreign).toEqual([]);
    expect(await ran()).toEqual(['inline']);
    await button('accept').click();
    await expect.poll(() => [...site.foreign].sort()).toEqual(['frames/written', 'pixel/written.gif', 'stats/a.js']);
    await expect.poll(ran).toEqual(['inline', 'a']);
  });

  it('waits as sound, film and embedded things too, where a program puts it in', async ({
    site,
    page,
    button,
    visit,
  }) => {
    const { at } = site;
    const body = `<main><h1>Shop</h1><div id="slot"></div></main><script>window.ran=[];
      const put = (name, attributes, inside = '') => {
        const element = document.createElement(name);
        Object.assign(element, attributes);
        document.getElementById('slot').append(element);
        return element;
      };
      put('video', { src: '${at('frames', '/property.mp4')}', preload: 'auto' });
      put('audio', { preload: 'auto' }).setAttribute('src', '${at('frames', '/attribute.mp3')}');
      put('embed', { type: 'text/html', src: '${at('frames', '/embed')}' });
      put('object', { type: 'text/html', data: '${at('frames', '/object')}' });
      document.getElementById('slot').insertAdjacentHTML('beforeend', '<video preload="auto"><source src="${at('frames', '/source.mp4')}"></video>');
      </script>`;
    site.put('/media', { body });
    await visit('/media');
    await settled(page);
    expect(site.foreign).toEqual([]);
    await button('accept').click();
    const all = ['attribute.mp3', 'embed', 'object', 'property.mp4', 'source.mp4'].map((name) => `frames/${name}`);
    await expect.poll(() => [...new Set(site.foreign)].sort()).toEqual(all);
  });

  it('makes no connection while nobody knows of whom, and none to those that are listed', async ({
    site,
    page,
    visit,
  }) => {
    const sockets: string[] = [];
    page.on('websocket', (socket) => sockets.push(new URL(socket.url()).hostname));
    const { at } = site;
    const connect = (name: 'stats' | 'cdn' | 'shop') =>
      `try { new WebSocket('${at(name, '/ws').replace('http', 'ws')}'); new EventSource('${at(name, '/events')}'); } catch (error) { refusals.push('${name} '+error.name) }`;
    const body = `<main><h1>Shop</h1></main><script>window.ran=[];window.refusals=[];${connect('stats')}${connect('cdn')}${connect('shop')}
      window.again=()=>{${connect('stats')}${connect('cdn')}}</script>`;
    site.put('/sockets', { body });
    await visit('/sockets');
    const refusals = () => page.evaluate(() => (window as unknown as { refusals: string[] }).refusals);
    expect(await refusals()).toEqual(['stats SecurityError', 'cdn SecurityError']);
    await page.evaluate(() => (window as unknown as { again: () => void }).again());
    expect((await refusals()).slice(2)).toEqual(['stats SecurityError']);
    await expect.poll(() => site.foreign).toContain('cdn/events');
    expect([...sockets, ...site.foreign].filter((each) => each.startsWith('stats'))).toEqual([]);
  });

  it('speaks Google Consent Mode: no before anything else, and the answer afterwards', async ({
    site,
    page,
    button,
    visit,
  }) => {
    await visit();
    const said = () =>
      page.evaluate(() =>
        (window as unknown as { dataLayer: ArrayLike<unknown>[] }).dataLayer.map((each) => Array.from(each)),
      );
    expect((await said())[0]).toEqual([
      'consent',
      'default',
      {
        ad_storage: 'denied',
        ad_user_data: 'denied',
        ad_personalization: 'denied',
        analytics_storage: 'denied',
        wait_for_update: 500,
      },
    ]);
    await button('accept').click();
    await expect
      .poll(async () => (await said()).filter(([, what]) => what === 'update').at(-1)?.[2])
      .toEqual({
        ad_storage: 'granted',
        ad_user_data: 'granted',
        ad_personalization: 'granted',
        analytics_storage: 'granted',
      });
    site.config = configIn('en', { consentMode: false });
    await page.reload();
    await page.locator('.stay').waitFor();
    expect(await said()).toEqual([]);
  });
});
