import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { openFront } from '#lib/http/front.ts';
import { createApiHandler } from '#lib/http/router.ts';
import { issueOwnerSetupLink } from '#lib/identity/owner-setup.ts';
import { type Environment, tellNextOrigin } from '#lib/platform/env.ts';
import { fail } from '#lib/platform/errors.ts';
import type { Log } from '#lib/platform/log.ts';
import { refuseUnsafe } from '#lib/platform/production-problems.ts';
import { operations } from '#lib/registry.ts';
import type { Runtime } from '#lib/runtime.ts';
import { startRuntime } from '#lib/start-runtime.ts';
import { drain } from './drain.ts';
import { bindingSentence } from './failure.ts';
import { type Behind, createFront } from './front.ts';
import { createListener, type TlsFiles } from './listener.ts';
import { type NextPages, startNextPages } from './next-pages.ts';
import { type OperatorListener, startOperatorListener } from './operator-listener.ts';

interface ServerOptions {
  readonly env: Environment;
  readonly projectRoot: string;
  readonly development: boolean;
}

export interface RunningServer {
  readonly log: Log;
  /** Tells the person or program that started us where we are. */
  announce(): void;
  /** Takes no more connections, finishes requests under way, closes every database. */
  stop(): Promise<void>;
}

/**
 * Starts the whole server. The port is bound first: a taken one is found before anything is opened, and health questions
 * are answered while the rest starts. When something fails, everything begun is undone.
 *
 * @throws what keeps it from starting, with a sentence for people in `detail`.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { env, projectRoot, development } = options;
  refuseUnsafe(env);
  const tls = readTls(env);
  let behind: Behind | null = null;
  let draining = false;
  const front = createFront({
    trustedHops: env.HOLDFAST_TRUSTED_PROXY_HOPS,
    behind: () => behind,
    draining: () => draining,
    speak: openFront(),
  });
  const listener = createListener({
    handler: front,
    tls,
    countsClients: env.HOLDFAST_TRUSTED_PROXY_HOPS === 0,
    development,
  });
  const host = env.HOLDFAST_ENV === 'local' ? '127.0.0.1' : (env.HOST ?? '0.0.0.0');
  const port = await bind(listener, host, env.PORT);
  const boundOrigin = `${tls ? 'https' : 'http'}://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`;

  let runtime: Runtime | undefined;
  // Running out of file descriptors, for example: connections wait, the server goes on.
  listener.on('error', (error) => runtime?.log.error({ err: error }, 'listening'));
  let pages: NextPages | undefined;
  let operators: OperatorListener | undefined;
  const cutUpgrades = followUpgrades(listener);
  const stop = async () => {
    draining = true;
    cutUpgrades();
    await Promise.all([drain(listener), operators?.close()]);
    await pages?.close();
    await runtime?.close();
  };
  // Over TLS of our own the certificate names the public address; there Next falls back to a plain redirect.
  if (tls === null) tellNextOrigin(boundOrigin);
  try {
    runtime = await startRuntime({ env, boundOrigin, projectRoot });
    pages = await startNextPages({ projectRoot, development, server: listener, hostname: host, port });
    operators = await startOperatorListener(runtime, operations, boundOrigin);
    const ownerLink = await issueOwnerSetupLink(runtime);
    behind = { runtime, api: createApiHandler(operations), pages: pages.handle };
    const { origin, log } = runtime;
    return { log, announce: () => announce(env, origin, ownerLink), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function readTls(env: Environment): TlsFiles | null {
  const { HOLDFAST_TLS_CERT_FILE: certFile, HOLDFAST_TLS_KEY_FILE: keyFile } = env;
  if (certFile === undefined && keyFile === undefined) return null;
  const read = (setting: string, file: string | undefined): Buffer => {
    if (file === undefined)
      throw fail('unsafe_configuration', { detail: `${setting} is not set, but its partner is.` });
    try {
      return readFileSync(file);
    } catch (cause) {
      throw fail('unsafe_configuration', { detail: `${setting}: ${file} cannot be read.`, cause });
    }
  };
  return { cert: read('HOLDFAST_TLS_CERT_FILE', certFile), key: read('HOLDFAST_TLS_KEY_FILE', keyFile) };
}

/** @returns the port, which the system chose when it was 0. */
function bind(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const refused = (error: NodeJS.ErrnoException) => {
      reject(fail('unsafe_configuration', { detail: bindingSentence(error, host, port), cause: error }));
    };
    server.once('error', refused);
    server.listen(port, host, () => {
      server.removeListener('error', refused);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Knows the sockets that Next took over, by which pages reload, and returns what cuts them. */
function followUpgrades(server: Server): () => void {
  const sockets = new Set<Duplex>();
  server.on('upgrade', (_request, socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return () => {
    for (const socket of sockets) socket.destroy();
  };
}

function announce(env: Environment, origin: string, ownerLink: string | null): void {
  if (env.HOLDFAST_READY_JSON === '1') {
    process.stdout.write(`${JSON.stringify({ url: origin, signInUrl: ownerLink })}\n`);
    return;
  }
  const lines = [`Holdfast is listening on ${origin}`];
  if (ownerLink !== null)
    lines.push('', 'Nobody has an account yet. The first owner signs in here, once:', `  ${ownerLink}`);
  process.stdout.write(`${lines.join('\n')}\n`);
}
