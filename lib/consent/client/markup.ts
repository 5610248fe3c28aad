import type { Gate } from './gate.ts';
import { sourceName } from './held-elements.ts';
import { trustedHtml } from './trusted.ts';

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
    if (!/<(?:img|iframe|link)\b/i.test(String(markup))) return markup;
    const template = document.createElement('template');
    // Nothing in a template loads.
    set.call(template, markup);
    let held = false;
    for (const element of template.content.querySelectorAll<HTMLElement>('img,iframe,link')) {
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
}
