import type { BrowserContext, Page, Request } from 'playwright';
import { visibleText } from '../../../platform/visible-text.ts';
import { isSameSite } from '../../client/hosts.ts';
import type { SeenHostOf } from '../observation.ts';

const popupsMax = 25;
/** More hosts than this are not told apart; they are counted. */
const hostsMax = 400;

interface Tally {
  requests: number;
  readonly kinds: Set<string>;
  readonly example: string;
}

/** Notes what a browser asks for, and keeps it to the one page. */
export class Recorder {
  requests = 0;
  popups = 0;
  dialogs = 0;
  downloads = 0;
  /** When something was last asked for or had come, by `performance.now()`. */
  lastActiveMs = performance.now();
  readonly #hosts = new Map<string, Tally>();
  readonly #requestsMax: number;
  readonly #tooMany: () => void;

  constructor(requestsMax: number, tooMany: () => void) {
    this.#requestsMax = requestsMax;
    this.#tooMany = tooMany;
  }

  /** From here on; `page` is the one that stays. */
  follow(context: BrowserContext, page: Page): void {
    context.on('request', (request) => this.#note(request));
    const active = () => {
      this.lastActiveMs = performance.now();
    };
    context.on('requestfinished', active);
    context.on('requestfailed', active);
    context.on('page', (other) => {
      if (other === page) return;
      this.popups += 1;
      void other.close().catch(() => undefined);
      if (this.popups === popupsMax) this.#tooMany();
    });
    page.on('websocket', (socket) => this.#count(socket.url(), 'websocket'));
    page.on('dialog', (dialog) => {
      this.dialogs += 1;
      void dialog.dismiss().catch(() => undefined);
    });
    page.on('download', (download) => {
      this.downloads += 1;
      void download.cancel().catch(() => undefined);
    });
  }

  /** Forgets which hosts were asked so far: what matters comes now. */
  begin(): void {
    this.#hosts.clear();
  }

  /** Those that were asked, others' before the site's own. */
  hosts(siteHost: string): readonly SeenHostOf[] {
    return [...this.#hosts]
      .map(([host, { requests, kinds, example }]) => {
        const thirdParty = !isSameSite(host, siteHost);
        return { host, thirdParty, requests, kinds: [...kinds].sort(), example };
      })
      .sort((a, b) => Number(b.thirdParty) - Number(a.thirdParty) || (a.host < b.host ? -1 : 1));
  }

  #note(request: Request): void {
    this.#count(request.url(), request.resourceType());
  }

  #count(text: string, kind: string): void {
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url === null || !/^(?:https?|wss?):$/.test(url.protocol)) return;
    this.lastActiveMs = performance.now();
    this.requests += 1;
    if (this.requests === this.#requestsMax + 1) this.#tooMany();
    const known = this.#hosts.get(url.hostname);
    if (known === undefined) {
      if (this.#hosts.size >= hostsMax) return;
      const example = visibleText(`${url.origin}${url.pathname}`, 300);
      this.#hosts.set(url.hostname, { requests: 1, kinds: new Set([kind]), example });
    } else {
      known.requests += 1;
      if (known.kinds.size < 20) known.kinds.add(kind);
    }
  }
}
