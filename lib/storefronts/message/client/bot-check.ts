/** What Cloudflare's script puts into the window: developers.cloudflare.com/turnstile/get-started/client-side-rendering. */
interface Turnstile {
  render(slot: HTMLElement, options: Readonly<Record<string, unknown>>): string | undefined;
  reset(widget: string): void;
}

const turnstile = (): Turnstile | undefined => (window as unknown as { readonly turnstile?: Turnstile }).turnstile;

interface Options {
  readonly siteKey: string;
  readonly slot: HTMLElement;
  readonly language: string;
}

const scriptUrl = 'https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit';

/** How long a pressed button waits. Without a token the message goes all the same, and a person looks at it first. */
const tokenWaitMs = 15_000;

/** The check that a person sends the form; most people never see it. */
export class BotCheck {
  readonly #options: Options;
  #loading = false;
  #failed = false;
  #widget: string | undefined;
  #token: string | undefined;
  #wake: (() => void) | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Asks Cloudflare for the check, once. */
  load(): void {
    if (this.#loading) return;
    this.#loading = true;
    const script = document.createElement('script');
    script.src = scriptUrl;
    script.async = true;
    script.addEventListener('load', () => this.#render());
    script.addEventListener('error', () => this.#fail());
    document.head.append(script);
  }

  /** The token for one sending; undefined when the check did not come to an end in time. */
  async token(): Promise<string | undefined> {
    this.load();
    if (this.#token === undefined && !this.#failed) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, tokenWaitMs);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return this.#token;
  }

  /** Begins anew: a token is good once. */
  reset(): void {
    this.#token = undefined;
    if (this.#widget === undefined) return;
    this.#failed = false;
    turnstile()?.reset(this.#widget);
  }

  #render(): void {
    const { siteKey, slot, language } = this.#options;
    this.#widget = turnstile()?.render(slot, {
      ...{ sitekey: siteKey, action: 'contact', appearance: 'interaction-only', size: 'flexible', language },
      'response-field': false,
      callback: (token: string) => {
        this.#token = token;
        this.#wake?.();
      },
      'expired-callback': () => {
        this.#token = undefined;
      },
      'error-callback': () => {
        this.#fail();
        return true;
      },
    });
    if (this.#widget === undefined) this.#fail();
  }

  #fail(): void {
    this.#failed = true;
    this.#wake?.();
  }
}
