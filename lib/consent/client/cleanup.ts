import { type BannerConfig, consentCookie } from '../categories.ts';
import type { Choices } from '../choice-cookie.ts';
import { listCookies } from './choice.ts';

/** Whether a name is meant by a pattern: exact, or the start of it with `*` at the end. */
export function nameMatches(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

/** Every domain that a cookie of this page may have been set for, the page's own first. */
export function cookieDomains(hostname: string): readonly (string | null)[] {
  const labels = hostname.split('.');
  return [null, ...labels.map((_, at) => labels.slice(at).join('.'))];
}

/** Every path that a cookie that this page sees may have been set for. */
export function cookiePaths(pathname: string): readonly string[] {
  const paths = ['/'];
  const segments = pathname.split('/').filter(Boolean);
  segments.forEach((_, at) => {
    const path = `/${segments.slice(0, at + 1).join('/')}`;
    paths.push(path, `${path}/`);
  });
  return paths;
}

/**
 * Removes what services that are not allowed have left in this browser for this site: cookies that a page can see, and what
 * is stored under the same names. What they have set for sites of their own is out of reach.
 */
export function removeTraces({ services }: BannerConfig, choices: Choices): void {
  const kept = services.filter(({ category }) => choices[category]).flatMap(({ cookies }) => cookies);
  const gone = services.filter(({ category }) => !choices[category]).flatMap(({ cookies }) => cookies);
  const isGone = (name: string) =>
    name !== consentCookie &&
    gone.some((pattern) => nameMatches(pattern, name)) &&
    !kept.some((pattern) => nameMatches(pattern, name));
  for (const [name] of listCookies()) if (name && isGone(name)) removeCookie(name);
  for (const storage of ['localStorage', 'sessionStorage'] as const) {
    try {
      const area = window[storage];
      for (const name of Object.keys(area)) if (isGone(name)) area.removeItem(name);
    } catch {
      // A browser that stores nothing has nothing to remove.
    }
  }
}

function removeCookie(name: string): void {
  for (const domain of cookieDomains(location.hostname)) {
    for (const path of cookiePaths(location.pathname)) {
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API answers later and is not everywhere
      document.cookie = `${name}=; path=${path}; max-age=0${domain ? `; domain=${domain}` : ''}`;
    }
  }
}
