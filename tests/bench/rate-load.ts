import { HttpConnection } from './http-connection.ts';

/*
 * A load at a fixed rate, as a process of its own: reads one job as JSON from stdin, prints one result as JSON. A request
 * that cannot be sent when it is due waits for a connection, and the wait counts: a slow server does not thin the load.
 */

export interface RateJob {
  readonly host: string;
  readonly port: number;
  readonly perSecond: number;
  readonly seconds: number;
  readonly connections: number;
  readonly path: string;
  readonly key: string;
  /** JSON body of a POST, with `{n}` where each request puts a number of its own. */
  readonly body: string;
}

export interface RateResult {
  /** One pair for each answer: seconds from the start at which it was due, and milliseconds from then until it had come. */
  readonly latencies: readonly (readonly [dueSeconds: number, ms: number])[];
  /** Answers by status. */
  readonly statuses: Readonly<Record<string, number>>;
}

function requestText(job: RateJob, index: number): string {
  const body = job.body.replaceAll('{n}', String(index));
  return [
    `POST ${job.path} HTTP/1.1`,
    `host: ${job.host}:${job.port}`,
    `authorization: Bearer ${job.key}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
}

async function run(job: RateJob): Promise<RateResult> {
  const open = () => HttpConnection.open(job.host, job.port);
  const connections = await Promise.all(Array.from({ length: job.connections }, open));
  const latencies: [number, number][] = [];
  const statuses: Record<string, number> = {};
  const total = Math.round(job.perSecond * job.seconds);
  const startedAt = performance.now();
  let next = 0;
  await Promise.all(
    connections.map(async (connection) => {
      while (next < total) {
        const index = next++;
        const dueAt = startedAt + (index / job.perSecond) * 1000;
        const early = dueAt - performance.now();
        if (early > 0) await new Promise((due) => setTimeout(due, early));
        // Timers are late by up to a millisecond; what the client's own timer took is not the server's.
        const from = early > 0 ? performance.now() : dueAt;
        const status = await connection.ask(requestText(job, index));
        latencies.push([(dueAt - startedAt) / 1000, performance.now() - from]);
        statuses[status] = (statuses[status] ?? 0) + 1;
      }
    }),
  );
  for (const connection of connections) connection.close();
  return { latencies, statuses };
}

if (process.argv[1] === import.meta.filename) {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  console.log(JSON.stringify(await run(JSON.parse(Buffer.concat(chunks).toString('utf8')) as RateJob)));
}
