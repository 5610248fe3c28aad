import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verifyOwnLedger } from '#lib/ledger/verify-ledger.ts';
import { createStorefront } from '#lib/storefronts/create-storefront.ts';
import { settleAddresses } from '#lib/storefronts/settle-addresses.ts';
import { call, createTestOrganization, refused, type TestOrganization } from '../support/call.ts';
import { startChild } from '../support/child.ts';
import { type TemporaryFolder, temporaryFolder } from '../support/data-folder.ts';
import { draftStorefront, pendingDomain, shownStorefront } from '../support/storefronts.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

const script = new URL('./storefronts-child.ts', import.meta.url);

let temporary: TemporaryFolder;
let dataDir: string;
let acme: TestOrganization;
let globex: TestOrganization;
let rt: TestRuntime | undefined;

beforeEach(async () => {
  temporary = temporaryFolder();
  dataDir = join(temporary.path, 'data');
  rt = await createTestRuntime({ dataDir, serving: false });
  acme = await createTestOrganization('Acme');
  globex = await createTestOrganization('Globex');
});
afterEach(async () => {
  await close();
  temporary.remove();
});

async function close(): Promise<void> {
  await rt?.close();
  rt = undefined;
}

/** Runs the act in a process of its own. @returns how many statements it wrote by, or null when it was killed. */
async function act(name: 'create' | 'delete', which: string, step: number): Promise<number | null> {
  const child = startChild(script, [dataDir, acme.orgId, name, which, String(step)]);
  const ended = await child.ended;
  if (ended === 'SIGKILL') return null;
  expect(ended).toBe(0);
  return Number(child.lines.at(-1));
}

/** Some of the steps from the first to the last: each costs a process. */
function pointsOf(steps: number, many: number): number[] {
  return Array.from({ length: many }, (_, n) => 1 + Math.round((n * (steps - 1)) / (many - 1)));
}

interface Left {
  /** Addresses of the organisation, by slug. */
  readonly addresses: ReadonlyMap<string, { readonly storefrontId: string; readonly closedAt: string | null }>;
  /** Slugs of its storefronts, by id. */
  readonly storefronts: ReadonlyMap<string, string>;
  readonly domains: readonly { readonly storefrontId: string }[];
}

async function left(): Promise<Left> {
  const { tenancy } = rt as TestRuntime;
  const addresses = await tenancy.control.all<{ slug: string; storefrontId: string; closedAt: string | null }>(
    'SELECT slug, storefrontId, closedAt FROM StorefrontAddress WHERE orgId = ?',
    [acme.orgId],
  );
  const domains = await tenancy.control.all<{ storefrontId: string }>('SELECT storefrontId FROM StorefrontDomain');
  const lease = await tenancy.acquire(acme.orgId);
  try {
    const rows = await lease.db.all<{ id: string; slug: string }>('SELECT id, slug FROM Storefront');
    return {
      addresses: new Map(addresses.map(({ slug, ...row }) => [slug, row])),
      storefronts: new Map(rows.map(({ id, slug }) => [id, slug])),
      domains,
    };
  } finally {
    lease.release();
  }
}

/** Starts again two hours later, and does the daily work. */
async function dayAfter(): Promise<Left> {
  rt = await createTestRuntime({ dataDir, serving: false });
  rt.clock.advance(7_200);
  await call(settleAddresses, acme.owner, { id: acme.orgId });
  expect(await call(verifyOwnLedger, acme.owner, {})).toMatchObject({ ok: true });
  return left();
}

test('a storefront whose making is killed anywhere is there with its address, or not at all and its address is free', async () => {
  await close();
  const steps = (await act('create', 'whole', 0)) ?? 0;
  expect(steps).toBeGreaterThan(4);
  const points = pointsOf(steps, 5);
  for (const step of points) expect(await act('create', `cut-${step}`, step)).toBeNull();
  const { addresses, storefronts } = await dayAfter();
  expect([...addresses].map(([slug, { storefrontId }]) => [storefrontId, slug]).sort()).toEqual(
    [...storefronts].sort(),
  );
  expect([...storefronts.values()]).toContain('whole');
  for (const step of points) {
    const slug = `cut-${step}`;
    const again = call(createStorefront, globex.owner, { name: 'Theirs', slug });
    if (addresses.has(slug)) await refused(again, 'conflict');
    else expect(await again).toMatchObject({ slug });
  }
});

test('a storefront whose deletion is killed anywhere is there whole, or gone with its domains, its address closed or free', async () => {
  const make = async (shown: boolean) => {
    const made = await (shown ? shownStorefront(acme) : draftStorefront(acme));
    await pendingDomain(acme, made.id);
    return { ...made, shown };
  };
  const first = await make(true);
  const made = [];
  for (let n = 0; n < 5; n += 1) made.push(await make(n % 2 === 0));
  await close();
  const steps = (await act('delete', first.id, 0)) ?? 0;
  expect(steps).toBeGreaterThan(8);
  const points = pointsOf(steps, made.length);
  for (const [index, { id }] of made.entries()) await act('delete', id, points[index] ?? 0);
  const { addresses, storefronts, domains } = await dayAfter();
  const owners = new Set(domains.map(({ storefrontId }) => storefrontId));
  const outcomes = new Set<string>();
  for (const { id, slug, shown } of made) {
    const address = addresses.get(slug);
    const whole = storefronts.has(id);
    outcomes.add(whole ? 'whole' : shown ? 'closed' : 'free');
    expect(owners.has(id), slug).toBe(whole);
    if (whole) expect(address, slug).toEqual({ storefrontId: id, closedAt: null });
    else if (shown) expect(address?.closedAt, slug).toEqual(expect.any(String));
    else expect(address, slug).toBeUndefined();
  }
  expect([...outcomes].sort()).toEqual(['closed', 'free', 'whole']);
});
