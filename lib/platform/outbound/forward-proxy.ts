import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type ServerResponse,
} from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { sha256 } from '../crypto/digest.ts';
import { randomBytesFast } from '../crypto/random.ts';
import { type DestinationPolicy, destinationOf, type Resolve } from './destination.ts';

interface ForwardProxyOptions {
  readonly policy: DestinationPolicy;
  /** What passes at most, both ways together; then nothing does any more. */
  readonly bytesMax: number;
  /** Called once, when that is reached. */
  readonly onFull: () => void;
  readonly resolve?: Resolve;
}

/** A way out for a program that is not to be trusted with the network. */
export interface ForwardProxy {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Hosts that were asked for and must not be reached, with their ports; the first hundred. */
  readonly refused: ReadonlySet<string>;
  bytes(): number;
  /** Ends every connection; nothing passes any more. */
  cut(): void;
  close(): Promise<void>;
}

const refusedMax = 100;
const connectionsMax = 256;
const connectMs = 10_000;
const idleMs = 30_000;
/** RFC 9110, section 7.6.1: what is between two ends of one connection alone. */
const hopHeaders = [
  ...['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection'],
  ...['te', 'trailer', 'transfer-encoding', 'upgrade'],
];

/**
 * An HTTP proxy on the loopback, for one user. It looks names up itself and connects to the very address that it has judged,
 * so that neither a redirect nor a name that changes its address leads anywhere else.
 */
export async function startForwardProxy(options: ForwardProxyOptions): Promise<ForwardProxy> {
  const { policy, bytesMax, onFull, resolve } = options;
  const user = 'browser';
  const password = randomBytesFast(24).toString('hex');
  const expected = sha256(`Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`);
  const refused = new Set<string>();
  const open = new Set<Duplex>();
  let bytes = 0;
  let isCut = false;

  const server = createServer({ headersTimeout: connectMs, requestTimeout: 0 });
  server.maxConnections = connectionsMax;

  const cut = () => {
    isCut = true;
    for (const socket of open) socket.destroy();
  };
  const count = (chunk: Uint8Array) => {
    bytes += chunk.byteLength;
    if (bytes <= bytesMax || isCut) return;
    cut();
    onFull();
  };
  const watch = (socket: Duplex) => {
    if (open.has(socket)) return;
    open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => open.delete(socket));
  };
  const isKnown = ({ headers }: IncomingMessage) =>
    timingSafeEqual(sha256(headers['proxy-authorization'] ?? ''), expected);
  const destination = async (host: string, port: number) => {
    const address = await destinationOf(host, port, policy, resolve);
    if (address === null && refused.size < refusedMax) refused.add(`${host}:${port}`.slice(0, 260));
    return isCut ? null : address;
  };

  async function forward(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    if (!isKnown(asked)) return refuse(answer, 407);
    const url = URL.canParse(asked.url ?? '') ? new URL(asked.url ?? '') : null;
    if (url === null || url.protocol !== 'http:') return refuse(answer, 403);
    const host = url.hostname;
    const port = Number(url.port || 80);
    const address = await destination(host, port);
    if (address === null) return refuse(answer, 403);
    const out = request({
      host: address,
      port,
      method: asked.method,
      path: `${url.pathname}${url.search}`,
      headers: { ...endToEnd(asked.headers), host: url.host },
      setHost: false,
      agent: false,
      timeout: idleMs,
    });
    out.on('socket', watch);
    out.on('timeout', () => out.destroy());
    out.on('error', () => refuse(answer, 502));
    out.on('response', (got) => {
      got.on('error', () => answer.destroy());
      got.on('data', count);
      if (answer.destroyed) return void got.destroy();
      answer.writeHead(got.statusCode ?? 502, endToEnd(got.headers));
      got.pipe(answer);
    });
    // One side that goes takes the other along.
    answer.on('error', () => out.destroy());
    answer.on('close', () => out.destroy());
    asked.on('error', () => out.destroy());
    asked.on('data', count);
    if (answer.destroyed) out.destroy();
    else asked.pipe(out);
  }

  async function tunnel(asked: IncomingMessage, client: Duplex, head: Buffer): Promise<void> {
    watch(client);
    const end = (status: string, more = '') => client.end(`HTTP/1.1 ${status}\r\n${more}connection: close\r\n\r\n`);
    if (!isKnown(asked)) return void end('407 Proxy Authentication Required', `${challenge}\r\n`);
    const [, host = '', port = ''] = /^(.*):(\d{1,5})$/.exec(asked.url ?? '') ?? [];
    const address = await destination(host, Number(port));
    if (address === null) return void end('403 Forbidden');
    const far: Socket = connect({ host: address, port: Number(port), timeout: connectMs });
    watch(far);
    far.on('timeout', () => far.destroy());
    far.once('connect', () => {
      if (client.destroyed) return void far.destroy();
      far.setTimeout(idleMs);
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      if (head.length > 0) far.write(head);
      far.on('data', count);
      client.on('data', count);
      far.pipe(client);
      client.pipe(far);
    });
    far.once('close', () => client.destroy());
    client.once('close', () => far.destroy());
  }

  server.on('connection', watch);
  server.on('request', (asked, answer) => void forward(asked, answer).catch(() => refuse(answer, 502)));
  server.on('connect', (asked, client, head) => void tunnel(asked, client, head).catch(() => client.destroy()));
  server.on('clientError', (_, socket) => socket.destroy());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    port: (server.address() as AddressInfo).port,
    user,
    password,
    refused,
    bytes: () => bytes,
    cut,
    async close() {
      cut();
      await new Promise((closed) => server.close(closed));
    },
  };
}

const challenge = 'proxy-authenticate: Basic realm="proxy"';

/** An answer of ours would pass for one of the host that was asked: there is none, but for whoever has yet to say who they are. */
function refuse(answer: ServerResponse, status: 403 | 407 | 502): void {
  if (status !== 407 || answer.headersSent) {
    answer.destroy();
    return;
  }
  answer.setHeader('proxy-authenticate', 'Basic realm="proxy"');
  answer.writeHead(status, { connection: 'close' }).end();
}

function endToEnd(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const named = (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  const dropped = new Set([...hopHeaders, ...named]);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped.has(name)));
}
