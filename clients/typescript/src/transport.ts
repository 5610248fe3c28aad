import { HoldfastApiError, HoldfastConnectionError, type Problem } from './errors.ts';
import { readRateLimits } from './rate-limits.ts';
import { isRepeatable, type PreparedRequest, prepareRequest } from './request.ts';
import { backoffSeconds, mayRepeat, secondsBeforeRetry, wait } from './retries.ts';
import type { AnswerInfo, CallOptions, ClientOptions, OperationFacts, Transport } from './transport-types.ts';

const timeoutSecondsUsual = 30;
const retriesUsual = 3;
const waitSecondsUsual = 60;

/** Sends calls, and sends them again where that is safe. */
export function createTransport(client: ClientOptions): Transport {
  const base = baseOf(client);
  const send = client.fetch ?? globalThis.fetch.bind(globalThis);

  return {
    async call<Answer>(operation: OperationFacts, sent: Parameters<Transport['call']>[1]): Promise<Answer> {
      const { options } = sent;
      const request = prepareRequest(base, client.apiKey, operation, sent);
      const attemptsMax = 1 + (isRepeatable(request) ? (options.retriesMax ?? client.retriesMax ?? retriesUsual) : 0);
      const timeoutSeconds = options.timeoutSeconds ?? client.timeoutSeconds ?? timeoutSecondsUsual;
      let answerLost = false;
      for (let attempt = 1; ; attempt += 1) {
        const last = attempt >= attemptsMax;
        let answer: Answered;
        try {
          answer = await exchange(send, request, operation, options.signal, timeoutSeconds);
        } catch (cause) {
          options.signal?.throwIfAborted();
          if (last || !mayRepeat(operation)) throw new HoldfastConnectionError(operation.name, attempt, cause);
          answerLost = true;
          await wait(backoffSeconds(attempt), options.signal);
          continue;
        }
        const { response, text } = answer;
        tell(client, options, operation, attempt, response);
        // The attempt whose answer was lost had removed it already.
        if (answerLost && operation.method === 'DELETE' && response.status === 404) return undefined as Answer;
        if (response.ok) return contentOf(operation, answer) as Answer;
        const error = new HoldfastApiError(operation.name, response.status, problemIn(text), response.headers);
        const waitSeconds = secondsBeforeRetry(operation, error, attempt, client.waitSecondsMax ?? waitSecondsUsual);
        if (last || waitSeconds === null) throw error;
        await wait(waitSeconds, options.signal);
      }
    },
  };
}

/** @throws `TypeError` for an address that would send the key over the network in the open. */
function baseOf({ baseUrl, insecure = false }: ClientOptions): string {
  const url = new URL(baseUrl);
  const local = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'https:' && !local && !insecure) {
    throw new TypeError('baseUrl: use https, or say `insecure: true`: an API key would travel in the open.');
  }
  return url.href.replace(/\/+$/, '').replace(/\/api\/v1$/, '');
}

interface Answered {
  readonly response: Response;
  /** Empty for files, which are left to be read. */
  readonly text: string;
}

/** One attempt, up to the last byte of its answer: one that breaks off in the middle is lost like one that never came. */
async function exchange(
  send: typeof fetch,
  { url, method, headers, body }: PreparedRequest,
  operation: OperationFacts,
  signal: AbortSignal | undefined,
  timeoutSeconds: number,
): Promise<Answered> {
  signal?.throwIfAborted();
  const attempt = new AbortController();
  const stop = () => attempt.abort(signal?.reason);
  signal?.addEventListener('abort', stop, { once: true });
  const timer = setTimeout(
    () => attempt.abort(new DOMException('It took too long.', 'TimeoutError')),
    timeoutSeconds * 1000,
  );
  try {
    const response = await send(url, {
      method,
      headers,
      signal: attempt.signal,
      // A key is for this host alone, and cookies are none of our business.
      redirect: 'error',
      credentials: 'omit',
      ...(body === undefined ? {} : { body }),
      ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
    } as RequestInit);
    const isFile = response.ok && operation.answers === 'file';
    return { response, text: isFile ? '' : await response.text() };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

function tell(
  client: ClientOptions,
  options: CallOptions,
  operation: OperationFacts,
  attempt: number,
  { status, headers }: Response,
): void {
  const info: AnswerInfo = {
    operation: operation.name,
    status,
    attempt,
    requestId: headers.get('x-request-id'),
    rateLimits: readRateLimits(headers),
    etag: headers.get('etag'),
    replayed: headers.get('idempotency-replayed') === 'true',
    deprecation: headers.get('deprecation'),
    headers,
  };
  client.onAnswer?.(info);
  options.onAnswer?.(info);
}

function contentOf(operation: OperationFacts, { response, text }: Answered): unknown {
  if (operation.answers === 'file') return response;
  return operation.answers === 'nothing' || text === '' ? undefined : JSON.parse(text);
}

/** Whatever stands between may answer in its own words. */
function problemIn(text: string): Problem {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Problem) : {};
  } catch {
    return {};
  }
}
