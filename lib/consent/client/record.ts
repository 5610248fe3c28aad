import type { BannerConfig, RecordedChoice } from '../categories.ts';
import type { Choice, Unsent } from '../choice-cookie.ts';
import { keepChoice, readChoice } from './choice.ts';
import { safeUrl } from './read-config.ts';

type Send = typeof fetch;

/**
 * Tells the server of choices, and again later where it is not known that it was told: the once-key makes one record of all
 * that. Never holds up the page.
 */
export class Recorder {
  private readonly host: string;
  private readonly send: Send;
  private latest: Choice | null = null;

  /** @param send the browser's own `fetch`, from before anything stood in front of it. */
  constructor(host: string, send: Send) {
    this.host = host;
    this.send = send;
  }

  /** Resolves with what is known then: the choice with its id and page, or as it was when the server was not reached. */
  async record(choice: Choice, config: BannerConfig): Promise<Choice> {
    this.latest = choice;
    const told = await this.tell(choice, config).catch(() => null);
    // Somebody who has chosen again meanwhile is told of by that.
    if (!told || this.latest !== choice) return this.latest;
    this.latest = told;
    // On another page of the site they may have.
    if ((readChoice(choice.storefront)?.at ?? 0) <= choice.at) keepChoice(told, config.askAgainDays);
    return told;
  }

  private async tell(choice: Choice, config: BannerConfig): Promise<Choice | null> {
    if (!choice.unsent) return choice;
    const answer = await this.post(choice, choice.unsent, config);
    if (answer.ok) {
      const { consentId, url } = (await answer.json()) as { readonly consentId?: unknown; readonly url?: unknown };
      const known = typeof consentId === 'string' ? consentId : undefined;
      return { ...choice, consentId: known, url: safeUrl(url) ?? undefined, unsent: undefined };
    }
    const mayHelp = answer.status >= 500 || answer.status === 429 || answer.status === 408;
    if (mayHelp) return null;
    // An id that was deleted is no id any more.
    if (choice.consentId) return this.tell({ ...choice, consentId: undefined, url: undefined }, config);
    return { ...choice, unsent: undefined };
  }

  private post(choice: Choice, { onceKey, language }: Unsent, config: BannerConfig): Promise<Response> {
    const body: RecordedChoice = {
      storefront: choice.storefront,
      policy: choice.policy,
      ...(choice.consentId ? { consentId: choice.consentId } : {}),
      choices: Object.fromEntries(config.categories.map((name) => [name, choice.choices[name] === true])),
      method: choice.method,
      language,
      onceKey,
    };
    return this.send.call(window, `${this.host}/api/v1/consents`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      credentials: 'omit',
      keepalive: true,
    });
  }
}
