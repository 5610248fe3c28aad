import type { EntityTags } from '../platform/entity-tag.ts';
import type { LimitVerdict } from './limits.ts';

/** What a door knows of the request beyond its input. */
export interface RequestMeta {
  readonly requestId: string;
  readonly door: 'api' | 'page' | 'action' | 'cli' | 'job';
  /** The client's address by the trusted-hops rule, canonical text; `local` for the command line. */
  readonly address: string;
  readonly userAgent: string | null;
  readonly cookies: ReadonlyMap<string, string>;
  /** The raw body of an operation that declares `body: 'stream'`. */
  readonly body: ReadableStream<Uint8Array> | null;
  /** The uploaded file's name for `body: 'stream'`, as the client gave it. */
  readonly fileName?: string;
  /** What the browser says of the page that asks; for operations that pages of other sites may call. */
  readonly origin?: string;
  /** The browser says no by Global Privacy Control (`Sec-GPC: 1`); for operations that pages of other sites may call. */
  readonly gpc?: true;
  /** Nothing that is kept of this request names its address or its program: for visitors who are nobody to us. */
  readonly unnamed?: true;
  /** The request's `Idempotency-Key`: repeated with it, the request does nothing and is answered the same. */
  readonly idempotencyKey?: string;
  /** `If-Match`: the change is wanted only of what one of these tags was given for. */
  readonly ifMatch?: EntityTags;
}

export interface CookieToSet {
  readonly name: string;
  /** Empty with `maxAgeSeconds: 0` removes the cookie. */
  readonly value: string;
  readonly maxAgeSeconds: number;
  readonly sameSite: 'lax' | 'strict';
  /** Scripts of our pages read and write it too, so it is not HttpOnly. For what is no secret of ours. */
  readonly forScripts?: true;
}

/** What an operation may say to its door beside its output. Cookies are HttpOnly unless they say otherwise, Path=/, Secure on https. */
export interface AnswerEffects {
  setCookie(cookie: CookieToSet): void;
  /** The limit that was counted for this request, for the `RateLimit` headers. */
  noteLimit(verdict: LimitVerdict): void;
  /** The output is that of an earlier request with the same `Idempotency-Key`. For doors that take such a key. */
  noteReplay?(): void;
}
