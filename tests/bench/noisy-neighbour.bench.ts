import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { limits } from '#lib/access/limits.ts';
import { organizationWithKey } from '../support/operator-call.ts';
import { startServer } from '../support/server-process.ts';
import type { RateJob, RateResult } from './rate-load.ts';
import { quantile, report, rounded } from './report.ts';

/*
 * One organisation at ten times its limit, another at a rate well within its own, through the built server: how much
 * slower the other is than when it is alone. Alone and beside are measured in turn, several times, so that what changes on
 * the machine meanwhile touches both. CLAIMS P6.
 */

const rounds = 4;
const secondsPerPhase = 30;
const quietPerSecond = 12;
const { limit, windowSeconds } = limits['api.key'];
const noisyPerSecond = (limit / windowSeconds) * 10;
/** Until then the noisy one is within its limit: its budget of a window is spent in a burst. */
const burstSeconds = limit / noisyPerSecond;
/** Connections that a client of that rate would have. */
const connections = { quiet: 4, noisy: 16 };

const path = '/api/v1/contacts';
const body = JSON.stringify({ firstName: 'Ada', lastName: 'Number {n}', email: 'ada.{n}@example.com' });

async function load(job: RateJob): Promise<RateResult> {
  const file = join(import.meta.dirname, 'rate-load.ts');
  const child = spawn(process.execPath, [file], { stdio: ['pipe', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  child.stdin.end(JSON.stringify(job));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`the load ended with ${code}`);
  return JSON.parse(output) as RateResult;
}

/** Milliseconds of the answers that were due in that time. */
function within({ latencies }: RateResult, from: number, to: number): number[] {
  return latencies.filter(([due]) => due >= from && due < to).map(([, ms]) => ms);
}

const p95 = (values: readonly number[]): number => quantile(Float64Array.from(values).toSorted(), 0.95);
const p50 = (values: readonly number[]): number => quantile(Float64Array.from(values).toSorted(), 0.5);

const server = await startServer({ env: { AUTH_FLOOR_SUCCESS: 'off', HOLDFAST_LOG: 'error' } });
try {
  const { hostname, port } = new URL(server.url);
  const target = { host: hostname, port: Number(port), path, body };
  let made = 0;
  const freshKey = async () => (await organizationWithKey(server.dataDir, `Bench ${++made}`)).key;
  const job = async (kind: 'quiet' | 'noisy', seconds: number): Promise<RateJob> => ({
    ...target,
    seconds,
    key: await freshKey(),
    connections: connections[kind],
    perSecond: kind === 'quiet' ? quietPerSecond : noisyPerSecond,
  });

  // Compiled and cached before anything is measured.
  await Promise.all([load(await job('quiet', 8)), load(await job('noisy', 8))]);

  const early = { alone: [] as number[], beside: [] as number[] };
  const late = { alone: [] as number[], beside: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const alone = await load(await job('quiet', secondsPerPhase));
    const [beside, noise] = await Promise.all([
      load(await job('quiet', secondsPerPhase)),
      load(await job('noisy', secondsPerPhase)),
    ]);
    for (const result of [alone, beside]) {
      const others = Object.keys(result.statuses).filter((status) => status !== '201');
      if (others.length > 0) throw new Error(`the quiet one was answered ${JSON.stringify(result.statuses)}`);
    }
    if (noise.statuses['429'] === undefined) throw new Error('the noisy one was never refused');
    early.alone.push(...within(alone, 0, burstSeconds));
    early.beside.push(...within(beside, 0, burstSeconds));
    late.alone.push(...within(alone, burstSeconds, secondsPerPhase));
    late.beside.push(...within(beside, burstSeconds, secondsPerPhase));
  }
  const row = (what: string, { alone, beside }: typeof early) =>
    report('A neighbour at ten times its limit', {
      what,
      requests: beside.length,
      aloneP50Ms: rounded(p50(alone)),
      besideP50Ms: rounded(p50(beside)),
      aloneP95Ms: rounded(p95(alone)),
      besideP95Ms: rounded(p95(beside)),
      p95Ratio: rounded(p95(beside) / p95(alone)),
    });
  row('past its limit', late);
  row('while it spends its budget', early);
} finally {
  await server.stop();
}
