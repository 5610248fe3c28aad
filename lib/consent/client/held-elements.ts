import type { Gate, Held } from './gate.ts';
import { trustedScript, trustedScriptUrl } from './trusted.ts';

/** A script that runs as soon as it may, in place of one that did not: a script element is prepared once. */
function runScript(waiting: HTMLScriptElement, type: string | null): void | Promise<void> {
  const script = document.createElement('script');
  for (const { name, value } of waiting.attributes) {
    if (name !== 'type' && name !== 'src' && !name.startsWith('data-')) script.setAttribute(name, value);
  }
  Object.assign(script.dataset, waiting.dataset);
  if (type) script.type = type;
  if (waiting.nonce) script.nonce = waiting.nonce;
  const url = waiting.dataset.src ?? waiting.getAttribute('src');
  script.async = waiting.hasAttribute('async');
  if (url === null) {
    script.text = trustedScript(waiting.text);
    waiting.replaceWith(script);
    return;
  }
  script.src = trustedScriptUrl(url);
  const done = new Promise<void>((resolve) => {
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => resolve());
  });
  waiting.replaceWith(script);
  // What follows may need it.
  return script.async ? undefined : done;
}

type SourceName = 'src' | 'href' | 'data';

/** What the elements that load something are, and by which attribute. */
const sources: Readonly<Record<string, SourceName>> = {
  ...{ SCRIPT: 'src', IFRAME: 'src', IMG: 'src', LINK: 'href' },
  ...{ VIDEO: 'src', AUDIO: 'src', SOURCE: 'src', TRACK: 'src', EMBED: 'src', OBJECT: 'data' },
};

/** Their names, as a selector. */
export const loading = Object.keys(sources).join();

export function sourceName(element: Element): SourceName | undefined {
  return sources[element.tagName];
}

/** Gives an element its address back. A player has looked at its sources once, and does so again when it is told to. */
function giveBack(element: HTMLElement, source: SourceName, url: string): void {
  element.setAttribute(source, url);
  const { parentElement } = element;
  if (element.tagName === 'SOURCE' && parentElement instanceof HTMLMediaElement) parentElement.load();
}

/** Meets the elements of the page, as they are parsed or put in, and keeps those that have to wait. */
export class HeldElements {
  private readonly met = new WeakSet<Element>();
  private readonly gate: Gate;
  /** Whether scripts of other sites wait for the table of services even where the parser meets them. */
  private readonly strict: boolean;

  constructor(gate: Gate, strict: boolean) {
    this.gate = gate;
    this.strict = strict;
  }

  /** Meets what is there already, and from now on whatever comes. */
  watch(): void {
    this.meetAll();
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) {
        for (const node of addedNodes) {
          if (!(node instanceof Element)) continue;
          this.meet(node);
          for (const inner of node.querySelectorAll(loading)) this.meet(inner);
        }
      }
    }).observe(document, { childList: true, subtree: true });
  }

  /** Meets every element again: what had not to wait while little was known may have to now. */
  meetAll(): void {
    for (const element of document.querySelectorAll(loading)) this.meet(element);
  }

  private meet(element: Element): void {
    const source = sourceName(element);
    if (!source || this.met.has(element) || !(element instanceof HTMLElement)) return;
    const { category } = element.dataset;
    if (element instanceof HTMLScriptElement) this.meetScript(element, category ?? null);
    else if (category && element.dataset[source]) this.meetMarked(element, category, source);
    else this.meetUnmarked(element, category ?? null, source);
  }

  private meetScript(script: HTMLScriptElement, category: string | null): void {
    const url = script.dataset.src ?? script.getAttribute('src');
    if (script.type === 'text/plain') {
      if (category || script.dataset.held)
        this.hold(script, url, category, () => runScript(script, script.dataset.type ?? null));
      return;
    }
    // Whatever becomes of it now: a script that has run once is not to run again.
    this.met.add(script);
    if (url === null || script.dataset.storefront) return;
    const waits = this.gate.obstacle(url, category);
    if (!waits || (waits.category === null && !this.strict && !waits.never)) return;
    const { type } = script;
    // The parser looks at the type after it has told us of the element, and only then.
    script.type = 'text/plain';
    this.hold(script, url, category, () => runScript(script, type || null));
  }

  private meetMarked(element: HTMLElement, category: string, source: SourceName): void {
    const url = element.dataset[source] as string;
    const { srcset } = element.dataset;
    this.hold(element, url, category, () => {
      if (srcset) element.setAttribute('srcset', srcset);
      giveBack(element, source, url);
    });
  }

  private meetUnmarked(element: HTMLElement, category: string | null, source: SourceName): void {
    const { held } = element.dataset;
    const url = held ?? element.getAttribute(source);
    if (!url) return;
    const waits = this.gate.obstacle(url, category);
    // The browser has asked for pictures and styles before we are told; taking them away while nothing is known helps nobody.
    if (!held && (!waits || (waits.category === null && !waits.never && element.tagName !== 'IFRAME'))) return;
    if (!held && element.tagName === 'IFRAME' && !this.strict && waits?.category === null) return;
    element.removeAttribute(source);
    element.removeAttribute('srcset');
    this.hold(element, url, category, () => giveBack(element, source, url));
  }

  private hold(element: HTMLElement, url: string | null, category: string | null, run: Held['run']): void {
    this.met.add(element);
    this.gate.hold(heldElement(this.gate, element, url, category, run));
  }
}

/** The element as something that waits; a frame has a note in its place meanwhile. */
export function heldElement(
  gate: Gate,
  element: HTMLElement,
  url: string | null,
  category: string | null,
  run: Held['run'],
): Held {
  let remove: (() => void) | null = null;
  return {
    node: element,
    url,
    category,
    run() {
      remove?.();
      return run();
    },
    refuse() {
      if (remove || element.tagName !== 'IFRAME' || !element.isConnected) return;
      const obstacle = gate.obstacle(url, category);
      if (!obstacle?.category || !gate.placeholder) return;
      remove = gate.placeholder(element, obstacle.category, obstacle.service?.name ?? hostOf(url));
    },
  };
}

function hostOf(url: string | null): string {
  try {
    return new URL(url ?? '', document.baseURI).hostname;
  } catch {
    return '';
  }
}
