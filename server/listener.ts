import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import { problemAnswer } from '#lib/http/answers.ts';
import { addressBlock, canonicalAddress } from '#lib/platform/address.ts';
import { type ErrorCode, errorTable, fail } from '#lib/platform/errors.ts';
import { newId } from '#lib/platform/ids.ts';

export interface TlsFiles {
  readonly cert: Buffer;
  readonly key: Buffer;
}

interface ListenerOptions {
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void;
  readonly tls: TlsFiles | null;
  /** Bounds of one client's connections hold only where connections are clients': with no proxy in front. */
  readonly countsClients: boolean;
  /** Pages being worked on reload over a socket; nothing else of ours is upgraded. */
  readonly development?: boolean;
  /** Milliseconds; for tests. */
  readonly timeouts?: { readonly headers: number; readonly request: number };
}

/** A client has so long to send all headers. */
const headersTimeoutMs = 15_000;
/** And so long for the whole request: an upload of 100 MB at 3 Mbit/s. */
const requestTimeoutMs = 300_000;
/** A connection on which nothing moves at all is cut. */
const idleTimeoutMs = 120_000;
/** Longer than common proxies keep theirs (60 s), so that it is never we who close under a request. */
const keepAliveTimeoutMs = 65_000;
const headerBytesMax = 16 * 1024;
const connectionsMax = 8_192;
const connectionsPerClientMax = 512;

/**
 * A listener with bounds on everything a client can take its time with or have many of. TLS, where it is ours, is 1.3 or
 * nothing. CLAIMS E4.
 */
export function createListener(options: ListenerOptions): Server {
  const settings = {
    maxHeaderSize: headerBytesMax,
    headersTimeout: options.timeouts?.headers ?? headersTimeoutMs,
    requestTimeout: options.timeouts?.request ?? requestTimeoutMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    connectionsCheckingInterval: Math.min(5_000, options.timeouts?.headers ?? 5_000),
    // We refuse a missing Host ourselves, so that the refusal carries our headers.
    requireHostHeader: false,
    // Next listens for upgrades on its own; a client that merely offers one (h2c) gets an ordinary answer.
    shouldUpgradeCallback: (request: IncomingMessage) =>
      options.development === true && request.url?.startsWith('/_next/') === true,
  };
  const server: Server = options.tls
    ? createHttpsServer({ ...settings, ...options.tls, minVersion: 'TLSv1.3' }, options.handler)
    : createHttpServer(settings, options.handler);
  server.maxConnections = connectionsMax;
  // Versions of Node drop headers past a count in silence, and with them what a proxy has appended: the front refuses them.
  server.maxHeadersCount = 0;
  // Compiling a page can take longer than any page may.
  server.timeout = options.development === true ? 0 : idleTimeoutMs;
  server.on('clientError', refuseUnreadable);
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    const requestId = newId('req');
    const answer = problemAnswer(fail('malformed_request'), requestId, [['x-request-id', requestId]]);
    response.writeHead(417, answer.headers.flat());
    response.end(answer.body);
  });
  if (options.countsClients) boundClients(server);
  return server;
}

const unreadable: Readonly<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
};

/** Answers what Node could not make a request of, with the same headers as everything else, and hangs up. */
function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  // Node keeps the answer under way here; into one that has begun nothing else may be written.
  const { _httpMessage: underWay } = socket as Socket & { readonly _httpMessage?: ServerResponse };
  if (error.code === 'ECONNRESET' || !socket.writable || underWay?.headersSent === true) {
    socket.destroy();
    return;
  }
  const code = unreadable[error.code ?? ''] ?? 'malformed_request';
  const requestId = newId('req');
  const answer = problemAnswer(fail(code), requestId, [['x-request-id', requestId]]);
  const { status, title } = errorTable[code];
  const lines = answer.headers.map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${status} ${title}`, ...lines, 'connection: close', '', answer.body].join('\r\n'));
}

/** One address (an IPv6 /64 counts as one) holds so many connections at most. This machine's own are not counted. */
function boundClients(server: Server): void {
  const held = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const address = canonicalAddress(socket.remoteAddress ?? '');
    if (address === null || address === '::1' || address.startsWith('127.')) return;
    const block = addressBlock(address);
    const count = (held.get(block) ?? 0) + 1;
    if (count > connectionsPerClientMax) {
      socket.destroy();
      return;
    }
    held.set(block, count);
    socket.once('close', () => {
      const left = (held.get(block) ?? 1) - 1;
      if (left === 0) held.delete(block);
      else held.set(block, left);
    });
  });
}
