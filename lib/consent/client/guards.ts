import type { Gate, Held } from './gate.ts';
import { heldElement, sourceName } from './held-elements.ts';

/**
 * Stands before the ways in which programs put elements into a page that load something: the properties and attributes
 * that name it. The element is made and put in as asked; what it would load is kept until it may.
 */
export function guardElements(gate: Gate): void {
  const waiting = new WeakMap<Element, { readonly held: Held; readonly value: string }>();

  function drop(element: Element): void {
    const before = waiting.get(element);
    if (!before) return;
    gate.release(before.held);
    waiting.delete(element);
  }

  /** Whether the value was kept instead of being set. */
  function keep(element: HTMLElement, value: unknown, set: () => void): boolean {
    drop(element);
    const url = String(value);
    const category = element.dataset.category ?? null;
    // Links of other kinds load nothing.
    if (
      url === '' ||
      (element instanceof HTMLLinkElement && /^(?:canonical|alternate|author|license|me|next|prev)/.test(element.rel))
    )
      return false;
    if (!gate.obstacle(url, category)) return false;
    const held = heldElement(gate, element, url, category, () => {
      waiting.delete(element);
      // What waited keeps its order.
      if (element instanceof HTMLScriptElement && !element.hasAttribute('async')) element.async = false;
      set();
    });
    waiting.set(element, { held, value: url });
    gate.hold(held);
    return true;
  }

  function guardProperty(prototype: HTMLElement, name: string): void {
    const native = Object.getOwnPropertyDescriptor(prototype, name);
    if (!native?.get || !native.set) return;
    const { get, set } = native;
    Object.defineProperty(prototype, name, {
      ...native,
      get(this: HTMLElement) {
        return waiting.get(this)?.value ?? get.call(this);
      },
      set(this: HTMLElement, value: unknown) {
        if (!keep(this, value, () => set.call(this, value))) set.call(this, value);
      },
    });
  }

  guardProperty(HTMLScriptElement.prototype, 'src');
  guardProperty(HTMLIFrameElement.prototype, 'src');
  guardProperty(HTMLImageElement.prototype, 'src');
  guardProperty(HTMLLinkElement.prototype, 'href');
  for (const kind of [HTMLMediaElement, HTMLSourceElement, HTMLTrackElement, HTMLEmbedElement])
    guardProperty(kind.prototype, 'src');
  guardProperty(HTMLObjectElement.prototype, 'data');
  guardSrcset(gate);

  const { setAttribute, setAttributeNS, removeAttribute } = Element.prototype;
  Element.prototype.setAttribute = function (name, value) {
    if (String(name).toLowerCase() === 'srcset' && this instanceof HTMLImageElement) {
      this.srcset = value;
      return;
    }
    if (String(name).toLowerCase() === sourceName(this) && this instanceof HTMLElement) {
      if (keep(this, value, () => setAttribute.call(this, name, value))) return;
    }
    setAttribute.call(this, name, value);
  };
  Element.prototype.setAttributeNS = function (space, name, value) {
    if (!space && name.toLowerCase() === sourceName(this) && this instanceof HTMLElement) {
      if (keep(this, value, () => setAttributeNS.call(this, space, name, value))) return;
    }
    setAttributeNS.call(this, space, name, value);
  };
  Element.prototype.removeAttribute = function (name) {
    if (String(name).toLowerCase() === sourceName(this)) drop(this);
    removeAttribute.call(this, name);
  };
}

/** Pictures have several addresses at once; what comes from where nothing may come from is left out. */
function guardSrcset(gate: Gate): void {
  const native = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'srcset');
  if (!native?.set) return;
  const { set } = native;
  Object.defineProperty(HTMLImageElement.prototype, 'srcset', {
    ...native,
    set(this: HTMLImageElement, value: string) {
      const urls = String(value).split(/\s*,\s+|\s+\S+,\s*/);
      if (urls.some((url) => gate.obstacle(url.trim().split(/\s/)[0] ?? '', null))) return;
      set.call(this, value);
    },
  });
}
