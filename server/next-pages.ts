import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import next from 'next';
import type { PageHandler } from './front.ts';

export interface NextPages {
  readonly handle: PageHandler;
  /** Development only: the socket by which pages reload. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>;
  close(): Promise<void>;
}

interface NextPagesOptions {
  readonly projectRoot: string;
  readonly development: boolean;
  readonly server: Server;
  readonly hostname: string;
  readonly port: number;
}

/** Next, made ready to render. In production it renders what `npm run build` left in `.next`. */
export async function startNextPages(options: NextPagesOptions): Promise<NextPages> {
  const app = next({
    dev: options.development,
    dir: options.projectRoot,
    hostname: options.hostname,
    port: options.port,
    httpServer: options.server,
  });
  await app.prepare();
  const handle = app.getRequestHandler();
  return {
    handle: (request, response) => handle(request, response),
    upgrade: app.getUpgradeHandler(),
    close: () => app.close(),
  };
}
