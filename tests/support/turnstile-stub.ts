import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Solved {
  readonly hostname?: string;
  readonly action?: string;
  readonly challengedAt?: Date;
}

/** What siteverify was asked. */
export interface VerifyRequest {
  readonly secret: string | null;
  readonly response: string | null;
  readonly remoteip: string | null;
}

export interface TurnstileStub {
  readonly url: string;
  readonly secretKey: string;
  readonly requests: readonly VerifyRequest[];
  /** A token as the widget would hand it to a form. It verifies once, as Cloudflare's do, unless replays are allowed. */
  solve(token: string, solved: Solved): void;
  /** What the next requests get instead of a verdict. */
  misbehave(as: 'hang' | 'error' | 'nonsense' | 'redirect' | null): void;
  allowReplay(allowed: boolean): void;
  close(): Promise<void>;
}

/** Stands in for Cloudflare's siteverify on loopback, with its wire format. */
export async function startTurnstileStub(): Promise<TurnstileStub> {
  const secretKey = 'stub-key';
  const tokens = new Map<string, Solved>();
  const requests: VerifyRequest[] = [];
  let behaviour: Parameters<TurnstileStub['misbehave']>[0] = null;
  let replay = false;

  const verdictOn = (asked: VerifyRequest): Record<string, unknown> => {
    const solved = tokens.get(asked.response ?? '');
    if (asked.secret !== secretKey) return { success: false, 'error-codes': ['invalid-input-secret'] };
    if (!solved) return { success: false, 'error-codes': ['timeout-or-duplicate'] };
    if (!replay) tokens.delete(asked.response ?? '');
    const { hostname, action, challengedAt = new Date() } = solved;
    return { success: true, 'error-codes': [], hostname, action, challenge_ts: challengedAt.toISOString(), cdata: '' };
  };

  const server = createServer((request, response) => {
    if (behaviour === 'hang') return;
    if (behaviour === 'error') return void response.writeHead(502).end('bad gateway');
    if (behaviour === 'nonsense') return void response.end('{"success":"true"}');
    if (behaviour === 'redirect' && request.url !== '/elsewhere') {
      return void response.writeHead(307, { location: '/elsewhere' }).end();
    }
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      const form = new URLSearchParams(body);
      const asked = { secret: form.get('secret'), response: form.get('response'), remoteip: form.get('remoteip') };
      requests.push(asked);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(verdictOn(asked)));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/turnstile/v0/siteverify`,
    secretKey,
    requests,
    solve: (token, solved) => void tokens.set(token, solved),
    misbehave: (as) => {
      behaviour = as;
    },
    allowReplay: (allowed) => {
      replay = allowed;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
