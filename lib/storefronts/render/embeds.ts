import { type AskedCategory, askedCategories } from '../../consent/categories.ts';
import { servicesOf } from '../../consent/client/hosts.ts';
import { fillIn } from './fill-in.ts';
import { type Html, html } from './html.ts';
import type { CarriedEmbed, StorefrontView } from './view.ts';

/**
 * What of others the page carries. An embed has to be of a service of the published table, and come from a host of it:
 * what nobody can be asked about is not there. Programs are carried on a storefront's own domain alone: below our own
 * address they would share an origin with the console, and could act there as whoever is signed in.
 */
export function carriedEmbeds({
  content,
  services,
  ownDomain,
  origin,
}: Pick<StorefrontView, 'content' | 'services' | 'ownDomain' | 'origin'>): readonly CarriedEmbed[] {
  return content.embeds.flatMap(({ kind, title, service, url }) => {
    if (kind === 'script' && !ownDomain) return [];
    const known = services.find(({ id }) => id === service);
    const { hostname } = new URL(url);
    // Nothing of ours is a service of others.
    if (hostname === new URL(origin).hostname) return [];
    if (known === undefined || !servicesOf(services, hostname).includes(known)) return [];
    return [{ kind, title, url, service, host: hostname, category: known.category }];
  });
}

/**
 * The categories that the page's policy follows: those of its frames, and, where programs run, all that any service waits
 * for, since programs bring others along.
 */
export function followedCategories(
  embeds: readonly CarriedEmbed[],
  services: StorefrontView['services'],
): readonly AskedCategory[] {
  const followed = embeds.some(({ kind }) => kind === 'script') ? services : embeds;
  return askedCategories.filter((name) => followed.some(({ category }) => category === name));
}

/** Frames in their places, without an address that a browser would follow before consent. */
export function framesOf(embeds: readonly CarriedEmbed[], openAt: string): Html | null {
  const frames = embeds.filter(({ kind }) => kind === 'frame');
  if (frames.length === 0) return null;
  return html`<section aria-label="${frames.map(({ title }) => title).join(', ')}"><div class="wrap embeds">${frames.map(
    ({ title, url, host, category }) =>
      html`<figure><iframe title="${title}" data-category="${category}" data-src="${url}" width="1280" height="720" loading="lazy" allow="fullscreen" referrerpolicy="strict-origin-when-cross-origin" sandbox="allow-scripts allow-same-origin allow-forms allow-popups allow-presentation"></iframe><figcaption>${title} · <a href="${url}" rel="nofollow noopener noreferrer">${fillIn(openAt, { host })}</a></figcaption></figure>`,
  )}</div></section>`;
}

/** Programs, which the banner's script runs once they may. */
export function scriptsOf(embeds: readonly CarriedEmbed[]): Html {
  const scripts = embeds.filter(({ kind }) => kind === 'script');
  return html`${scripts.map(
    ({ url, category }) =>
      html`<script type="text/plain" data-category="${category}" data-src="${url}" async></script>`,
  )}`;
}
