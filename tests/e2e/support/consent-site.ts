import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright';
import type { BannerConfig, ConsentLanguage, RecordedChoice } from '#lib/consent/categories.ts';
import { bannerTexts } from '#lib/consent/texts/texts.ts';
import { consentScriptAnswer } from '#lib/http/consent-script.ts';
import { sendAnswer, toApiRequest } from '../../../server/node-message.ts';

/** Browsers take every name below `localhost` for this machine, and each for a site of its own. */
const names = ['shop', 'holdfast', 'stats', 'pixel', 'frames', 'cdn'] as const;
type Name = (typeof names)[number];

export interface SitePage {
  readonly body: string;
  readonly head?: string;
  readonly csp?: string;
  /** In place of the usual tag. */
  readonly tag?: string;
}

/** A site that carries the banner, the installation that it asks, and others that it loads from: one server, six hosts. */
export interface ConsentSite {
  at(name: Name, path?: string): string;
  /** Serves this page of the shop from now on. */
  put(path: string, page: SitePage): void;
  /** What the installation answers as the banner's table; a function may answer anything else. */
  config: BannerConfig | ((response: ServerResponse) => void);
  /** What was asked of hosts other than the shop and the installation. */
  readonly foreign: string[];
  readonly recorded: RecordedChoice[];
  /** With which status choices are answered; 0 hangs up, -1 hangs up once it has recorded. */
  recordStatus: number;
  reset(): void;
  close(): Promise<void>;
}

export function configIn(language: ConsentLanguage, changes: Partial<BannerConfig> = {}): BannerConfig {
  return {
    storefront: 'shop',
    policy: 'a'.repeat(64),
    language,
    texts: bannerTexts[language],
    categories: ['functional', 'analytics', 'marketing'],
    services: [
      service('stats', 'Fake Analytics', 'analytics', ['stats.localhost'], ['_fa', '_fa_*']),
      service('pixel', 'Fake Pixel', 'marketing', ['*.pixel.localhost', 'pixel.localhost'], ['_fp']),
      service('frames', 'Fake Video', 'functional', ['frames.localhost'], ['_fv']),
    ],
    theme: { brand: '#1d4ed8', position: 'bottom', scheme: 'auto' },
    consentMode: true,
    gpc: ['functional', 'analytics', 'marketing'],
    askAgainDays: 180,
    privacyUrl: 'http://shop.localhost/privacy',
    imprintUrl: 'http://shop.localhost/imprint',
    ...changes,
  };
}

function service(
  id: string,
  name: string,
  category: 'functional' | 'analytics' | 'marketing',
  hosts: readonly string[],
  cookies: readonly string[],
) {
  return { id, name, category, hosts, cookies, privacyUrl: `https://${id}.example/privacy` };
}

/** What the fake programs do once they run: leave something wherever they can. */
const programs: Readonly<Record<string, string>> = {
  '/a.js': `ran.push('a'); document.cookie='_fa=1; path=/'; document.cookie='_fa_deep=1; path='+location.pathname; localStorage._fa_store='1'; sessionStorage._fa_session='1';`,
  '/injected.js': `ran.push('injected'); document.cookie='_fa_injected=1; path=/';`,
  '/pixel.js': `ran.push('pixel'); document.cookie='_fp=1; path=/';`,
  '/lib.js': `ran.push('lib');`,
};

const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** Serves until closed. */
export async function startConsentSite(): Promise<ConsentSite> {
  const pages = new Map<string, SitePage>();
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const at = (name: Name, path = '') => `http://${name}.localhost:${port}${path}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const name = request.headers.host?.split('.')[0];
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (name === 'shop') return shop(path, response);
    if (name === 'holdfast') return installation(request, response, path);
    site.foreign.push(`${name}${path}`);
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('set-cookie', `third_${name}=1; path=/`);
    const program = programs[path];
    if (program) response.setHeader('content-type', 'text/javascript').end(program);
    else if (path.endsWith('.gif')) response.setHeader('content-type', 'image/gif').end(gif);
    else response.setHeader('content-type', 'text/html').end('<!doctype html><title>frame</title><p>playing</p>');
  }

  function shop(path: string, response: ServerResponse): void {
    const page = pages.get(path);
    if (!page) {
      response.writeHead(404).end();
      return;
    }
    const tag = page.tag ?? `<script src="${at('holdfast', '/consent.js')}" data-storefront="shop"></script>`;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    if (page.csp) response.setHeader('content-security-policy', page.csp);
    response.end(
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Shop</title>${tag}${page.head ?? ''}</head><body>${page.body}</body></html>`,
    );
  }

  async function installation(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    if (path === '/consent.js') return sendAnswer(request, response, consentScriptAnswer(toApiRequest(request)));
    response.setHeader('access-control-allow-origin', at('shop'));
    response.setHeader('access-control-allow-headers', 'content-type');
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end();
      return;
    }
    if (path === '/api/v1/storefronts/shop/consent') {
      if (typeof site.config === 'function') site.config(response);
      else response.setHeader('content-type', 'application/json').end(JSON.stringify(site.config));
      return;
    }
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    if (site.recordStatus === 0) {
      request.socket.destroy();
      return;
    }
    site.recorded.push(JSON.parse(body) as RecordedChoice);
    if (site.recordStatus === -1) {
      request.socket.destroy();
      return;
    }
    const told = {
      consentId: 'visitor-1',
      id: 'cns_1',
      at: '2026-11-22T10:00:00.000Z',
      url: at('holdfast', '/consent/shop#visitor-1'),
    };
    response.writeHead(site.recordStatus, { 'content-type': 'application/json' }).end(JSON.stringify(told));
  }

  const site: ConsentSite = {
    at,
    put: (path, page) => void pages.set(path, page),
    config: configIn('en'),
    foreign: [],
    recorded: [],
    recordStatus: 201,
    reset() {
      site.config = configIn('en');
      site.foreign.length = 0;
      site.recorded.length = 0;
      site.recordStatus = 201;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return site;
}

/** A page with everything on it: marked, listed and put in by a program. `ran` tells what has run, in order. */
export function fullPage(site: ConsentSite): SitePage {
  const { at } = site;
  return {
    head: `<script>window.ran=[];window.events=[];document.addEventListener('holdfast:consent',(e)=>events.push(e.detail.method))</script>
      <script type="text/plain" data-category="analytics" src="${at('stats', '/a.js')}"></script>
      <script type="text/plain" data-category="analytics">ran.push('inline after a')</script>
      <script type="text/plain" data-category="marketing" data-src="${at('pixel', '/pixel.js')}"></script>`,
    body: `<main><h1>Shop</h1><p>Goods.</p>
      <iframe title="Video" data-category="functional" data-src="${at('frames', '/video')}" width="400" height="225"></iframe>
      <img alt="" data-category="marketing" data-src="${at('pixel', '/marked.gif')}">
      <div id="slot"></div><a href="#x" data-consent="withdraw">Withdraw</a><div style="height:3000px"></div><div id="markup"></div></main>
      <script>
        const script = document.createElement('script'); script.src = '${at('stats', '/injected.js')}'; document.head.append(script);
        const image = new Image(); image.src = '${at('pixel', '/new-image.gif')}';
        const named = document.createElement('img'); named.alt = ''; named.setAttribute('src', '${at('pixel', '/set-attribute.gif')}'); document.getElementById('slot').append(named);
        const frame = document.createElement('iframe'); frame.title = 'Other'; frame.src = '${at('frames', '/created')}'; document.getElementById('slot').append(frame);
        document.getElementById('markup').innerHTML = '<img alt="" src="${at('pixel', '/markup.gif')}"><iframe title="Markup" src="${at('frames', '/markup')}"></iframe>';
        document.getElementById('markup').insertAdjacentHTML('beforeend', '<img alt="" src="${at('pixel', '/adjacent.gif')}">');
        fetch('${at('stats', '/fetch')}').then(() => ran.push('fetch'), () => undefined);
        const xhr = new XMLHttpRequest(); xhr.open('GET', '${at('stats', '/xhr')}'); xhr.send();
        navigator.sendBeacon('${at('stats', '/beacon')}', 'x');
      </script>`,
  };
}

/** A visitor who was never there. */
export async function freshPage(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<{ readonly context: BrowserContext; readonly page: Page }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  return { context, page };
}

/** A browser that sends Global Privacy Control, as far as its pages can tell. */
export async function withGpc(context: BrowserContext): Promise<void> {
  await context.addInitScript(() =>
    Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { value: true, configurable: true }),
  );
}

/** Until whatever was let go has been asked for: what the page asks for then comes after it. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  await page.evaluate(async () => {
    await new Promise((resume) => requestAnimationFrame(() => setTimeout(resume)));
    for (let turn = 0; turn < 2; turn += 1) await fetch('/').then((answer) => answer.text());
  });
}

/** Until the banner has been told that its choice was recorded. */
export async function untilTold(page: Page): Promise<void> {
  await page.waitForFunction(() => /hf_consent=[^;]*%2C0%5D/.test(document.cookie));
}

/** Everything that is stored for any site, without the banner's own cookie. */
export async function traces(page: Page): Promise<string[]> {
  const cookies = (await page.context().cookies()).map(({ name }) => name).filter((name) => name !== 'hf_consent');
  const stored = await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);
  return [...cookies, ...stored].sort();
}
