import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { listContacts } from '#lib/crm/contacts/list-contacts.ts';
import { readEnvironment } from '#lib/platform/env.ts';
import { createOrganizationEraser } from '#lib/privacy/erasure/eraser.ts';
import type { Runtime } from '#lib/runtime.ts';
import { startRuntime } from '#lib/start-runtime.ts';
import { namedIn } from '#lib/tenancy/erase/directory-rows.ts';
import { call, createTestOrganization, refused, type TestOrganization } from '../support/call.ts';
import { startChild } from '../support/child.ts';
import { projectRoot } from '../support/data-folder.ts';
import { standaloneVerifier } from '../support/holdfast-verify.ts';
import { ledgerOf } from '../support/ledger.ts';
import { createTestClock } from '../support/test-clock.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';
import { approvedErasure } from '../unit/privacy/erasure/support.ts';
import { eraserParts, withPoints } from './organization-erasure-points.ts';

let base: string;
let whole: string;
let org: TestOrganization;
let other: TestOrganization;
let erasureId: string;
let points: readonly string[];

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'holdfast-erasure-'));
  whole = join(base, 'whole');
  const rt = await createTestRuntime({ dataDir: whole });
  org = await createTestOrganization('Doomed', 'enterprise');
  other = await createTestOrganization('Kept');
  await call(createContact, org.owner, { firstName: 'Ada' });
  await call(createApiKey, org.owner, { name: 'Key', scopes: ['contacts:read'] });
  await call(createContact, other.owner, { firstName: 'Grace' });
  const bytes = async function* () {
    yield Buffer.from('of the doomed');
  };
  await rt.objects.of(org.orgId).put('files/fil_1', bytes());
  await rt.objects.of(other.orgId).put('files/fil_2', bytes());
  await rt.close();
  await decide();
  points = await eraseUntil(copyOf(whole, 'counted'), Number.POSITIVE_INFINITY);
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** Decides on the erasure in the folder that all others are copied from, without anybody beginning it. */
async function decide(): Promise<void> {
  const rt = await quietRuntime(whole);
  erasureId = await approvedErasure(org.orgId);
  await rt.close();
}

/** A runtime in which nothing runs by itself. */
function quietRuntime(dataDir: string): Promise<Runtime> {
  const env = readEnvironment({ HOLDFAST_DATA_DIR: dataDir, HOLDFAST_LOG: 'silent' });
  return startRuntime({
    env,
    boundOrigin: 'http://127.0.0.1:3000',
    projectRoot,
    serving: false,
    clock: createTestClock(),
  });
}

function copyOf(folder: string, name: string): string {
  const copy = join(base, name);
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/**
 * Erases in the folder until the nth place where the erasure waits, and stops there for good: what is on disk at that moment is
 * copied to `<folder>-then`, as a power cut would have left it. @returns the places that were passed.
 */
async function eraseUntil(folder: string, stopAt: number): Promise<string[]> {
  const rt = await quietRuntime(folder);
  const passed: string[] = [];
  let stop = () => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const eraser = createOrganizationEraser(
    withPoints(eraserParts(rt, folder), async (name) => {
      passed.push(name);
      if (passed.length !== stopAt) return;
      cpSync(folder, `${folder}-then`, { recursive: true });
      stop();
      await new Promise<never>(() => {});
    }),
  );
  await Promise.race([eraser.runDue(), stopped]);
  await rt.close();
  return passed;
}

/** Everything of the organisation is gone, once, and nothing of the other one. */
async function expectErased(rt: TestRuntime, dataDir: string): Promise<void> {
  await rt.eraser.runDue();
  const { control } = rt.tenancy;
  const row = await control.get('SELECT state, tell, problem FROM OrganizationErasure WHERE id = ?', [erasureId]);
  expect(row).toEqual({ state: 'done', tell: '[]', problem: null });
  const certificates = await control.all<{ file: string }>('SELECT file FROM ErasureCertificate');
  expect(certificates).toHaveLength(1);
  const { verifyExport } = await standaloneVerifier();
  expect(await verifyExport([Buffer.from(certificates[0]?.file ?? '')])).toMatchObject({ ok: true });
  expect(await ledgerOf((await rt.installationLedger.id()) ?? '')).toHaveLength(1);
  expect(await namedIn(control, org.orgId)).toEqual([]);
  const named = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes(org.orgId));
  expect(named.filter((name) => !/^erasures\/|\/tombstones\//.test(name))).toEqual([]);
  await refused(call(listContacts, org.owner, {}), 'not_found');
  expect((await call(listContacts, other.owner, {})).data).toHaveLength(1);
  await call(createContact, other.owner, { firstName: 'Still here' });
  const kept = await rt.objects.of(other.orgId).get('files/fil_2');
  expect(await new Response(kept).text()).toBe('of the doomed');
}

async function recovered(dataDir: string): Promise<void> {
  const rt = await createTestRuntime({ dataDir });
  try {
    await expectErased(rt, dataDir);
  } finally {
    await rt.close();
  }
}

it('an erasure that is cut off before anything that it waits for is ended by the next process, once', async () => {
  expect(points.length).toBeGreaterThan(30);
  for (let at = 1; at <= points.length; at += 1) {
    const folder = copyOf(whole, `cut-${at}`);
    await eraseUntil(folder, at);
    await recovered(`${folder}-then`).catch((error: unknown) => {
      throw new Error(`cut off before ${at}, ${points[at - 1]}`, { cause: error });
    });
    for (const used of [folder, `${folder}-then`]) rmSync(used, { recursive: true, force: true });
  }
}, 600_000);

it('an erasure whose process is killed, again and again, is ended by whoever lives', async () => {
  const folder = copyOf(whole, 'killed');
  const kills = [3, 7, 5];
  for (const at of kills) {
    const child = startChild(new URL('./organization-erasure-child.ts', import.meta.url), [
      ...[folder, erasureId, String(at), projectRoot],
    ]);
    expect(await child.ended).toBe('SIGKILL');
  }
  await recovered(folder);
});
