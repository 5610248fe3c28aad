import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { organizationWithKey } from '../support/operator-call.ts';
import { startServer } from '../support/server-process.ts';
import type { LoadJob, LoadResult } from './load.ts';
import { report, rounded } from './report.ts';
import { runLoad } from './run-load.ts';

/*
 * The API through the built server, against the floor, in the same run. A create is answered once contact and receipt are
 * durable. The waiting that hides which keys exist is off (AUTH_FLOOR_SUCCESS), everything else is as delivered: every
 * request proves its key and is counted, and since an organisation may make 1,000 requests a minute, each measurement
 * has organisations of its own and stays below that.
 */

const concurrencies = [1, 16, 64];
const requestsPerOrganization = 900;
/** Organisations that share the load in the spread measurement. */
const spread = 10;
const seededContacts = 60;
const secondsMax = 20;

const contact = JSON.stringify({
  firstName: 'Ada',
  lastName: 'Number {n}',
  company: 'Analytical Engines {n} Ltd',
  email: 'ada.{n}@example.com',
});

interface Target {
  readonly host: string;
  readonly port: number;
}

async function startFloor(): Promise<Target & { stop(): Promise<void> }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'floor-server.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  for await (const line of createInterface({ input: child.stdout })) {
    const { port } = JSON.parse(line) as { port: number };
    return {
      host: '127.0.0.1',
      port,
      stop: async () => {
        child.stdin.end();
        await ended;
      },
    };
  }
  throw new Error('the floor server did not start');
}

function createJob(target: Target, path: string, concurrency: number, keys: readonly string[]): LoadJob {
  const requests = requestsPerOrganization * Math.max(1, keys.length);
  return { ...job(target, path, concurrency, keys, requests), method: 'POST', body: contact, statusWanted: 201 };
}

function job(target: Target, path: string, concurrency: number, keys: readonly string[], requests: number): LoadJob {
  const { host, port } = target;
  return { host, port, concurrency, requests, secondsMax, method: 'GET', path, keys, statusWanted: 200 };
}

function reportPair(what: string, concurrency: number, ours: LoadResult, floor: LoadResult): void {
  report('API through the built server, against the floor', {
    what,
    concurrency,
    perSecond: rounded(ours.perSecond),
    floorPerSecond: rounded(floor.perSecond),
    ratio: rounded(ours.perSecond / floor.perSecond),
    p50Ms: rounded(ours.p50Ms),
    p99Ms: rounded(ours.p99Ms),
    floorP99Ms: rounded(floor.p99Ms),
  });
}

const floor = await startFloor();
const server = await startServer({ env: { AUTH_FLOOR_SUCCESS: 'off', HOLDFAST_LOG: 'error' } });
try {
  const { hostname, port } = new URL(server.url);
  const target: Target = { host: hostname, port: Number(port) };
  let made = 0;
  const freshKeys = async (count: number): Promise<readonly string[]> => {
    const keys: string[] = [];
    for (let n = 0; n < count; n += 1) keys.push((await organizationWithKey(server.dataDir, `Bench ${++made}`)).key);
    return keys;
  };
  const path = '/api/v1/contacts';

  // Both have compiled and cached what they will before anything is measured.
  await runLoad(createJob(target, path, 16, await freshKeys(3)));
  await runLoad({ ...createJob(floor, '/', 16, []), requests: 3_000 });

  for (const concurrency of concurrencies) {
    const floorResult = await runLoad({ ...createJob(floor, '/', concurrency, []), requests: 5_000 });
    const oneOrganization = await runLoad(createJob(target, path, concurrency, await freshKeys(1)));
    reportPair('create, one organisation', concurrency, oneOrganization, floorResult);
    const spreadOut = await runLoad(createJob(target, path, concurrency, await freshKeys(spread)));
    reportPair(`create, ${spread} organisations`, concurrency, spreadOut, floorResult);
  }
  for (const concurrency of concurrencies) {
    const floorResult = await runLoad(job(floor, '/', concurrency, [], 5_000));
    const keys = await freshKeys(spread);
    for (const key of keys) {
      await runLoad({ ...createJob(target, path, 8, [key]), requests: seededContacts });
    }
    const requests = (requestsPerOrganization - seededContacts) * keys.length;
    const listed = await runLoad(job(target, `${path}?limit=50`, concurrency, keys, requests));
    reportPair('list 50', concurrency, listed, floorResult);
  }
} finally {
  await server.stop();
  await floor.stop();
}
