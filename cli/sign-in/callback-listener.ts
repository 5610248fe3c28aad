import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CommandFailure } from '../failure.ts';
import { shown } from './authorization-server.ts';
import { callbackPage } from './callback-page.ts';

export interface CallbackListener {
  /** Where the installation sends the browser back to. */
  readonly redirectUri: string;
  /** Leads to the authorization request, once. Who else reads it learns nothing; who else follows it ends the sign-in. */
  readonly startUri: string;
  /**
   * The code that the browser brought. By then nothing listens any more, and the browser waits to be told by `finish`.
   * @throws `CommandFailure` for a refusal, an answer of another server, or nobody coming in time.
   */
  code(): Promise<string>;
  /** Tells the person in the browser how it ended. */
  finish(outcome: 'signed-in' | 'failed'): Promise<void>;
  /** Frees the port at once, whoever is connected. */
  close(): void;
}

export interface ListenerOptions {
  readonly state: string;
  readonly startPath: string;
  /** The issuer that has to name itself in the answer (RFC 9207). */
  readonly issuer: string;
  readonly timeoutMs: number;
  /** The authorization request, for the address that it is to be answered at. */
  authorizationUrl(redirectUri: string): string;
}

const callbackPath = '/callback';
const targetCharsMax = 4_000;

/**
 * Waits on a free port of 127.0.0.1 for the browser to come back (RFC 8252, section 7.3). Only a request that names this very
 * address as its host and holds the state counts: what other programs and pages send changes nothing.
 * @throws `CommandFailure` when this machine has no such port to give.
 */
export async function listenForCallback(options: ListenerOptions): Promise<CallbackListener> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  // Whoever asks hears of it; nobody has to.
  promise.catch(() => undefined);
  let waiting: ServerResponse | undefined;
  let started = false;
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 10_000 }, (request, response) => {
    const target = request.url ?? '';
    if (request.headers.host !== host || request.method !== 'GET' || target.length > targetCharsMax) {
      return answer(response, 400, 'not-here');
    }
    // Whoever is on this machine, or in its browser, may send what is no address: it must not end the sign-in.
    const url = URL.canParse(target, origin) ? new URL(target, origin) : null;
    if (url === null) return answer(response, 400, 'not-here');
    if (url.pathname === options.startPath) return start(response);
    if (url.pathname !== callbackPath) return answer(response, 404, 'not-here');
    const judged = judge(url.searchParams, options);
    if (judged === null) return answer(response, 400, 'not-here');
    // From here on nobody is listened to: what was brought counts once.
    server.close();
    if (typeof judged === 'string') {
      waiting = response;
      resolve(judged);
      return;
    }
    answer(response, 200, 'failed');
    reject(judged);
  });
  const start = (response: ServerResponse) => {
    if (started) {
      answer(response, 410, 'failed');
      reject(
        new CommandFailure('The address of this sign-in was opened twice, so somebody else may have it. Try again.'),
      );
      return;
    }
    started = true;
    response.writeHead(302, { ...headers, location: options.authorizationUrl(redirectUri) }).end();
  };

  await listen(server);
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  const origin = `http://${host}`;
  const redirectUri = `${origin}${callbackPath}`;
  const timer = setTimeout(() => reject(new CommandFailure('Nobody signed in in time. Try again.')), options.timeoutMs);
  const close = () => {
    clearTimeout(timer);
    server.close();
    server.closeAllConnections();
  };
  return {
    redirectUri,
    startUri: `${origin}${options.startPath}`,
    code: () => promise.finally(() => clearTimeout(timer)),
    finish: async (outcome) => {
      const response = waiting;
      if (response === undefined || response.destroyed) return;
      await new Promise<void>((done) => {
        response.once('close', done);
        answer(response, 200, outcome);
      });
    },
    close,
  };
}

function listen(server: ReturnType<typeof createServer>): Promise<void> {
  return new Promise((listening, failed) => {
    server.once('error', (error) =>
      failed(new CommandFailure(`No port of 127.0.0.1 can be listened on (${error.message}). Use --device.`)),
    );
    server.listen(0, '127.0.0.1', listening);
  });
}

/** The code; why there is none; or null for a request that is not the answer to ours. */
function judge(query: URLSearchParams, { state, issuer }: ListenerOptions): string | CommandFailure | null {
  const one = (name: string) => {
    const [first, ...rest] = query.getAll(name);
    return rest.length === 0 ? first : undefined;
  };
  if (!sameText(one('state') ?? '', state)) return null;
  if (one('iss') !== issuer)
    return new CommandFailure('The answer came from another server than the one that was asked.');
  const error = one('error');
  if (error === 'access_denied') return new CommandFailure('It was not allowed.');
  if (error !== undefined) {
    return new CommandFailure(`The installation refused: ${shown(one('error_description') ?? error)}.`);
  }
  const code = one('code');
  return code === undefined || code === '' ? new CommandFailure('The answer holds no code.') : code;
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.byteLength === right.byteLength && timingSafeEqual(left, right);
}

/** The page loads nothing, runs nothing, is kept nowhere, and tells nobody where it came from: its address has the code. */
const headers = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'content-type': 'text/html; charset=utf-8',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  connection: 'close',
} as const;

function answer(response: ServerResponse<IncomingMessage>, status: number, page: Parameters<typeof callbackPage>[0]) {
  response.writeHead(status, headers).end(callbackPage(page));
}
