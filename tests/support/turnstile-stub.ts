import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
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
  readonly idempotency_key: string | null;
}

/** What a request gets in place of a verdict. */
const answers = {
  /** Never says a word. */
  hang: () => undefined,
  /** Begins to answer and does not end. */
  trickle: (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"success":true');
    const drip = setInterval(() => response.write(' '), 20);
    response.once('close', () => clearInterval(drip));
  },
  error: (response: ServerResponse) => response.writeHead(502).end('bad gateway'),
  reset: (response: ServerResponse) => response.socket?.resetAndDestroy(),
  nonsense: (response: ServerResponse) => response.end('{"success":"true"}'),
  'no json': (response: ServerResponse) => response.end('<!doctype html><title>Sorry</title>'),
  large: (response: ServerResponse) =>
    response.end(`{"success":true,"hostname":"x","cdata":"${'x'.repeat(1024 * 1024)}"}`),
  redirect: (response: ServerResponse) => response.writeHead(307, { location: '/elsewhere' }).end(),
  'success with a status': (response: ServerResponse) => response.writeHead(500).end('{"success":true}'),
} as const satisfies Record<string, (response: ServerResponse) => unknown>;

export type Misbehaviour = keyof typeof answers;

export interface TurnstileStub {
  readonly url: string;
  readonly secretKey: string;
  readonly requests: readonly VerifyRequest[];
  /** Paths that were asked for beside siteverify. */
  readonly strays: readonly string[];
  /** A token as the widget would hand it to a form. It verifies once, as Cloudflare's do, unless replays are allowed. */
  solve(token: string, solved: Solved): void;
  /** What the next requests get instead of a verdict; with a number only so many of them. */
  misbehave(as: Misbehaviour | null, times?: number): void;
  /** Every verdict is this refusal, with this status; null for true verdicts. */
  refuseWith(codes: readonly string[] | null, status?: number): void;
  allowReplay(allowed: boolean): void;
  close(): Promise<void>;
}

/** Stands in for Cloudflare's siteverify on loopback, with its wire format. */
export async function startTurnstileStub(secretKey = 'stub-key'): Promise<TurnstileStub> {
  const tokens = new Map<string, Solved>();
  const spent = new Map<string, { readonly by: string | null; readonly solved: Solved }>();
  const requests: VerifyRequest[] = [];
  const strays: string[] = [];
  let behaviour: { readonly as: Misbehaviour; left: number } | null = null;
  let refusal: { readonly codes: readonly string[]; readonly status: number } | null = null;
  let replay = false;

  const good = ({ hostname, action, challengedAt = new Date() }: Solved) => {
    return { success: true, 'error-codes': [], hostname, action, challenge_ts: challengedAt.toISOString(), cdata: '' };
  };
  const verdictOn = (asked: VerifyRequest): Record<string, unknown> => {
    if (refusal) return { success: false, 'error-codes': refusal.codes, messages: [] };
    if (asked.secret !== secretKey) return { success: false, 'error-codes': ['invalid-input-secret'] };
    const token = asked.response ?? '';
    const before = spent.get(token);
    // Asked again under the same idempotency key, siteverify says what it said.
    if (before && asked.idempotency_key !== null && before.by === asked.idempotency_key) return good(before.solved);
    const solved = tokens.get(token);
    if (!solved) return { success: false, 'error-codes': ['timeout-or-duplicate'] };
    if (!replay) tokens.delete(token);
    spent.set(token, { by: asked.idempotency_key, solved });
    return good(solved);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (!request.url?.endsWith('/siteverify')) {
      strays.push(request.url ?? '');
      return void response.end('{"success":true}');
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
    const asked = {
      ...{ secret: form.get('secret'), response: form.get('response'), remoteip: form.get('remoteip') },
      idempotency_key: form.get('idempotency_key'),
    };
    requests.push(asked);
    if (behaviour !== null && behaviour.left > 0) {
      behaviour.left -= 1;
      return void answers[behaviour.as](response);
    }
    response.writeHead(refusal?.status ?? 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(verdictOn(asked)));
  };
  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/turnstile/v0/siteverify`,
    secretKey,
    requests,
    strays,
    solve: (token, solved) => void tokens.set(token, solved),
    misbehave: (as, times = Number.POSITIVE_INFINITY) => {
      behaviour = as === null ? null : { as, left: times };
    },
    refuseWith: (codes, status = 200) => {
      refusal = codes === null ? null : { codes, status };
    },
    allowReplay: (allowed) => {
      replay = allowed;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
