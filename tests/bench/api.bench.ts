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
/** So many at least, so that the floor's figure is of more than a moment. */
const floorRequestsMin = 5_000;
/** Organisations that share the load in the spread measurement; the floor has as many databases then. */
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
  const child = spawn(process.execPath, [join(import.meta.dirname, 'floor-server.ts'), String(spread)], {
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

const path = '/api/v1/contacts';

interface Load {
  readonly concurrency: number;
  readonly requests: number;
  readonly keys?: readonly string[];
  /** Databases of the floor. */
  readonly spread?: number;
}

function lists(target: Target, at: string, { concurrency, requests, keys = [], spread: among = 1 }: Load): LoadJob {
  const { host, port } = target;
  return {
    ...{ host, port, concurrency, requests, secondsMax, keys },
    ...{ method: 'GET', path: at, spread: among, statusWanted: 200 },
  };
}

function creates(target: Target, at: string, load: Load): LoadJob {
  return { ...lists(target, at, load), method: 'POST', body: contact, statusWanted: 201 };
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

  // Both have compiled and cached what they will before anything is measured.
  const warm = { concurrency: 16, requests: 3 * requestsPerOrganization };
  await runLoad(creates(target, path, { ...warm, keys: await freshKeys(3) }));
  await runLoad(creates(floor, '/{k}', { ...warm, spread }));

  for (const organizations of [1, spread]) {
    for (const concurrency of concurrencies) {
      const requests = requestsPerOrganization * organizations;
      const floorLoad = { concurrency, requests: Math.max(requests, floorRequestsMin), spread: organizations };
      const floorResult = await runLoad(creates(floor, '/{k}', floorLoad));
      const keys = await freshKeys(organizations);
      const ours = await runLoad(creates(target, path, { concurrency, requests, keys }));
      reportPair(
        `create, ${organizations} organisation${organizations === 1 ? '' : 's'}`,
        concurrency,
        ours,
        floorResult,
      );
    }
  }
  for (const concurrency of concurrencies) {
    const floorLoad = { concurrency, requests: floorRequestsMin, spread };
    const floorResult = await runLoad(lists(floor, '/{k}', floorLoad));
    const keys = await freshKeys(spread);
    await runLoad(creates(target, path, { concurrency: 8, requests: seededContacts * spread, keys }));
    const requests = (requestsPerOrganization - seededContacts) * spread;
    const listed = await runLoad(lists(target, `${path}?limit=50`, { concurrency, requests, keys }));
    reportPair(`list 50, ${spread} organisations`, concurrency, listed, floorResult);
  }
} finally {
  await server.stop();
  await floor.stop();
}
