import { type AskedCategory, askedCategories, type BannerConfig, type ConsentService } from '../categories.ts';
import type { Choices } from '../choice-cookie.ts';
import { hostMatches, isSameSite, servicesOf } from './hosts.ts';
import type { Tag } from './tag.ts';

/** Something that waits for consent. */
export interface Held {
  /** Where it stands in the page; null for what stands nowhere, such as a request. */
  readonly node: Node | null;
  readonly url: string | null;
  /** As marked in the page, whatever stands there. */
  readonly category: string | null;
  /** Lets it go. What comes after it in the page waits for the promise. */
  run(): void | Promise<void>;
  /** Told when it is clear that it does not go on for now. */
  refuse?(): void;
}

/** What somebody has to allow before it goes on; null when it may go on. */
export interface Obstacle {
  /** Null while the table of services is not known. */
  readonly category: AskedCategory | null;
  readonly service: ConsentService | null;
  /** Marked with a category that is never asked for. */
  readonly never?: true;
}

/**
 * Decides what goes on, and keeps what does not. Until the table of services is here nothing that comes from other sites
 * does, and when it never comes, that stays so: deny by default.
 */
export class Gate {
  private config: BannerConfig | null = null;
  private failed = false;
  private choices: Choices = {};
  private readonly held = new Set<Held>();
  private queue: Promise<void> = Promise.resolve();
  private settling = false;
  private readonly tag: Tag;
  /** Puts a note in the place of a frame; returns what takes it away again. */
  placeholder: ((frame: HTMLElement, category: AskedCategory, service: string) => () => void) | null = null;

  constructor(tag: Tag) {
    this.tag = tag;
  }

  /** The table of services and what is allowed of it. */
  admit(config: BannerConfig, choices: Choices): void {
    this.config = config;
    this.choices = choices;
    this.settle();
  }

  /** The table of services cannot be had. */
  fail(): void {
    this.failed = true;
    for (const held of this.held) held.refuse?.();
  }

  /** What stands between a thing and its going on. */
  obstacle(url: string | null, marked: string | null): Obstacle | null {
    const listed = this.listedObstacle(url);
    if (listed?.category) return listed;
    if (marked === null) return listed;
    if (marked === 'necessary') return null;
    const category = askedCategories.find((name) => name === marked);
    if (!category) return { category: null, service: null, never: true };
    return this.choices[category] && this.config ? null : { category, service: null };
  }

  /** Whether the table of services is known and names it as one that waits. */
  isDenied(url: string): boolean {
    return this.listedObstacle(url)?.category != null;
  }

  private listedObstacle(url: string | null): Obstacle | null {
    if (url === null) return null;
    const target = parse(url);
    if (!target || !/^(?:https?|wss?):$/.test(target.protocol)) return null;
    if (target.host === location.host || target.origin === this.tag.host) return null;
    const host = target.hostname;
    if (this.config) {
      const service = servicesOf(this.config.services, host).find(({ category }) => !this.choices[category]);
      return service ? { category: service.category, service } : null;
    }
    const own = isSameSite(host, location.hostname) || this.tag.allow.some((pattern) => hostMatches(pattern, host));
    return own ? null : { category: null, service: null };
  }

  /** Keeps it until it may go on. */
  hold(held: Held): void {
    this.held.add(held);
    if (!this.obstacle(held.url, held.category)) this.settleSoon();
    else if (this.config || this.failed) held.refuse?.();
  }

  release(held: Held): void {
    this.held.delete(held);
  }

  /** Once for all that comes at once, so that the order of the page is kept. */
  private settleSoon(): void {
    if (this.settling) return;
    this.settling = true;
    queueMicrotask(() => {
      this.settling = false;
      this.settle();
    });
  }

  /** Lets go what may, in the order of the page. */
  private settle(): void {
    const ready: Held[] = [];
    for (const held of this.held) {
      if (!this.obstacle(held.url, held.category)) ready.push(held);
      else if (this.config || this.failed) held.refuse?.();
    }
    for (const held of ready) this.held.delete(held);
    const requests = ready.filter(({ node }) => !node);
    const nodes = ready.filter(({ node }) => node?.isConnected);
    const loose = ready.filter(({ node }) => node && !node.isConnected);
    for (const held of [...requests, ...loose]) void held.run();
    nodes.sort((one, other) =>
      (one.node as Node).compareDocumentPosition(other.node as Node) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
    );
    this.queue = nodes.reduce(
      (before, held) =>
        before.then(() => {
          // Withdrawn in between: back into the queue.
          if (this.obstacle(held.url, held.category)) return void this.held.add(held);
          return held.run();
        }),
      this.queue,
    );
  }
}

function parse(url: string): URL | null {
  try {
    return new URL(url, document.baseURI);
  } catch {
    return null;
  }
}
