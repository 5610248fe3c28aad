import { bannerTexts } from '../../consent/texts/texts.ts';
import type { StorefrontContentOf } from '../content.ts';
import { type Html, html, paragraphsOf } from '../render/html.ts';
import { type ContactOutcome, type FormProblem, formScriptPath, type TypedField, typedFields } from './form-outcome.ts';
import { messageLengths } from './schema.ts';
import type { ContactFormTexts, SpokenTexts } from './texts/contact-form-texts.ts';
import { contactFormTexts } from './texts/texts.ts';

/** What a contact form is made of. Addresses are on the page's own origin. */
export interface ContactFormSlot {
  readonly slug: string;
  readonly language: StorefrontContentOf['language'];
  readonly form: StorefrontContentOf['contact'];
  /** Where browsers without JavaScript send it. */
  readonly action: string;
  /** The privacy page of the storefront. */
  readonly privacyHref: string;
  /** Null where no check for programs runs. */
  readonly siteKey: string | null;
  /** See `newFormToken`; empty in a preview, where nothing runs and nothing is sent. */
  readonly token: string;
  readonly outcome: ContactOutcome;
}

/** Markup of the form's fields, by name. Those that may stay empty are asked for only where the storefront says so. */
const inputs: Readonly<Record<Exclude<TypedField, 'message'>, Html>> = {
  name: html` type="text" autocomplete="name" maxlength="${messageLengths.name}" required`,
  email: html` type="email" autocomplete="email" autocapitalize="off" spellcheck="false" maxlength="${messageLengths.email}" required`,
  phone: html` type="tel" autocomplete="tel" maxlength="${messageLengths.phone}"`,
  company: html` type="text" autocomplete="organization" maxlength="${messageLengths.company}"`,
};

/**
 * The contact form of a storefront's page, with its heading. It works without JavaScript; with it, `/storefront-form.js`
 * sends it in place. Nothing of others loads before somebody is in the form. Whatever was typed stands in it escaped.
 */
export function renderContactForm(slot: ContactFormSlot): { readonly html: Html; readonly turnstile: boolean } {
  const { form, language, outcome, siteKey } = slot;
  const texts = contactFormTexts[language];
  const intro = form.intro === '' ? null : paragraphsOf(form.intro);
  const sent = outcome.kind === 'sent';
  return {
    html: html`<h2 id="contact-title">${form.title || texts.title}</h2>${
      sent ? thanks(texts) : html`${intro}${troubleOf(texts, outcome)}${formOf(slot, texts)}`
    }`,
    turnstile: siteKey !== null && !sent,
  };
}

function thanks(texts: ContactFormTexts): Html {
  return html`<div class="thanks" role="status" id="contact-outcome" tabindex="-1"><p><strong>${texts.thanks}</strong></p><p>${texts.thanksText}</p></div>`;
}

/** The script puts the same here. */
function troubleOf(texts: ContactFormTexts, outcome: ContactOutcome): Html {
  if (outcome.kind !== 'refused') return html`<div id="contact-outcome" tabindex="-1" hidden></div>`;
  const { trouble, problems } = outcome;
  const list =
    problems.length === 0
      ? null
      : html`<ul>${problems.map(({ field, kind }) => html`<li><a href="#contact-${field}">${texts[field]}: ${texts[kind]}</a></li>`)}</ul>`;
  return html`<div class="problem-summary" role="alert" id="contact-outcome" tabindex="-1"><p>${texts[trouble]}</p>${list}</div>`;
}

function formOf(slot: ContactFormSlot, texts: ContactFormTexts): Html {
  const { slug, form, action, privacyHref, language, siteKey, token, outcome } = slot;
  const values = outcome.kind === 'refused' ? outcome.values : {};
  const problems = outcome.kind === 'refused' ? outcome.problems : [];
  const shown = typedFields.filter((name) => (name !== 'phone' && name !== 'company') || form[name]);
  return html`<form id="contact-form" method="post" action="${action}" accept-charset="utf-8" aria-labelledby="contact-title" novalidate data-storefront="${slug}" data-language="${language}" data-site-key="${siteKey}" data-texts="${JSON.stringify(spoken(texts))}">${shown.map(
    (name) => field(name, texts, values[name] ?? '', problems),
  )}<p class="hp" aria-hidden="true"><label>${texts.leaveEmpty} <input type="text" name="website" tabindex="-1" autocomplete="off"></label></p><p data-link-consent hidden><label><input type="checkbox" name="linkConsent"> ${texts.linkConsent}</label></p><p class="hint">${texts.note} <a href="${privacyHref}">${bannerTexts[language].privacy}</a></p>${
    siteKey === null ? null : html`<noscript><p class="hint">${texts.noScript}</p></noscript><div data-bot-check></div>`
  }<input type="hidden" name="form" value="${token}"><button type="submit">${texts.send}</button><p class="hint" role="status" data-progress></p></form>${token === '' ? null : html`<script src="${formScriptPath}" defer></script>`}`;
}

function spoken(texts: ContactFormTexts): SpokenTexts {
  const { title: _1, optional: _2, send: _3, note: _4, linkConsent: _5, leaveEmpty: _6, noScript: _7, ...said } = texts;
  return said;
}

function field(name: TypedField, texts: ContactFormTexts, value: string, problems: readonly FormProblem[]): Html {
  const problem = problems.find((each) => each.field === name);
  const id = `contact-${name}`;
  const optional = name === 'phone' || name === 'company' ? html` <small>(${texts.optional})</small>` : null;
  const said = problem === undefined ? null : html` aria-invalid="true"`;
  const common = html` id="${id}" name="${name}" aria-describedby="${id}-problem"${said}`;
  const control =
    name === 'message'
      ? // A line break after the tag is left out by the browser: what was typed may begin with one.
        html`<textarea${common} rows="6" maxlength="${messageLengths.message}" required>
${value}</textarea>`
      : html`<input${common}${inputs[name]} value="${value}">`;
  return html`<div class="field"><label for="${id}">${texts[name]}${optional}</label>${control}<span class="problem" id="${id}-problem">${problem === undefined ? null : texts[problem.kind]}</span></div>`;
}
