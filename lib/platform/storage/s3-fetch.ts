import { chunksOf, streamOf } from './byte-stream.ts';

interface Deadlines {
  /** Until the answer begins, the request's body included, in milliseconds. */
  readonly answerMs: number;
  /** Between two pieces of the answer's body, while somebody waits for them, in milliseconds. */
  readonly stallMs: number;
}

/**
 * `fetch` that gives up on a server that does not answer in time or stops in the middle, however long a whole answer may
 * take. A redirect is an error: what was signed for one host is sent to no other.
 */
export function fetchWithin({ answerMs, stallMs }: Deadlines): typeof fetch {
  return async (input, init) => {
    const abort = new AbortController();
    const within = async <T>(ms: number, wait: Promise<T>): Promise<T> => {
      const timer = setTimeout(() => abort.abort(new Error(`no answer within ${ms} ms`)), ms);
      try {
        return await wait;
      } finally {
        clearTimeout(timer);
      }
    };
    const response = await within(answerMs, fetch(input, { ...init, redirect: 'error', signal: abort.signal }));
    if (response.body === null) return response;
    const chunks = chunksOf(response.body.getReader());
    const watched = async function* () {
      for (;;) {
        const { done, value } = await within(stallMs, chunks.next());
        if (done) return;
        yield value;
      }
    };
    const { status, statusText, headers } = response;
    const body = streamOf(watched(), async () => abort.abort());
    return new Response(body, { status, statusText, headers });
  };
}
