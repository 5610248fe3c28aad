import { consentCookie } from '../categories.ts';
import { type Choice, choiceIn, choiceValue } from '../choice-cookie.ts';

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
  return choiceIn(listCookies().find(([name]) => name === consentCookie)?.[1], storefront);
}

/** 128 random bits, in hex. */
export function newOnceKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Keeps the choice until it is to be asked for again. A browser that takes no cookies forgets it with the page, and asks on
 * the next one.
 */
export function keepChoice(choice: Choice, askAgainDays: number): void {
  const leftSeconds = Math.max(0, Math.round((choice.at - Date.now()) / 1000) + askAgainDays * daySeconds);
  try {
    const secure = location.protocol === 'https:' ? '; secure' : '';
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API answers later and is not everywhere
    document.cookie = `${consentCookie}=${choiceValue(choice)}; path=/; max-age=${leftSeconds}; samesite=lax${secure}`;
  } catch {
    // Kept for this page alone.
  }
}
