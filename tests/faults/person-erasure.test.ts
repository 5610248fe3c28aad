import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyOwnLedger } from '#lib/ledger/verify-ledger.ts';
import { createExport } from '#lib/privacy/export/create-export.ts';
import { erasePerson } from '#lib/privacy/persons/erase-person.ts';
import { readErasure } from '#lib/privacy/persons/list-erasures.ts';
import { call, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { type TemporaryFolder, temporaryFolder } from '../support/data-folder.ts';
import { openEverything, searchFolder } from '../support/data-folder-search.ts';
import { eventually } from '../support/eventually.ts';
import { canary, canaryTexts, spreadPerson } from '../support/spread-person.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

const script = join(import.meta.dirname, 'erasure-child.ts');
/** Every so-many-th point is tried, from another one on each time the list of places grows; all of them with 1. */
const stride = 15;

let folder: TemporaryFolder;
let acme: TestOrganization;
let erasureId: string;
let points: number;

beforeAll(async () => {
  folder = temporaryFolder();
  const rt = await createTestRuntime({ dataDir: join(folder.path, 'begun') });
  acme = await createTestOrganization();
  const { contactId } = await spreadPerson(acme);
  await rt.jobs.stop();
  await call(createExport, acme.owner, {});
  erasureId = (await call(erasePerson, acme.owner, { id: contactId, confirm: canary.email })).id;
  await rt.close();
  points = Number((await run(copyOf('whole'), 0)).stdout);
});
afterAll(() => folder.remove());

function copyOf(name: string): string {
  const copy = join(folder.path, name);
  cpSync(join(folder.path, 'begun'), copy, { recursive: true });
  return copy;
}

function run(dataDir: string, dieAt: number) {
  const child = spawn(process.execPath, [script, dataDir, acme.orgId, erasureId, String(dieAt)]);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk);
  });
  return new Promise<{ stdout: string; stderr: string; signal: string | null }>((resolve) =>
    child.once('close', (_code, signal) => resolve({ stdout, stderr, signal })),
  );
}

async function wholeAfterRestart(dataDir: string): Promise<void> {
  const rt: TestRuntime = await createTestRuntime({ dataDir });
  try {
    await eventually('the erasure to end', async () => {
      rt.clock.advance(10);
      return (await call(readErasure, acme.owner, { id: erasureId })).state === 'done';
    });
    const lease = await rt.tenancy.acquire(acme.orgId);
    const receipts = await lease.db.all("SELECT seq FROM Receipt WHERE action = 'person.erased'");
    lease.release();
    expect(receipts).toHaveLength(1);
    expect(await call(verifyOwnLedger, acme.owner, {}, { request: { door: 'cli' } })).toMatchObject({ ok: true });
    const keys = await openEverything(rt);
    await rt.close();
    expect(searchFolder(keys, canaryTexts)).toEqual([]);
  } finally {
    await rt.close().catch(() => undefined);
  }
}

describe('the erasure of a person', () => {
  it('has a point before and after each durable step', () => {
    expect(points).toBeGreaterThan(60);
  });

  it(`killed at any of them (each ${stride}th here) ends complete, with one receipt, when the process starts again`, async () => {
    for (let dieAt = 1 + (points % stride); dieAt <= points; dieAt += stride) {
      const dataDir = copyOf(`killed-${dieAt}`);
      const { signal, stderr } = await run(dataDir, dieAt);
      expect(signal, `${dieAt}: ${stderr}`).toBe('SIGKILL');
      await wholeAfterRestart(dataDir);
    }
  });
});
