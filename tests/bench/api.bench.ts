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
/** In the spread measurement: ten thousand in all. */
const requestsPerOrganizationSpread = 100;
/** A measurement on one organisation is over in moments: it is taken so many times, in turn with the floor. */
const rounds = 5;
const floorListRequests = 5_000;
/** Organisations that share the load in the spread measurement; the floor has as many databases then. */
const spread = 100;
/** Organisations whose contacts are listed. */
const listed = 10;
const seededContacts = 60;
const secondsMax = 20;

const interaction = (contactId: string, n: string) => ({
  contactId,
  channel: 'email',
  direction: 'inbound',
  occurredAt: '2026-01-15T09:30:00Z',
  subject: 'Question number {n}',
  body: 'When does the second engine arrive? We would rather know now than later.',
  externalId: `question-${n}`,
});

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

function creates(target: Target, at: string, load: Load, body: string = contact): LoadJob {
  return { ...lists(target, at, load), method: 'POST', body, statusWanted: 201 };
}

interface Pair {
  readonly ours: LoadResult;
  readonly floorResult: LoadResult;
}

/** The pair whose ratio stands in the middle. */
function medianOf(pairs: readonly Pair[]): Pair {
  const ratio = ({ ours, floorResult }: Pair) => ours.perSecond / floorResult.perSecond;
  const middle = pairs.toSorted((a, b) => ratio(a) - ratio(b))[Math.floor(pairs.length / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
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
  const contactOf = async (key: string): Promise<string> => {
    const answer = await fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ firstName: 'Ada', lastName: 'Okafor' }),
    });
    return ((await answer.json()) as { id: string }).id;
  };
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
      const each = organizations === 1 ? requestsPerOrganization : requestsPerOrganizationSpread;
      const requests = each * organizations;
      const pairs: Pair[] = [];
      for (let round = 0; round < (organizations === 1 ? rounds : 1); round += 1) {
        const floorLoad = { concurrency, requests, spread: organizations };
        const floorResult = await runLoad(creates(floor, '/{k}', floorLoad));
        const keys = await freshKeys(organizations);
        pairs.push({ floorResult, ours: await runLoad(creates(target, path, { concurrency, requests, keys })) });
      }
      const { ours, floorResult } = medianOf(pairs);
      reportPair(
        `create, ${organizations} organisation${organizations === 1 ? '' : 's'}`,
        concurrency,
        ours,
        floorResult,
      );
    }
  }
  for (const concurrency of concurrencies) {
    const pairs: Pair[] = [];
    const requests = requestsPerOrganization - 1;
    for (let round = 0; round < rounds; round += 1) {
      const one = JSON.stringify(interaction('any', `${concurrency}-${round}-{n}`));
      const floorLoad = { concurrency, requests, spread: 1 };
      const floorResult = await runLoad(creates(floor, '/{k}/interactions', floorLoad, one));
      const keys = await freshKeys(1);
      const body = JSON.stringify(interaction(await contactOf(keys[0] ?? ''), '{n}'));
      const ours = await runLoad(creates(target, '/api/v1/interactions', { concurrency, requests, keys }, body));
      pairs.push({ floorResult, ours });
    }
    const { ours, floorResult } = medianOf(pairs);
    reportPair('create an interaction, 1 organisation', concurrency, ours, floorResult);
  }
  for (const concurrency of [1, 8]) {
    const keys = await freshKeys(1);
    const contactId = await contactOf(keys[0] ?? '');
    const items = Array.from({ length: 100 }, (_, index) => interaction(contactId, `{n}-${index}`));
    const load = { concurrency, requests: 300, keys };
    const ours = await runLoad(creates(target, '/api/v1/interactions/batch', load, JSON.stringify({ items })));
    report('Batches of 100 interactions, each one transaction', {
      concurrency,
      interactionsPerSecond: rounded(ours.perSecond * 100),
      p50Ms: rounded(ours.p50Ms),
      p99Ms: rounded(ours.p99Ms),
    });
  }
  for (const concurrency of concurrencies) {
    const floorLoad = { concurrency, requests: floorListRequests, spread: listed };
    const floorResult = await runLoad(lists(floor, '/{k}', floorLoad));
    const keys = await freshKeys(listed);
    await runLoad(creates(target, path, { concurrency: 8, requests: seededContacts * listed, keys }));
    const requests = (requestsPerOrganization - seededContacts) * listed;
    const ours = await runLoad(lists(target, `${path}?limit=50`, { concurrency, requests, keys }));
    reportPair(`list 50, ${listed} organisations`, concurrency, ours, floorResult);
  }
} finally {
  await server.stop();
  await floor.stop();
}
