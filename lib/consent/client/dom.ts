type Attributes = Readonly<Record<string, string | boolean | EventListener>>;

/** An element with attributes, listeners (functions) and children; strings are text and never markup. */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly (Node | string | null | false)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(key, value);
    else if (value !== false) element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.filter((child): child is Node | string => child !== null && child !== false));
  return element;
}

const svgSpace = 'http://www.w3.org/2000/svg';

/** A line drawing of 24 by 24. */
export function icon(path: string): SVGElement {
  const svg = document.createElementNS(svgSpace, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(svgSpace, 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

export const crossPath = 'M6 6l12 12M18 6L6 18';
export const shieldPath = 'M12 3l7.5 3v5.2c0 4.6-3.1 8-7.5 9.8-4.4-1.8-7.5-5.2-7.5-9.8V6zM8.6 12l2.4 2.4 4.4-4.8';

/** A link that opens beside the page, so that nobody loses what they were doing. */
export function link(url: string | null | undefined, text: string): HTMLAnchorElement | null {
  return url ? h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, text) : null;
}

/** Gives the root its styles in the one way that no policy of the page stands against; `nonce` is for old browsers. */
export function addStyles(root: ShadowRoot, css: string, nonce: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    root.append(h('style', nonce ? { nonce } : {}, css));
  }
}

/** An element whose inside the page's styles do not reach. */
export function shadowHost(config: { readonly css: string; readonly nonce: string; readonly language: string }): {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
} {
  const host = h('div', { 'data-holdfast': '', lang: config.language });
  const root = host.attachShadow({ mode: 'open' });
  addStyles(root, config.css, config.nonce);
  return { host, root };
}
