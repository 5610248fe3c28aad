import { Agent, request } from 'node:http';

/** One request of a kind whose time is compared with that of other kinds. */
export interface TimedRequest {
  readonly kind: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly status: number;
  /** `GET /api/v1/me`, unless said otherwise. */
  readonly path?: string;
  /** Posted, as JSON. */
  readonly body?: unknown;
}

/**
 * Sends every request over kept-alive connections, `parallel` at once and in the order given, and says how long each kind
 * took, in milliseconds from the first byte out to the last byte in.
 * @throws when an answer has another status than the one that is expected: then it would be the wrong thing that is timed.
 */
export async function timeRequests(
  port: number,
  requests: readonly TimedRequest[],
  parallel: number,
): Promise<Map<string, number[]>> {
  const agent = new Agent({ keepAlive: true, maxSockets: parallel });
  const times = new Map<string, number[]>();
  const left = requests.values();
  try {
    await Promise.all(
      Array.from({ length: parallel }, async () => {
        for (const each of left) {
          const { status, ms } = await timed(agent, port, each);
          if (status !== each.status) throw new Error(`${each.kind}: answered ${status}`);
          const kind = times.get(each.kind) ?? [];
          times.set(each.kind, kind);
          kind.push(ms);
        }
      }),
    );
    return times;
  } finally {
    agent.destroy();
  }
}

function timed(agent: Agent, port: number, sent: TimedRequest): Promise<{ status: number; ms: number }> {
  const { path = '/api/v1/me', body } = sent;
  const text = body === undefined ? undefined : JSON.stringify(body);
  const headers = { ...sent.headers, ...(text === undefined ? {} : { 'content-type': 'application/json' }) };
  const method = text === undefined ? 'GET' : 'POST';
  return new Promise((done, failed) => {
    const startedMs = performance.now();
    request({ agent, host: '127.0.0.1', port, path, method, headers }, (answer) => {
      answer.once('error', failed);
      answer.once('end', () => done({ status: answer.statusCode ?? 0, ms: performance.now() - startedMs }));
      answer.resume();
    })
      .once('error', failed)
      .end(text);
  });
}

/** In an order that no two runs share (Fisher and Yates), so that nothing that drifts favours a kind. */
export function shuffled<T>(items: readonly T[]): T[] {
  const order = [...items];
  for (let index = order.length - 1; index > 0; index -= 1) {
    const other = Math.floor(Math.random() * (index + 1));
    [order[index], order[other]] = [order[other] as T, order[index] as T];
  }
  return order;
}
