import type { Server } from 'node:http';
import next from 'next';
import type { PageHandler } from './front.ts';

export interface NextPages {
  readonly handle: PageHandler;
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
    close: () => app.close(),
  };
}
