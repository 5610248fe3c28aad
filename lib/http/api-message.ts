/**
 * A request as any host can give it: our own server without building a Web `Request` (which costs more than answering
 * it), a Next route handler from one.
 */
export interface ApiRequest {
  readonly method: string;
  /** Path and query as they came, for example `/api/v1/contacts?limit=5`. */
  readonly target: string;
  /** A header by its lower-case name, or null. */
  header(name: string): string | null;
  /** The bytes as they arrive; null when the request has no body. */
  readonly body: AsyncIterable<Uint8Array> | null;
}

/** An answer as any host can send it. `body` is null for answers without content, HEAD among them. */
export interface ApiAnswer {
  readonly status: number;
  /** Names may repeat: each `set-cookie` is a line of its own. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | ReadableStream<Uint8Array> | null;
}

/** The first header of this (lower-case) name. */
export function headerOf(answer: ApiAnswer, name: string): string | undefined {
  return answer.headers.find(([each]) => each === name)?.[1];
}

/** What a host knows of a request beyond its bytes. */
export interface Peer {
  /** The client's address by the trusted-hops rule. */
  readonly address: string;
  readonly door: 'api';
}

export type ApiHandler = (request: ApiRequest, peer: Peer) => Promise<ApiAnswer>;

export function fromWebRequest(request: Request): ApiRequest {
  const { pathname, search } = new URL(request.url);
  return {
    method: request.method,
    target: `${pathname}${search}`,
    header: (name) => request.headers.get(name),
    // Web streams are async iterables in Node; the DOM types do not say so.
    body: request.body as (ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>) | null,
  };
}

export function toWebResponse(answer: ApiAnswer): Response {
  const headers = new Headers();
  for (const [name, value] of answer.headers) headers.append(name, value);
  return new Response(answer.body, { status: answer.status, headers });
}
