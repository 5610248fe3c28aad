import type { z } from 'zod';
import type { CardFields } from '../content.ts';
import { storefrontTexts } from '../texts/texts.ts';
import { documentOf, type RenderedPage } from './document.ts';
import { carriedEmbeds, followedCategories, framesOf, scriptsOf } from './embeds.ts';
import { type Html, html, lines, paragraphsOf } from './html.ts';
import { markup, plainBeginning } from './markup.ts';
import type { StorefrontView } from './view.ts';

/** What search engines show of a description. */
const descriptionCharsMax = 160;

/** So few cards do not fill a row: they keep their width. */
const few = 2;

/** The storefront's first page. */
export function homePage(view: StorefrontView): RenderedPage {
  const { content } = view;
  const texts = storefrontTexts[content.language];
  const embeds = carriedEmbeds(view);
  const cardsTitle = content.cardsTitle || texts.offers;
  const frames = framesOf(embeds, texts.openAt);
  // What follows a plain section stands out from it.
  const contact = contactSection(view, frames !== null || content.cards.length === 0);
  const links = [
    ...(content.cards.length > 0 ? [{ href: '#cards', label: cardsTitle }] : []),
    ...(contact === null ? [] : [{ href: '#contact', label: texts.contact }]),
  ];
  const main = html`${heroSection(view, links)}${
    content.textMarkup.trim() === ''
      ? null
      : html`<section id="text"><div class="wrap about"><div class="prose">${markup(content.textMarkup)}</div></div></section>`
  }${
    content.cards.length === 0
      ? null
      : html`<section id="cards" class="band" aria-labelledby="cards-title"><div class="wrap"><h2 id="cards-title">${cardsTitle}</h2><ul class="cards${content.cards.length <= few ? ' few' : null}">${content.cards.map((card) => cardItem(view, card))}</ul></div></section>`
  }${frames}${contact}${scriptsOf(embeds)}`;
  return documentOf(view, {
    page: 'home',
    title: content.tagline === '' ? content.name : `${content.name} – ${content.tagline}`,
    description: plainBeginning(content.tagline || content.textMarkup, descriptionCharsMax),
    main,
    links,
    follows: followedCategories(embeds, view.services),
  });
}

function heroSection(view: StorefrontView, links: readonly { href: string; label: string }[]): Html {
  const { name, tagline, hero } = view.content;
  const picture = pictureOf(view, hero.image, hero.alt, true);
  // What most visitors came for stands last among the links, and is the one that is offered first.
  const acts = [...links].reverse();
  return html`<div class="hero${picture === null ? null : ' pictured'}"><div class="wrap"><div><h1>${name}</h1>${
    tagline === '' ? null : html`<p class="lead">${tagline}</p>`
  }${
    acts.length === 0
      ? null
      : html`<p class="acts">${acts.map(
          ({ href, label }, index) => html`<a class="act${index === 0 ? ' main' : null}" href="${href}">${label}</a>`,
        )}</p>`
  }</div>${picture}</div></div>`;
}

function pictureOf(view: StorefrontView, id: string | null, alt: string, first: boolean): Html | null {
  const facts = id === null ? undefined : view.images.get(id);
  if (id === null || facts === undefined) return null;
  const when = first ? html` fetchpriority="high"` : html` loading="lazy"`;
  return html`<img src="${view.imageBase}${id}" alt="${alt}" width="${facts.width}" height="${facts.height}"${when} decoding="async">`;
}

function cardItem(view: StorefrontView, card: z.output<typeof CardFields>): Html {
  const { title, text, price, image, imageAlt, link } = card;
  return html`<li class="card">${pictureOf(view, image, imageAlt, false)}<div class="body"><h3>${title}</h3>${
    text === '' ? null : html`<div class="text">${paragraphsOf(text)}</div>`
  }${
    price === null && link === null
      ? null
      : html`<div class="foot">${price === null ? null : html`<span class="price">${price}</span>`}${
          link === null
            ? null
            : html`<a class="more" href="${link.url}" rel="nofollow noopener" aria-label="${link.label}: ${title}">${link.label}</a>`
        }</div>`
  }</div></li>`;
}

function contactSection(view: StorefrontView, onBand: boolean): Html | null {
  const { details, language, contact } = view.content;
  const texts = storefrontTexts[language];
  const facts: readonly (readonly [string, Html | null])[] = [
    [texts.address, details.address === '' ? null : html`<address>${lines(details.address)}</address>`],
    [texts.hours, details.hours === '' ? null : lines(details.hours)],
    [texts.phone, details.phone === null ? null : phoneLink(details.phone)],
    [texts.email, details.email === null ? null : mailLink(details.email)],
  ];
  const said = facts.filter((fact): fact is readonly [string, Html] => fact[1] !== null);
  const form = contact.shown ? view.form : null;
  if (said.length === 0 && form === null) return null;
  const list =
    said.length === 0
      ? null
      : html`<dl class="facts" id="details">${said.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
  // The form brings a heading of its own.
  const heading = form === null ? html`<h2>${texts.contact}</h2>` : null;
  return html`<section id="contact"${onBand ? html` class="band"` : null}><div class="wrap">${heading}<div class="contact${list !== null && form !== null ? ' both' : null}">${list}${
    form === null ? null : html`<div class="contact-form">${form.html}</div>`
  }</div></div></section>`;
}

export function mailLink(email: string): Html {
  return html`<a href="mailto:${email}">${email}</a>`;
}

export function phoneLink(phone: string): Html {
  const digits = phone.replace(/\(0\)/g, '').replace(/[^\d+]/g, '');
  return digits === '' ? html`${phone}` : html`<a href="tel:${digits}">${phone}</a>`;
}
