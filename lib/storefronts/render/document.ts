import { bannerTexts } from '../../consent/texts/texts.ts';
import { storefrontTexts } from '../texts/texts.ts';
import { fillIn } from './fill-in.ts';
import { type Html, html, htmlText, vouchedHtml } from './html.ts';
import { styleSheet } from './style.ts';
import type { StorefrontPageName, StorefrontView } from './view.ts';

/** A page as text, with what its policy has to name. */
export interface RenderedPage {
  readonly text: string;
  /** The style sheet that stands in the page, exactly as it stands there. */
  readonly style: string;
}

interface Parts {
  readonly page: StorefrontPageName;
  readonly title: string;
  readonly description: string;
  readonly main: Html;
  readonly links: readonly { readonly href: string; readonly label: string }[];
  /** Categories that the page's policy follows: another choice of them loads it anew. */
  readonly follows: readonly string[];
}

const paths: Readonly<Record<StorefrontPageName, string>> = { home: '', privacy: '/privacy', imprint: '/imprint' };

/** Where a page of the storefront stands, for links of its pages. */
export function pathTo(view: StorefrontView, page: StorefrontPageName): string {
  return `${view.base}${paths[page]}` || '/';
}

/** The whole document around the content of one page. */
export function documentOf(view: StorefrontView, parts: Parts): RenderedPage {
  const { content, preview } = view;
  const { language, name, theme } = content;
  const texts = storefrontTexts[language];
  const style = styleSheet(theme);
  const page = html`<!doctype html>
<html lang="${language}" dir="ltr" class="${theme.layout}">
<head>
<meta charset="utf-8">${preview ? html`<base target="_blank">` : consentTag(view, parts.follows)}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${parts.title}</title>
${head(view, parts)}
<style>${vouchedHtml(style)}</style>
</head>
<body id="top">
<header class="bar"><a class="skip" href="#content">${texts.skip}</a><div class="wrap"><a class="home" href="${pathTo(view, 'home')}"${parts.page === 'home' ? html` aria-current="page"` : null}><span class="mark" aria-hidden="true">${initialOf(name)}</span>${name}</a>${
    parts.links.length === 0
      ? null
      : html`<nav aria-label="${name}">${parts.links.map(({ href, label }) => html`<a href="${href}">${label}</a>`)}</nav>`
  }</div></header>
<main id="content" tabindex="-1">${parts.main}</main>
${footer(view)}
</body>
</html>
`;
  return { text: htmlText(page), style };
}

/**
 * The banner. It may come late (`async`), since nothing of others stands unmarked in our pages and the policy lets none of it
 * in: so nothing waits for it to be painted.
 */
function consentTag({ content, slug, form }: StorefrontView, follows: readonly string[]): Html {
  const allow = form?.turnstile ? html` data-allow="challenges.cloudflare.com"` : null;
  const reload = follows.length === 0 ? null : html` data-reload="${follows.join(' ')}"`;
  return html`<script src="/consent.js" data-storefront="${slug}" data-language="${content.language}"${allow}${reload} async></script>`;
}

function head(view: StorefrontView, { page, title, description }: Parts): Html {
  const { content, images, preview } = view;
  const home = view.url.replace(/\/$/, '');
  const hero = content.hero.image === null ? undefined : images.get(content.hero.image);
  const address = `${home}${paths[page]}` || '/';
  return html`<meta name="robots" content="${preview ? 'noindex, nofollow' : 'index, follow'}">
${description === '' ? null : html`<meta name="description" content="${description}">`}
<meta name="theme-color" content="${content.theme.brand}">
<link rel="canonical" href="${page === 'home' ? view.url : address}">
<link rel="icon" href="${view.base}/icon.svg" type="image/svg+xml">
<meta property="og:type" content="website">
<meta property="og:site_name" content="${content.name}">
<meta property="og:title" content="${title}">
${description === '' ? null : html`<meta property="og:description" content="${description}">`}
<meta property="og:url" content="${page === 'home' ? view.url : address}">
${
  hero === undefined || content.hero.image === null
    ? html`<meta name="twitter:card" content="summary">`
    : html`<meta property="og:image" content="${home}/images/${content.hero.image}">
<meta property="og:image:width" content="${hero.width}">
<meta property="og:image:height" content="${hero.height}">
<meta property="og:image:alt" content="${content.hero.alt || content.name}">
<meta name="twitter:card" content="summary_large_image">`
}`;
}

function footer(view: StorefrontView): Html {
  const { language, name } = view.content;
  const { privacy, imprint, reopen } = bannerTexts[language];
  return html`<footer><div class="wrap"><p>${name}</p><nav aria-label="${privacy}"><a href="${pathTo(view, 'privacy')}">${privacy}</a><a href="${pathTo(view, 'imprint')}">${imprint}</a><a href="${consentPath(view)}" data-consent="open">${reopen}</a></nav></div></footer>`;
}

/** The visitor's page about their choices: where the link to the settings leads without JavaScript. */
export function consentPath({ origin, slug }: StorefrontView): string {
  return `${origin}/consent/${encodeURIComponent(slug)}`;
}

/** The first letter of a name as people see it, in capitals. */
export function initialOf(name: string): string {
  const [first] = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(name.trim());
  return (first?.segment ?? '').toLocaleUpperCase();
}

/** “Back to …”, above what is on a legal page. */
export function backLink(view: StorefrontView): Html {
  const { language, name } = view.content;
  return html`<p><a href="${pathTo(view, 'home')}">← ${fillIn(storefrontTexts[language].back, { name })}</a></p>`;
}
