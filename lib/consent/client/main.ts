import type { AskedCategory, BannerConfig } from '../categories.ts';
import { denyByDefault } from './consent-mode.ts';
import { Gate } from './gate.ts';
import { guardElements } from './guards.ts';
import { HeldElements } from './held-elements.ts';
import { guardMarkup } from './markup.ts';
import { guardNetwork } from './network.ts';
import { readConfig } from './read-config.ts';
import { Recorder } from './record.ts';
import { readTag, type Tag } from './tag.ts';
import { Visit } from './visit.ts';

/** What pages can use: `holdfast.consent`. */
export interface ConsentApi {
  /** Opens the second layer, as soon as it is there. */
  open(): void;
  /** Takes back whatever was allowed. */
  withdraw(): void;
  /** What is allowed now; all of it false until the visitor has answered. */
  readonly choices: Readonly<Partial<Record<AskedCategory, boolean>> & { necessary: true }>;
}

const configWaitMs = 10_000;
const retrySeconds = [2, 10, 60];

/** The banner's table and texts; null when they cannot be had now. */
async function load(tag: Tag, send: typeof fetch): Promise<BannerConfig | null> {
  try {
    const path = `/api/v1/storefronts/${encodeURIComponent(tag.storefront)}/consent?language=${tag.languages.join()}`;
    const answer = await send.call(window, tag.host + path, {
      credentials: 'omit',
      signal: AbortSignal.timeout(configWaitMs),
    });
    return answer.ok ? readConfig(await answer.json()) : null;
  } catch {
    return null;
  }
}

function bodyThere(): Promise<void> {
  if (document.body) return Promise.resolve();
  return new Promise((resolve) => document.addEventListener('DOMContentLoaded', () => resolve(), { once: true }));
}

function start(tag: Tag): void {
  const send = window.fetch;
  const takeBack = tag.consentMode ? denyByDefault() : () => undefined;
  const gate = new Gate(tag);
  const elements = new HeldElements(gate, tag.first);
  guardElements(gate);
  guardMarkup(gate);
  guardNetwork(gate);
  elements.watch();

  let visit: Visit | null = null;
  /** Asked of us before we could. */
  let wish: 'openSettings' | 'withdraw' | null = null;
  const ask = (what: 'openSettings' | 'withdraw') => {
    if (visit) visit[what]();
    else wish = what;
  };
  const api: ConsentApi = {
    open: () => ask('openSettings'),
    withdraw: () => ask('withdraw'),
    get choices() {
      return { necessary: true, ...visit?.choices } as const;
    },
  };
  const holder = window as { holdfast?: object };
  holder.holdfast = Object.assign(holder.holdfast ?? {}, { consent: api });

  document.addEventListener('click', (event) => {
    const [inner] = event.composedPath();
    const control = inner instanceof Element ? inner.closest<HTMLElement>('[data-consent]') : null;
    const what = control?.dataset.consent;
    if (what !== 'open' && what !== 'withdraw') return;
    event.preventDefault();
    api[what]();
  });

  let attempt = 0;
  let loading = false;
  const begin = async () => {
    if (visit || loading) return visit?.retry();
    loading = true;
    const config = await load(tag, send);
    if (config) {
      await bodyThere();
      if (!config.consentMode) takeBack();
      visit = new Visit({ tag, gate, recorder: new Recorder(tag.host, send), config });
      visit.begin();
      elements.meetAll();
      if (wish) visit[wish]();
    } else {
      gate.fail();
      const seconds = retrySeconds[attempt];
      attempt += 1;
      if (seconds) setTimeout(begin, seconds * 1000);
    }
    loading = false;
  };
  addEventListener('online', begin);
  // A page may come back from memory, or have stood in another tab while something was chosen.
  for (const event of ['pageshow', 'visibilitychange']) addEventListener(event, () => visit?.catchUp());
  void begin();
}

const tag = readTag(document.currentScript);
const present = (window as { readonly holdfast?: { readonly consent?: unknown } }).holdfast?.consent;
// A second tag has nothing to add.
if (tag && !present) start(tag);
