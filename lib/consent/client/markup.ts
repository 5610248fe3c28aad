import type { Gate } from './gate.ts';
import { loading, sourceName } from './held-elements.ts';
import { trustedHtml } from './trusted.ts';

const elements = new RegExp(`<(?:${loading.replaceAll(',', '|')})\\b`, 'i');
/** A tag that loads something, up to its address and with that. */
const written = new RegExp(`(${elements.source})([^>]*?\\s)(src|href|data)\\s*=\\s*("[^"]*"|'[^']*'|[^\\s>]+)`, 'gi');

/**
 * Stands before the ways in which programs put markup into a page: what is in it would be asked for before anybody could look
 * at it. Elements that have to wait lose their address to `data-held`, by which they are met once they are in the page.
 */
export function guardMarkup(gate: Gate): void {
  const native = Object.getOwnPropertyDescriptor(Element.prototype, 'innerHTML');
  const outer = Object.getOwnPropertyDescriptor(Element.prototype, 'outerHTML');
  if (!native?.get || !native.set || !outer?.set) return;
  const { get, set } = native;
  const setOuter = outer.set;

  /** The same markup, or what is left of it. */
  function sift(markup: unknown): unknown {
    if (!elements.test(String(markup))) return markup;
    const template = document.createElement('template');
    // Nothing in a template loads.
    set.call(template, markup);
    let held = false;
    for (const element of template.content.querySelectorAll<HTMLElement>(loading)) {
      const source = sourceName(element);
      const url = source && element.getAttribute(source);
      if (!source || !url || !gate.obstacle(url, element.dataset.category ?? null)) continue;
      element.dataset.held = url;
      element.removeAttribute(source);
      element.removeAttribute('srcset');
      held = true;
    }
    return held ? trustedHtml(get.call(template) as string) : markup;
  }

  Object.defineProperty(Element.prototype, 'innerHTML', {
    ...native,
    set(this: Element, markup: unknown) {
      set.call(this, this instanceof HTMLTemplateElement ? markup : sift(markup));
    },
  });
  Object.defineProperty(Element.prototype, 'outerHTML', {
    ...outer,
    set(this: Element, markup: unknown) {
      setOuter.call(this, sift(markup));
    },
  });
  const { insertAdjacentHTML } = Element.prototype;
  Element.prototype.insertAdjacentHTML = function (where, markup) {
    insertAdjacentHTML.call(this, where, sift(markup) as string);
  };
  guardWriting(gate);
}

/**
 * What is written into the page while it is parsed runs and loads at once, and may be half of something: so it is changed
 * tag by tag. A tag that is written in several parts is not seen.
 */
function guardWriting(gate: Gate): void {
  for (const name of ['write', 'writeln'] as const) {
    const native = Document.prototype[name];
    Document.prototype[name] = function (this: Document, ...parts: string[]) {
      const text = parts.join('');
      const sifted = text.replace(written, (tag, start: string, between: string, _name, value: string) => {
        const url = value.replace(/^["']|["']$/g, '').replaceAll('&amp;', '&');
        if (!gate.obstacle(url, null)) return tag;
        // Of two attributes of one name the first counts.
        const script = /^<script/i.test(start) ? ' type="text/plain"' : '';
        return `${start}${script}${between}${script && `data-src=${value} `}data-held=${value}`;
      });
      native.apply(this, sifted === text ? parts : [trustedHtml(sifted)]);
    };
  }
}
