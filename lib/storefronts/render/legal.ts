import { bannerTexts } from '../../consent/texts/texts.ts';
import { storefrontTexts } from '../texts/texts.ts';
import { backLink, consentPath, documentOf, type RenderedPage } from './document.ts';
import { fillIn } from './fill-in.ts';
import { mailLink, phoneLink } from './home.ts';
import { type Html, html, lines } from './html.ts';
import { markup } from './markup.ts';
import type { StorefrontPageName, StorefrontView } from './view.ts';

const daysOfYear = 365;
const daysOfMonth = daysOfYear / 12;

function legalPage(view: StorefrontView, page: StorefrontPageName, title: string, body: Html): RenderedPage {
  return documentOf(view, {
    page,
    title: `${title} – ${view.content.name}`,
    description: '',
    main: html`<section class="legal"><div class="wrap">${backLink(view)}<h1>${title}</h1><div class="prose">${body}</div></div></section>`,
    links: [],
    follows: [],
  });
}

/** Who runs the storefront: directive 2000/31/EC, article 5. */
export function imprintPage(view: StorefrontView): RenderedPage {
  const { imprint, language } = view.content;
  const { imprint: says, phone, email } = storefrontTexts[language];
  const facts: readonly (readonly [string, Html | null])[] = [
    [says.representedBy, imprint.representative === null ? null : html`${imprint.representative}`],
    [phone, imprint.phone === null ? null : phoneLink(imprint.phone)],
    [email, imprint.email === null ? null : mailLink(imprint.email)],
    [says.register, imprint.register === null ? null : html`${imprint.register}`],
    [says.vatId, imprint.vatId === null ? null : html`${imprint.vatId}`],
    [says.responsible, imprint.responsible === null ? null : html`${imprint.responsible}`],
  ];
  const body = html`<address><strong>${imprint.name ?? view.organization.name}</strong>${
    imprint.address === '' ? null : html`<br>${lines(imprint.address)}`
  }</address><dl class="facts">${facts.map(([label, value]) =>
    value === null ? null : html`<div><dt>${label}</dt><dd>${value}</dd></div>`,
  )}</dl>${markup(imprint.moreMarkup)}`;
  return legalPage(view, 'imprint', bannerTexts[language].imprint, body);
}

/** What happens with visitors' data: GDPR, article 13. In the organisation's own words where it has any. */
export function privacyPage(view: StorefrontView): RenderedPage {
  const { language, privacyMarkup } = view.content;
  const own = privacyMarkup.trim() !== '';
  const body = own ? markup(privacyMarkup) : privacyText(view);
  const { ask } = storefrontTexts[language].privacy;
  // Whatever the text says: this way to the own data and choices is always there.
  const ways = html`<ul><li><a href="${requestPath(view)}">${ask}</a></li><li><a href="${consentPath(view)}">${bannerTexts[language].yourConsent}</a></li></ul>`;
  return legalPage(view, 'privacy', bannerTexts[language].privacy, html`${body}${ways}`);
}

/** Where anybody asks the organisation about their data. CLAIMS G9. */
function requestPath({ origin, organization }: StorefrontView): string {
  return `${origin}/privacy/${encodeURIComponent(organization.slug)}`;
}

/** The text that follows from what the storefront does: its form, its services, what is kept, and for how long. */
function privacyText(view: StorefrontView): Html {
  const { content, services, form, organization } = view;
  const { imprint, name, contact } = content;
  const says = storefrontTexts[content.language].privacy;
  const months = Math.ceil(view.keptDays.messages / daysOfMonth);
  const years = Math.ceil(view.keptDays.choices / daysOfYear);
  return html`<p>${fillIn(says.intro, { name })}</p>
<h2>${says.controller}</h2><address>${imprint.name ?? organization.name}${
    imprint.address === '' ? null : html`<br>${lines(imprint.address)}`
  }${imprint.email === null ? null : html`<br>${mailLink(imprint.email)}`}</address>
<h2>${says.visit}</h2><p>${says.visitText}</p>
${
  contact.shown
    ? html`<h2>${says.form}</h2><p>${fillIn(says.formText, { months })}</p>${form?.turnstile ? html`<p>${says.botText}</p>` : null}`
    : null
}
<h2>${says.choices}</h2><p>${fillIn(says.choicesText, { days: view.askAgainDays, years, settings: bannerTexts[content.language].reopen })}</p>
<h2>${says.services}</h2>${services.length === 0 ? html`<p>${says.noServices}</p>` : servicesTable(view)}
<h2>${says.rights}</h2><p>${says.rightsText}</p>`;
}

function servicesTable({ content, services }: StorefrontView): Html {
  const says = storefrontTexts[content.language].privacy;
  const { categories, privacy } = bannerTexts[content.language];
  return html`<p>${says.servicesText}</p><div class="scroll" tabindex="0" role="region" aria-label="${says.services}"><table><thead><tr><th scope="col">${says.service}</th><th scope="col">${says.purpose}</th><th scope="col">${says.receivers}</th><th scope="col">${says.cookies}</th></tr></thead><tbody>${services.map(
    ({ name, category, hosts, cookies, privacyUrl }) =>
      html`<tr><th scope="row">${name}${
        privacyUrl === undefined
          ? null
          : html`<br><a href="${privacyUrl}" rel="nofollow noopener" aria-label="${privacy}: ${name}">${privacy}</a>`
      }</th><td>${categories[category].title}: ${categories[category].text}</td><td>${codes(hosts)}</td><td>${cookies.length === 0 ? '–' : codes(cookies)}</td></tr>`,
  )}</tbody></table></div>`;
}

function codes(names: readonly string[]): Html {
  return html`${names.map((name, index) => html`${index === 0 ? null : html`<br>`}<code>${name}</code>`)}`;
}
