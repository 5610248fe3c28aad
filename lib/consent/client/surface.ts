import type { AskedCategory, BannerConfig } from '../categories.ts';
import type { Choice } from '../choice-cookie.ts';
import { h, shadowHost } from './dom.ts';
import { type Acts, bannerLayer, gpcNote, settingsLayer, stayingLayer } from './layers.ts';
import { stylesFor } from './styles.ts';

/** What is shown to the visitor. One layer at a time; none of them moves anything of the page. */
export class Surface {
  private readonly config: BannerConfig;
  private readonly acts: Acts;
  private readonly css: string;
  private readonly nonce: string;
  private readonly host: HTMLElement;
  private readonly root: ShadowRoot;
  private layer: HTMLElement | null = null;
  /** Where the focus goes back to. */
  private opener: HTMLElement | null = null;
  /** What the page's root said of room at its end before the banner took some. */
  private roomBefore: readonly [scroll: string, below: string] | null = null;

  constructor(config: BannerConfig, acts: Acts, nonce: string) {
    this.config = config;
    this.acts = acts;
    this.css = stylesFor(config.theme);
    this.nonce = nonce;
    ({ host: this.host, root: this.root } = shadowHost({ css: this.css, nonce, language: config.language }));
    document.addEventListener('keydown', (event) => this.closeByKey(event));
  }

  showBanner(gpcHeeded: boolean): void {
    this.show(bannerLayer(this.config, this.acts, gpcHeeded));
    this.keepReachable();
  }

  showGpcNote(dismiss: () => void): void {
    this.show(gpcNote(this.config, this.acts, dismiss));
    this.keepReachable();
  }

  showSettings(choice: Choice | null, gpcHeeded: boolean): void {
    const focused = this.root.activeElement ?? document.activeElement;
    this.opener = focused instanceof HTMLElement && focused !== document.body ? focused : null;
    const dialog = settingsLayer(this.config, this.acts, choice, gpcHeeded);
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      this.acts.close();
    });
    this.show(dialog);
    dialog.showModal();
    dialog.querySelector<HTMLElement>('h2')?.focus();
  }

  /** The persistent link, unless the page has one of its own. */
  showStaying(choice: Choice): void {
    const wasFocused = this.root.activeElement !== null;
    const opener = this.opener;
    this.opener = null;
    const granted = this.config.categories.some((name) => choice.choices[name]);
    const own = document.querySelector<HTMLElement>('[data-consent="open"]');
    this.show(own ? null : stayingLayer(this.config, this.acts, granted));
    if (!wasFocused) return;
    const button = opener?.isConnected ? opener : (own ?? this.root.querySelector<HTMLElement>('.stay button'));
    button?.focus({ preventScroll: true });
  }

  /** Stands in for a frame, in its size, until its purpose is allowed. */
  placeFrameNote(frame: HTMLElement, category: AskedCategory, service: string, allow: () => void): () => void {
    const { texts, language } = this.config;
    const look = getComputedStyle(frame);
    const { width, height } = frame.getBoundingClientRect();
    const size = {
      display: look.display === 'block' ? 'block' : 'inline-block',
      width: `${width}px`,
      height: `${height}px`,
      'max-width': '100%',
      margin: look.margin,
      'box-sizing': 'border-box',
      'vertical-align': look.verticalAlign,
      overflow: 'hidden',
    };
    const rule = Object.entries(size).map(([name, value]) => `${name}:${value}!important`);
    const css = `${this.css}:host{${rule.join(';')}}`;
    const { host, root } = shadowHost({ css, nonce: this.nonce, language });
    const say = texts.blocked.replace(/\{(service|category)\}/g, (_, name) =>
      name === 'service' ? service : texts.categories[category].title,
    );
    root.append(
      h(
        'div',
        { class: 'frame', role: 'group', 'aria-label': service },
        h('p', {}, say),
        h('button', { type: 'button', class: 'main', click: () => allow() }, texts.allow),
      ),
    );
    const { display } = frame.style;
    frame.style.setProperty('display', 'none', 'important');
    frame.before(host);
    return () => {
      host.remove();
      frame.style.removeProperty('display');
      if (display) frame.style.display = display;
    };
  }

  private show(layer: HTMLElement | null): void {
    this.layer?.remove();
    this.layer = layer;
    if (layer) this.root.append(layer);
    // First in the page, so that it comes first by keyboard; it takes no room there.
    if (!this.host.isConnected) document.body.prepend(this.host);
    if (this.roomBefore !== null) this.setRoom(...this.roomBefore);
    this.roomBefore = null;
  }

  /**
   * What gets the focus in the page scrolls clear of the banner (WCAG 2.2, success criterion 2.4.11), and the page has room at
   * its end, so that nothing of it can be reached only by answering.
   */
  private keepReachable(): void {
    const { style } = document.documentElement;
    this.roomBefore = [style.scrollPaddingBottom, style.paddingBottom];
    const room = `${Math.ceil(this.layer?.getBoundingClientRect().height ?? 0) + 24}px`;
    this.setRoom(room, room);
  }

  private setRoom(scroll: string, below: string): void {
    const { style } = document.documentElement;
    style.scrollPaddingBottom = scroll;
    style.paddingBottom = below;
  }

  /** Escape closes the banner, unless the key is meant for something of the page. */
  private closeByKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented || !this.layer?.matches('.banner')) return;
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body || activeElement === this.host) this.acts.close();
  }
}
