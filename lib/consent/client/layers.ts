import { type AskedCategory, askedCategories, type BannerConfig, type ConsentCategory } from '../categories.ts';
import type { Choice, Choices } from '../choice-cookie.ts';
import { crossPath, h, icon, link, shieldPath } from './dom.ts';

/** What the visitor can do. */
export interface Acts {
  acceptAll(): void;
  rejectAll(): void;
  choose(): void;
  save(choices: Choices): void;
  withdraw(): void;
  /** Closed without an answer. */
  close(): void;
}

const act =
  (run: () => void): EventListener =>
  () =>
    run();

function legalLinks(
  { texts, privacyUrl, imprintUrl }: BannerConfig,
  more: HTMLElement | null = null,
): HTMLElement | null {
  const links = [link(privacyUrl, texts.privacy), link(imprintUrl, texts.imprint), more].filter(
    (each) => each !== null,
  );
  return links.length > 0 ? h('div', { class: 'links' }, ...links) : null;
}

function closeButton(label: string, run: () => void): HTMLButtonElement {
  return h(
    'button',
    { type: 'button', class: 'x corner', 'aria-label': label, title: label, click: act(run) },
    icon(crossPath),
  );
}

/** No and yes, alike in everything but the word. */
function answers({ texts }: BannerConfig, acts: Acts): readonly HTMLButtonElement[] {
  return [
    h('button', { type: 'button', class: 'main', 'data-act': 'reject', click: act(acts.rejectAll) }, texts.rejectAll),
    h('button', { type: 'button', class: 'main', 'data-act': 'accept', click: act(acts.acceptAll) }, texts.acceptAll),
  ];
}

/** The first layer: a region of the page, beside which the page can be used. */
export function bannerLayer(config: BannerConfig, acts: Acts, gpcHeeded: boolean): HTMLElement {
  const { texts, theme } = config;
  return h(
    'section',
    { class: `card banner ${theme.position}`, 'aria-labelledby': 'title' },
    h(
      'div',
      { class: 'top' },
      h('h2', { id: 'title', tabindex: '-1' }, texts.title),
      closeButton(texts.close, acts.close),
    ),
    h(
      'div',
      { class: 'say' },
      h('p', {}, texts.body),
      h(
        'ul',
        { class: 'purposes', role: 'list' },
        ...config.categories.map((name) => h('li', {}, texts.categories[name].title)),
      ),
      gpcHeeded && h('p', { class: 'gpc' }, texts.gpc),
      legalLinks(config),
    ),
    h(
      'div',
      { class: 'do' },
      h(
        'div',
        { class: 'pair' },
        ...answers(config, acts),
        h(
          'button',
          { type: 'button', class: 'plain wide', 'data-act': 'choose', click: act(acts.choose) },
          texts.choose,
        ),
      ),
    ),
  );
}

/** Said once where the browser has said no already, and nothing is left to ask. */
export function gpcNote({ texts, theme }: BannerConfig, acts: Acts, dismiss: () => void): HTMLElement {
  return h(
    'section',
    {
      class: `card banner note ${theme.position === 'bottom' ? 'bottom-left' : theme.position}`,
      'aria-label': texts.title,
    },
    h('div', { class: 'top' }, h('p', { role: 'status' }, texts.gpc), closeButton(texts.close, dismiss)),
    h('button', { type: 'button', class: 'plain', 'data-act': 'choose', click: act(acts.choose) }, texts.choose),
  );
}

function servicesOf(config: BannerConfig, category: AskedCategory): HTMLElement | null {
  const services = config.services.filter((service) => service.category === category);
  if (services.length === 0) return null;
  const { texts } = config;
  return h(
    'details',
    {},
    h('summary', {}, `${texts.services} (${services.length})`),
    h(
      'ul',
      {},
      ...services.map(({ name, cookies, privacyUrl }) => {
        const more = link(privacyUrl, texts.privacy);
        more?.setAttribute('aria-label', `${texts.privacy}: ${name}`);
        return h(
          'li',
          {},
          h('b', {}, name),
          more ? ' · ' : null,
          more,
          cookies.length > 0 && h('br'),
          cookies.length > 0 && h('code', {}, cookies.join(', ')),
        );
      }),
    ),
  );
}

/** The second layer: a dialog with a switch for each purpose. They stand as was chosen, and off where nothing was. */
export function settingsLayer(
  config: BannerConfig,
  acts: Acts,
  choice: Choice | null,
  gpcHeeded: boolean,
): HTMLDialogElement {
  const { texts } = config;
  const switches = new Map<AskedCategory, HTMLInputElement>();
  const kind = (name: ConsentCategory) => {
    const { title, text } = texts.categories[name];
    const asked = askedCategories.find((each) => each === name);
    const id = `kind-${name}`;
    let control: HTMLElement = h('span', { class: 'on' }, texts.alwaysOn);
    if (asked) {
      const box = h('input', { type: 'checkbox', role: 'switch', id, 'aria-describedby': `${id}-text` });
      box.checked = choice?.choices[asked] === true;
      switches.set(asked, box);
      control = box;
    }
    return h(
      'li',
      { class: 'kind' },
      h('div', { class: 'name' }, asked ? h('label', { for: id }, title) : h('b', {}, title), control),
      h('p', { id: `${id}-text` }, text),
      asked ? servicesOf(config, asked) : null,
    );
  };
  const list = h('ul', { class: 'kinds', role: 'list' }, kind('necessary'), ...config.categories.map(kind));
  const save = () =>
    acts.save(Object.fromEntries([...switches].map(([name, { checked }]) => [name, checked])) as Choices);
  const granted = config.categories.some((name) => choice?.choices[name]);
  return h(
    'dialog',
    { class: 'card', 'aria-labelledby': 'settings' },
    h(
      'div',
      { class: 'top' },
      h('h2', { id: 'settings', tabindex: '-1' }, texts.settingsTitle),
      // What this button says is no. Where there is an answer already, closing changes nothing: saving does the same.
      choice === null && closeButton(texts.close, acts.close),
    ),
    h(
      'div',
      { class: 'scroll', tabindex: '0', role: 'group', 'aria-labelledby': 'settings' },
      h('p', {}, texts.settingsBody),
      gpcHeeded && h('p', { class: 'gpc' }, texts.gpc),
      list,
      legalLinks(config, link(choice?.url, texts.yourConsent)),
    ),
    h(
      'div',
      { class: 'foot' },
      h(
        'div',
        { class: 'pair' },
        ...answers(config, acts),
        h('button', { type: 'button', class: 'main wide', 'data-act': 'save', click: save }, texts.save),
        granted &&
          h(
            'button',
            { type: 'button', class: 'plain wide', 'data-act': 'withdraw', click: act(acts.withdraw) },
            texts.withdraw,
          ),
      ),
    ),
  );
}

/** What stays on the page once there is an answer: to look at it again, and to take it back. */
export function stayingLayer({ texts, theme }: BannerConfig, acts: Acts, granted: boolean): HTMLElement {
  return h(
    'section',
    { class: `stay card${theme.position === 'bottom-right' ? ' right' : ''}`, 'aria-label': texts.reopen },
    h(
      'button',
      { type: 'button', 'data-act': 'reopen', click: act(acts.choose), title: texts.reopen },
      icon(shieldPath),
      h('span', { class: 'hide' }, texts.reopen),
    ),
    granted && h('button', { type: 'button', 'data-act': 'withdraw', click: act(acts.withdraw) }, texts.withdraw),
  );
}
