/** How many attempts may pass in any `windowSeconds` that one chooses to look at. */
export interface WindowRule {
  readonly limit: number;
  readonly windowSeconds: number;
}

/** What a window says of one attempt. */
export interface WindowVerdict {
  readonly allowed: boolean;
  readonly remaining: number;
  /** Seconds until one more attempt would pass; 0 when one would pass now. */
  readonly retryAfterSeconds: number;
  /** By the store's own clock, when the attempt was counted; null when it was not. Names it in {@link WindowCounter.refund}. */
  readonly instant: string | null;
}

/** Where attempts are counted. */
export type CounterStore = 'memory' | 'redis' | 'upstash';

/** Something that counts attempts: this process's memory, or a store that several processes share. */
export interface WindowCounter {
  readonly store: CounterStore;
  /** Counts one attempt of `key` under the rule `name`, if it passes; a refused attempt costs nothing. */
  take(name: string, key: string, rule: WindowRule): WindowVerdict | Promise<WindowVerdict>;
  /** Gives the attempt of that instant back, if it still counts. */
  refund(name: string, key: string, rule: WindowRule, instant: string): void | Promise<void>;
  /** Afterwards nothing is counted for `key` under the rule `name`. */
  forget(name: string, key: string): void | Promise<void>;
  close(): Promise<void>;
}

/** A limit as the counters need it; the table itself is policy and stands in lib/access. */
export interface LimitRule extends WindowRule {
  readonly by: 'organization' | 'key' | 'user' | 'address' | 'address+email' | 'address+token' | 'storefront';
  /** What happens when the store cannot answer in time. */
  readonly onFailure: 'deny' | 'allow';
}
