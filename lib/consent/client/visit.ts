import type { AskedCategory, BannerConfig, ConsentMethod } from '../categories.ts';
import type { Choice, Choices } from '../choice-cookie.ts';
import { keepChoice, newOnceKey, readChoice } from './choice.ts';
import { removeTraces } from './cleanup.ts';
import { updateSignals } from './consent-mode.ts';
import type { Gate } from './gate.ts';
import type { Acts } from './layers.ts';
import type { Recorder } from './record.ts';
import { Surface } from './surface.ts';
import type { Tag } from './tag.ts';

/** How long a reload waits for the record of what caused it, in milliseconds. */
const recordWaitMs = 1_500;

interface Parts {
  readonly tag: Tag;
  readonly gate: Gate;
  readonly recorder: Recorder;
  readonly config: BannerConfig;
}

/** One visitor on one page: what they have chosen, and what follows from it. */
export class Visit {
  private readonly parts: Parts;
  private readonly surface: Surface;
  private choice: Choice | null = null;
  /** Whether the browser keeps it: where it does not, its absence says nothing. */
  private remembered = false;
  /** Of a choice under an earlier policy: it goes on being theirs. */
  private consentId: string | undefined;

  constructor(parts: Parts) {
    this.parts = parts;
    this.surface = new Surface(parts.config, this.acts(), parts.tag.nonce);
    parts.gate.placeholder = (frame, category, service) =>
      this.surface.placeFrameNote(frame, category, service, () => this.allow(category));
  }

  get choices(): Choices {
    return this.choice?.choices ?? {};
  }

  /** Applies what was chosen earlier, and asks where nothing was. */
  begin(): void {
    const { config, tag } = this.parts;
    const kept = readChoice(tag.storefront);
    this.consentId = kept?.consentId;
    this.remembered = kept !== null;
    // Consent was given to what was shown then; to another policy it has still to be given.
    this.choice = kept?.policy === config.policy ? kept : null;
    const firstTime = this.choice === null;
    if (firstTime && this.gpcCovers(config.gpc) && config.gpc.length > 0) {
      this.heedGpc();
      return;
    }
    this.apply();
    if (this.choice?.unsent) void this.record(this.choice);
    if (config.categories.length === 0) return;
    if (this.choice === null || this.somethingLeftToAsk()) this.surface.showBanner(this.gpcHeeded());
    else this.surface.showStaying(this.choice);
  }

  /** Told again when the network is back. */
  retry(): void {
    if (this.choice?.unsent) void this.record(this.choice);
  }

  /** Follows what was chosen, or deleted, on another page of the site meanwhile. */
  catchUp(): void {
    const { config, tag } = this.parts;
    const kept = readChoice(tag.storefront);
    // Deleted on the visitor's page, or by hand: what it allowed ends, and is asked for again.
    if (kept === null && this.remembered) {
      location.reload();
      return;
    }
    if (kept?.policy !== config.policy || kept.at <= (this.choice?.at ?? 0)) return;
    const before = this.choices;
    this.choice = kept;
    const anew = this.changesPolicy(before);
    if (!anew) this.apply();
    if (anew || this.loses(before)) location.reload();
    else this.surface.showStaying(kept);
  }

  openSettings(): void {
    if (this.parts.config.categories.length === 0) return;
    this.surface.showSettings(this.choice, this.gpcHeeded());
  }

  withdraw(): void {
    this.decide('withdraw', () => false);
  }

  private acts(): Acts {
    return {
      acceptAll: () => this.decide('accept_all', () => true),
      rejectAll: () => this.decide('reject_all', () => false),
      choose: () => this.openSettings(),
      save: (choices) => this.save(choices),
      withdraw: () => this.withdraw(),
      close: () => this.close(),
    };
  }

  /** A switch that stands as it stood is no new choice. */
  private save(choices: Choices): void {
    const { categories } = this.parts.config;
    const changed = categories.some((name) => Boolean(choices[name]) !== Boolean(this.choices[name]));
    if (this.choice && this.choice.method !== 'gpc' && !changed) this.close();
    else this.decide('custom', (name) => choices[name] === true);
  }

  /** Closing is no answer but no; where there is one already it stays. */
  private close(): void {
    if (this.choice === null || this.somethingLeftToAsk()) this.decide('reject_all', () => false);
    else this.surface.showStaying(this.choice);
  }

  private allow(category: AskedCategory): void {
    this.decide('custom', (name) => name === category || this.choices[name] === true);
  }

  private heedGpc(): void {
    this.decide('gpc', () => false);
    if (this.somethingLeftToAsk()) this.surface.showBanner(true);
    else this.surface.showGpcNote(() => this.choice && this.surface.showStaying(this.choice));
  }

  private gpcCovers(categories: readonly AskedCategory[]): boolean {
    const { globalPrivacyControl } = navigator as { readonly globalPrivacyControl?: unknown };
    const { config } = this.parts;
    return (
      (globalPrivacyControl === true || config.gpcSent === true) &&
      categories.every((name) => config.gpc.includes(name))
    );
  }

  /** Whether the browser's wish is what counts: it does until the visitor has said something else. */
  private gpcHeeded(): boolean {
    return this.choice?.method === 'gpc';
  }

  private somethingLeftToAsk(): boolean {
    return this.gpcHeeded() && !this.gpcCovers(this.parts.config.categories);
  }

  private decide(method: ConsentMethod, allows: (name: AskedCategory) => boolean): void {
    const { config, tag } = this.parts;
    const before = this.choices;
    const choice: Choice = {
      storefront: tag.storefront,
      policy: config.policy,
      choices: Object.fromEntries(config.categories.map((name) => [name, allows(name)])),
      method,
      at: Date.now(),
      consentId: this.choice?.consentId ?? this.consentId,
      url: this.choice?.url,
      unsent: { onceKey: newOnceKey(), language: config.language },
    };
    this.choice = choice;
    keepChoice(choice, config.askAgainDays);
    this.remembered = readChoice(tag.storefront)?.at === choice.at;
    // A browser that keeps no cookies would be asked again.
    const anew = this.changesPolicy(before) && this.remembered;
    // What the page's policy still shuts out would only fail.
    if (!anew) this.apply();
    this.surface.showStaying(choice);
    const recorded = this.record(choice);
    document.dispatchEvent(
      new CustomEvent('holdfast:consent', { bubbles: true, detail: { choices: { ...choice.choices }, method } }),
    );
    // A program that runs cannot be made not to have run: the page starts anew without it.
    if (anew || this.loses(before)) void this.reloadAfter(recorded);
  }

  /** Whether the page would be sent with another policy now. */
  private changesPolicy(before: Choices): boolean {
    const { config, tag } = this.parts;
    return config.categories.some(
      (name) => tag.reload.includes(name) && Boolean(before[name]) !== Boolean(this.choices[name]),
    );
  }

  /** Whether something that may have run is not allowed any more. */
  private loses(before: Choices): boolean {
    return this.parts.config.categories.some((name) => before[name] && !this.choices[name]);
  }

  private async reloadAfter(recorded: Promise<unknown>): Promise<void> {
    await Promise.race([recorded, new Promise((resolve) => setTimeout(resolve, recordWaitMs))]);
    removeTraces(this.parts.config, this.choices);
    location.reload();
  }

  private apply(): void {
    const { config, gate, tag } = this.parts;
    removeTraces(config, this.choices);
    if (config.consentMode && tag.consentMode) updateSignals(this.choices);
    gate.admit(config, this.choices);
  }

  private async record(choice: Choice): Promise<void> {
    const told = await this.parts.recorder.record(choice, this.parts.config);
    if (this.choice === choice) this.choice = told;
  }
}
