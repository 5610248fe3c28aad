import type { AddressInfo } from 'node:net';
import type { ApiHandler } from '#lib/http/api-message.ts';
import { openFront } from '#lib/http/front.ts';
import { createApiHandler } from '#lib/http/router.ts';
import { operations } from '#lib/registry.ts';
import type { Runtime } from '#lib/runtime.ts';
import { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } from '../../app/api/v1/[...path]/route.ts';
import { createFront, type PageHandler } from '../../server/front.ts';
import { createListener } from '../../server/listener.ts';

export interface Sent {
  readonly method?: string;
  /** Path and query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

export interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface ApiHost {
  readonly name: string;
  send(sent: Sent): Promise<Got>;
}

export interface OwnServer extends ApiHost {
  readonly port: number;
  readonly server: ReturnType<typeof createListener>;
  close(): Promise<void>;
}

interface OwnServerOptions {
  /** Any free one unless said otherwise: pages that name their own origin need the one that the runtime was told. */
  readonly port?: number;
  readonly pages?: PageHandler;
  /** Stands in front of the API, for tests that spoil it. */
  readonly spoil?: (api: ApiHandler) => ApiHandler;
  readonly trustedHops?: number;
  readonly draining?: () => boolean;
  readonly timeouts?: { readonly headers: number; readonly request: number };
}

/** Our own server's listener and front in this process, over the runtime; pages are what the test says. */
export async function startOwnServer(rt: Runtime, options: OwnServerOptions = {}): Promise<OwnServer> {
  const pages: PageHandler =
    options.pages ??
    (async (_request, response) => {
      response.end('a page');
    });
  const api = (options.spoil ?? ((handler) => handler))(createApiHandler(operations));
  const front = createFront({
    trustedHops: options.trustedHops ?? rt.env.HOLDFAST_TRUSTED_PROXY_HOPS,
    behind: () => ({ runtime: rt, api, pages }),
    draining: options.draining ?? (() => false),
    speak: openFront(),
  });
  const server = createListener({
    handler: front,
    tls: null,
    countsClients: true,
    ...(options.timeouts ? { timeouts: options.timeouts } : {}),
  });
  await new Promise<void>((listening) => server.listen(options.port ?? 0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    name: 'our own server',
    port,
    server,
    send: async ({ method = 'GET', path, headers = {}, body }) => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers,
        redirect: 'manual',
        ...(body === undefined ? {} : { body }),
      });
      return { status: response.status, headers: response.headers, text: await response.text() };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

const handlers = { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS };

/** Any Next host: the route handler as Next calls it. */
export const nextHost: ApiHost = {
  name: 'a Next host',
  send: async ({ method = 'GET', path, headers = {}, body }) => {
    const request = new Request(`http://127.0.0.1${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    const response = await handlers[method as keyof typeof handlers](request);
    return { status: response.status, headers: response.headers, text: await response.text() };
  },
};

let addresses = 0;
/** The headers of a caller from an address of its own, behind one proxy: nobody spends another's budget. */
export function somebody(): Record<string, string> {
  addresses += 1;
  return { 'x-forwarded-for': `198.51.${Math.floor(addresses / 250)}.${addresses % 250}` };
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
