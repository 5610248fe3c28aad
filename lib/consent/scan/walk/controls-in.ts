import type { BannerWords, ControlRole } from './words.ts';

export interface SeenControl {
  readonly role: ControlRole;
  readonly text: string;
  readonly width: number;
  readonly height: number;
  /** Whether it has a ground of its own, as a button has and a link has not. */
  readonly filled: boolean;
}

interface FoundControls {
  /** Whether the banner is the one of `/consent.js`. */
  readonly ours: boolean;
  readonly controls: readonly SeenControl[];
  readonly clicked: boolean;
}

/**
 * Runs in the page, so it uses nothing of this module: finds the buttons of a consent banner, through open shadow roots, and
 * presses the first of the kind `click`.
 */
export function controlsIn({ words, click }: { words: BannerWords; click: ControlRole | null }): FoundControls {
  const roles: readonly ControlRole[] = ['withdraw', 'reject', 'choose', 'accept'];
  const aboutConsent = /cookie|consent|privacy|tracking|gdpr|dsgvo|datenschutz|einwillig|privat/i;
  const namedSo = /cookie|consent|cmp|gdpr|onetrust|didomi|usercentrics|cookiebot|privacy/i;
  const elementsMax = 20_000;
  let looked = 0;

  function* controlsBelow(root: Document | ShadowRoot): Generator<HTMLElement> {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      looked += 1;
      if (looked > elementsMax) return;
      if (element.matches('button, a, [role=button], input[type=button], input[type=submit]')) yield element;
      if (element.shadowRoot) yield* controlsBelow(element.shadowRoot);
    }
  }

  function isSeen(element: HTMLElement): boolean {
    const { width, height } = element.getBoundingClientRect();
    const look = getComputedStyle(element);
    return width > 4 && height > 4 && look.visibility === 'visible' && Number(look.opacity) > 0.05;
  }

  function inBanner(element: HTMLElement): boolean {
    let at: Element | null = element;
    for (let steps = 0; at !== null && at !== document.body && steps < 12; steps += 1) {
      const text = at.textContent ?? '';
      if (text.length > 6_000) return false;
      if (namedSo.test(`${at.id} ${at.getAttribute('class') ?? ''}`) || (steps > 0 && aboutConsent.test(text)))
        return true;
      const root = at.getRootNode();
      at = at.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
    }
    return false;
  }

  function saidBy(element: HTMLElement): string {
    const said = element instanceof HTMLInputElement ? element.value : (element.textContent ?? '');
    return said.replace(/\s+/g, ' ').trim() || (element.getAttribute('aria-label') ?? '').trim();
  }

  function roleOf(element: HTMLElement, isOurs: boolean): ControlRole | null {
    const act = element.dataset.act;
    if (isOurs) return act === 'reopen' ? 'choose' : (roles.find((role) => role === act) ?? null);
    const text = saidBy(element).toLowerCase();
    if (text === '' || text.length > 60) return null;
    const exact = roles.find((role) => words.exact[role].includes(text));
    if (exact) return exact;
    const like = roles.find((role) => new RegExp(words.like[role], 'i').test(text));
    return like !== undefined && inBanner(element) ? like : null;
  }

  const ours = document.querySelector('[data-holdfast]') !== null;
  const controls: SeenControl[] = [];
  for (const element of controlsBelow(document)) {
    const root = element.getRootNode();
    const isOurs = root instanceof ShadowRoot && root.host.hasAttribute('data-holdfast');
    const role = roleOf(element, isOurs);
    if (role === null || !isSeen(element)) continue;
    if (role === click) {
      element.click();
      return { ours, controls, clicked: true };
    }
    const { width, height } = element.getBoundingClientRect();
    const ground = getComputedStyle(element).backgroundColor;
    const filled = !/^(?:transparent|rgba\(\d+, \d+, \d+, 0(?:\.0\d*)?\))$/.test(ground);
    controls.push({ role, text: saidBy(element).slice(0, 100), width, height, filled });
    if (controls.length >= 40) break;
  }
  return { ours, controls, clicked: false };
}
