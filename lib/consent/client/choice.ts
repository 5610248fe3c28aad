import {
  type AskedCategory,
  askedCategories,
  type ConsentMethod,
  consentCookie,
  consentMethods,
} from '../categories.ts';

export type Choices = Readonly<Partial<Record<AskedCategory, boolean>>>;

/** What this browser remembers of its visitor's choice. */
export interface Choice {
  readonly storefront: string;
  readonly policy: string;
  readonly choices: Choices;
  readonly method: ConsentMethod;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Given by the server with the first record. */
  readonly consentId?: string | undefined;
  /** The visitor's page about it. */
  readonly url?: string | undefined;
  /** Whether the server has still to be told. */
  readonly unsent?: boolean | undefined;
}

const daySeconds = 86_400;

/** All that `document.cookie` lists, by name. A page in a sandbox has none, and may not even ask. */
export function listCookies(): readonly (readonly [name: string, value: string])[] {
  try {
    return document.cookie.split(/;\s*/).map((pair) => {
      const mark = pair.indexOf('=');
      return [pair.slice(0, mark < 0 ? undefined : mark), mark < 0 ? '' : pair.slice(mark + 1)];
    });
  } catch {
    return [];
  }
}

/** The choice that the cookie holds, whatever policy it was made under; null when there is none that can be read. */
export function readChoice(storefront: string): Choice | null {
  const text = listCookies().find(([name]) => name === consentCookie)?.[1];
  if (!text) return null;
  try {
    const [of, policy, granted, method, at, consentId, url, unsent] = JSON.parse(decodeURIComponent(text)) as unknown[];
    const known = consentMethods.find((each) => each === method);
    if (of !== storefront || typeof policy !== 'string' || typeof at !== 'number' || !known) return null;
    const list = Array.isArray(granted) ? granted : [];
    return {
      storefront,
      policy,
      choices: Object.fromEntries(askedCategories.map((name) => [name, list.includes(name)])),
      method: known,
      at,
      consentId: typeof consentId === 'string' && consentId !== '' ? consentId : undefined,
      url: typeof url === 'string' && url !== '' ? url : undefined,
      unsent: unsent === 1,
    };
  } catch {
    return null;
  }
}

/**
 * Keeps the choice until it is to be asked for again. A browser that takes no cookies forgets it with the page, and asks on
 * the next one.
 */
export function keepChoice(choice: Choice, askAgainDays: number): void {
  const granted = askedCategories.filter((name) => choice.choices[name]);
  const { storefront, policy, method, at, consentId = '', url = '', unsent } = choice;
  const value = encodeURIComponent(
    JSON.stringify([storefront, policy, granted, method, at, consentId, url, unsent ? 1 : 0]),
  );
  const leftSeconds = Math.max(0, Math.round((at - Date.now()) / 1000) + askAgainDays * daySeconds);
  try {
    const secure = location.protocol === 'https:' ? '; secure' : '';
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API answers later and is not everywhere
    document.cookie = `${consentCookie}=${value}; path=/; max-age=${leftSeconds}; samesite=lax${secure}`;
  } catch {
    // Kept for this page alone.
  }
}
