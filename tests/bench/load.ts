import { HttpConnection } from './http-connection.ts';
import { quantile } from './report.ts';

/*
 * The load, as a process of its own: reads one job as JSON from stdin, prints one result as JSON. See run-load.ts.
 */

export interface LoadJob {
  readonly host: string;
  readonly port: number;
  /** Connections, each with one request under way. */
  readonly concurrency: number;
  readonly requests: number;
  readonly secondsMax: number;
  readonly method: 'GET' | 'POST';
  /** With `{k}` where request i puts i modulo `spread`. */
  readonly path: string;
  readonly spread: number;
  /** Bearer credentials; request i uses number i modulo their count. */
  readonly keys: readonly string[];
  /** JSON body with `{n}` where each request puts a number of its own. */
  readonly body?: string;
  readonly statusWanted: number;
}

export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Answers with another status than wanted, by status. */
  readonly refused: Readonly<Record<string, number>>;
}

function requestText(job: LoadJob, index: number): string {
  const body = job.body?.replaceAll('{n}', String(index)) ?? '';
  const key = job.keys[index % job.keys.length];
  return [
    `${job.method} ${job.path.replace('{k}', String(index % job.spread))} HTTP/1.1`,
    `host: ${job.host}:${job.port}`,
    ...(key === undefined ? [] : [`authorization: Bearer ${key}`]),
    ...(job.body === undefined ? [] : ['content-type: application/json', `content-length: ${Buffer.byteLength(body)}`]),
    '',
    body,
  ].join('\r\n');
}

async function run(job: LoadJob): Promise<LoadResult> {
  const connections = await Promise.all(
    Array.from({ length: job.concurrency }, () => HttpConnection.open(job.host, job.port)),
  );
  const latencies = new Float64Array(job.requests);
  const refused: Record<string, number> = {};
  let next = 0;
  let answered = 0;
  const startedAt = performance.now();
  const deadline = startedAt + job.secondsMax * 1000;
  await Promise.all(
    connections.map(async (connection) => {
      while (next < job.requests && performance.now() < deadline) {
        const request = requestText(job, next++);
        const sentAt = performance.now();
        const status = await connection.ask(request);
        latencies[answered++] = performance.now() - sentAt;
        if (status !== job.statusWanted) refused[status] = (refused[status] ?? 0) + 1;
      }
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  for (const connection of connections) connection.close();
  const sorted = latencies.subarray(0, answered).toSorted();
  return {
    requests: answered,
    seconds,
    perSecond: answered / seconds,
    p50Ms: quantile(sorted, 0.5),
    p99Ms: quantile(sorted, 0.99),
    refused,
  };
}

if (process.argv[1] === import.meta.filename) {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  console.log(JSON.stringify(await run(JSON.parse(Buffer.concat(chunks).toString('utf8')) as LoadJob)));
}
