import { consentCookie } from '../../../consent/categories.ts';
import { choiceIn } from '../../../consent/choice-cookie.ts';
import {
  type FormProblem,
  type FormTrouble,
  problemsOf,
  type TypedField,
  troubleOf,
  typedFields,
} from '../form-outcome.ts';
import type { SpokenTexts } from '../texts/contact-form-texts.ts';
import { BotCheck } from './bot-check.ts';

/*
 * Sends a storefront's contact form in place. The form works without this; here, what was typed stays where it is whatever
 * happens, and the outcome is announced where the visitor is.
 */

const answerWaitMs = 30_000;

interface Problem {
  readonly code?: unknown;
  readonly errors?: unknown;
}

function start(form: HTMLFormElement, outcome: HTMLElement): void {
  const { storefront = '', language = 'en', siteKey } = form.dataset;
  const texts = JSON.parse(form.dataset.texts ?? '{}') as SpokenTexts;
  const button = form.querySelector('button') as HTMLButtonElement;
  const progress = form.querySelector('[data-progress]') as HTMLElement;
  const slot = form.querySelector<HTMLElement>('[data-bot-check]');
  const check = siteKey && slot ? new BotCheck({ siteKey, slot, language }) : null;
  const consentId = choiceIn(cookieValue(consentCookie), storefront)?.consentId;
  const link = form.querySelector<HTMLElement>('[data-link-consent]');
  if (consentId && link) link.hidden = false;
  // Nothing of others is asked for before somebody is in the form.
  form.addEventListener('focusin', () => check?.load(), { once: true });

  const typed = (): Partial<Record<TypedField, string>> => {
    const data = new FormData(form);
    return Object.fromEntries(
      typedFields.filter((name) => data.has(name)).map((name) => [name, String(data.get(name))]),
    );
  };

  const show = (trouble: FormTrouble, problems: readonly FormProblem[]): void => {
    for (const name of typedFields) {
      const control = form.querySelector(`#contact-${name}`);
      const said = form.querySelector(`#contact-${name}-problem`);
      const problem = problems.find((each) => each.field === name);
      if (problem) control?.setAttribute('aria-invalid', 'true');
      else control?.removeAttribute('aria-invalid');
      if (said) said.textContent = problem ? texts[problem.kind] : '';
    }
    const list = document.createElement('ul');
    for (const { field, kind } of problems) {
      const item = document.createElement('a');
      item.href = `#contact-${field}`;
      item.textContent = `${texts[field]}: ${texts[kind]}`;
      list.append(document.createElement('li'));
      list.lastElementChild?.append(item);
    }
    announce('problem-summary', 'alert', [paragraph(texts[trouble]), ...(problems.length > 0 ? [list] : [])]);
  };

  const announce = (name: string, role: string, content: readonly Node[]): void => {
    outcome.className = name;
    outcome.setAttribute('role', role);
    outcome.replaceChildren(...content);
    outcome.hidden = false;
    outcome.focus();
  };

  const send = async (): Promise<void> => {
    const values = typed();
    const data = new FormData(form);
    const token = await check?.token();
    const website = String(data.get('website') ?? '');
    const answer = await fetch(`/api/v1/storefronts/${encodeURIComponent(storefront)}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      credentials: 'omit',
      signal: AbortSignal.timeout(answerWaitMs),
      body: JSON.stringify({
        ...values,
        form: String(data.get('form') ?? ''),
        ...(website ? { website } : {}),
        ...(token ? { turnstileToken: token } : {}),
        ...(consentId && data.has('linkConsent') ? { consentId } : {}),
      }),
    });
    if (answer.ok) {
      form.remove();
      const strong = document.createElement('strong');
      strong.textContent = texts.thanks;
      const first = document.createElement('p');
      first.append(strong);
      announce('thanks', 'status', [first, paragraph(texts.thanksText)]);
      return;
    }
    const { code, errors } = (await answer.json().catch(() => ({}))) as Problem;
    const paths = Array.isArray(errors) ? errors.map((each: { path?: unknown }) => String(each?.path)) : [];
    const problems = problemsOf(paths, values);
    const trouble = troubleOf(String(code));
    show(trouble === 'fixFields' && problems.length === 0 ? 'failed' : trouble, problems);
  };

  let busy = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    button.setAttribute('aria-disabled', 'true');
    progress.textContent = texts.sending;
    send()
      .catch(() => show('failed', []))
      .finally(() => {
        busy = false;
        button.removeAttribute('aria-disabled');
        progress.textContent = '';
        // A token is spent by the attempt that carried it.
        check?.reset();
      });
  });
}

function paragraph(text: string): HTMLElement {
  const made = document.createElement('p');
  made.textContent = text;
  return made;
}

function cookieValue(name: string): string | undefined {
  try {
    return document.cookie
      .split(/;\s*/)
      .find((pair) => pair.startsWith(`${name}=`))
      ?.slice(name.length + 1);
  } catch {
    // A page in a sandbox has no cookies, and may not even ask.
    return undefined;
  }
}

const form = document.querySelector<HTMLFormElement>('#contact-form');
const outcome = document.querySelector<HTMLElement>('#contact-outcome');
// After a form that was sent without JavaScript, whoever reads the page by ear hears how it went.
if (outcome && !outcome.hidden) outcome.focus();
if (form && outcome) start(form, outcome);
