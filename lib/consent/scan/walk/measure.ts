import type { BrowserContext, Cookie, Page } from 'playwright';
import { visibleText } from '../../../platform/visible-text.ts';
import { type AskedCategory, askedCategories, consentCookie, consentMethods } from '../../categories.ts';
import { isSameSite } from '../../client/hosts.ts';
import { listedMax } from '../caps.ts';
import type { PhaseSeenOf, SeenCookieOf, SeenEntryOf } from '../observation.ts';
import { within } from './banner.ts';

type Measured = Pick<PhaseSeenOf, 'choice' | 'cookies' | 'entries' | 'leftOut'>;

const framesMax = 20;
const answerMs = 2_000;
const nameCharsMax = 200;

/** What the browser keeps now. Names alone: no value of a cookie or an entry leaves the browser, but for the choice. */
export async function measure(context: BrowserContext, page: Page, siteHost: string): Promise<Measured> {
  const [cookies, entries] = await Promise.all([
    within(context.cookies(), answerMs).then((found) => found ?? []),
    storedEntries(page, siteHost),
  ]);
  const seen = cookies.map((cookie) => seenCookie(cookie, siteHost));
  return {
    choice: choiceIn(cookies.find(({ name }) => name === consentCookie)),
    cookies: seen.slice(0, listedMax),
    entries: entries.slice(0, listedMax),
    leftOut: Math.max(0, seen.length - listedMax) + Math.max(0, entries.length - listedMax),
  };
}

function seenCookie(cookie: Cookie, siteHost: string): SeenCookieOf {
  const domain = cookie.domain.replace(/^\./, '');
  return {
    name: visibleText(cookie.name, nameCharsMax),
    domain: visibleText(cookie.domain, nameCharsMax),
    thirdParty: !isSameSite(domain, siteHost),
    lifetimeSeconds: cookie.expires < 0 ? null : Math.max(0, Math.round(cookie.expires - Date.now() / 1_000)),
    httpOnly: cookie.httpOnly,
    secure: cookie.secure,
    sameSite: cookie.sameSite,
  };
}

/** The form of `lib/consent/client/choice.ts`. */
function choiceIn(cookie: Cookie | undefined): Measured['choice'] {
  if (cookie === undefined) return null;
  try {
    const parts: unknown = JSON.parse(decodeURIComponent(cookie.value));
    if (!Array.isArray(parts)) throw new TypeError('no list');
    const [, policy, granted, method] = parts as unknown[];
    if (typeof policy !== 'string' || !Array.isArray(granted)) throw new TypeError('no choice');
    return {
      readable: true,
      policy: visibleText(policy, 64),
      granted: askedCategories.filter((name): name is AskedCategory => granted.includes(name)),
      method: consentMethods.find((each) => each === method) ?? null,
    };
  } catch {
    return { readable: false, policy: '', granted: [], method: null };
  }
}

async function storedEntries(page: Page, siteHost: string): Promise<SeenEntryOf[]> {
  const frames = page.frames().slice(0, framesMax);
  const found = await Promise.all(frames.map((frame) => within(frame.evaluate(listStored, listedMax + 1), answerMs)));
  const entries = new Map<string, SeenEntryOf>();
  for (const list of found) {
    for (const { area, host, name } of list ?? []) {
      const entry = { area, host: visibleText(host, nameCharsMax), name: visibleText(name, nameCharsMax) };
      entries.set(JSON.stringify(entry), { ...entry, thirdParty: !isSameSite(host, siteHost) });
    }
  }
  return [...entries.values()];
}

/** Runs in the page. */
async function listStored(
  most: number,
): Promise<{ area: 'localStorage' | 'sessionStorage' | 'indexedDB'; host: string; name: string }[]> {
  const host = String(location.hostname);
  const names = { localStorage: [] as string[], sessionStorage: [] as string[], indexedDB: [] as string[] };
  for (const area of ['localStorage', 'sessionStorage'] as const) {
    try {
      names[area] = Object.keys(window[area]);
    } catch {
      // Not for this frame.
    }
  }
  try {
    names.indexedDB = (await indexedDB.databases()).map(({ name }) => name ?? '');
  } catch {
    // Not for this frame.
  }
  return (['localStorage', 'sessionStorage', 'indexedDB'] as const).flatMap((area) =>
    names[area].slice(0, most).map((name) => ({ area, host, name: String(name).slice(0, 300) })),
  );
}
