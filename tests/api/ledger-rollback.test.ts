import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FileAnswer } from '#lib/access/operation.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { exportLedger } from '#lib/ledger/export-ledger.ts';
import { listLedgerKeys } from '#lib/ledger/list-keys.ts';
import { readCheckpoint } from '#lib/ledger/read-checkpoint.ts';
import { call, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { type ExportReport, standaloneVerifier } from '../support/holdfast-verify.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let dataDir: string;
let rt: TestRuntime;
const start = async () => {
  rt = await createTestRuntime({ dataDir, env: { HOLDFAST_URL: 'https://ledger.example' } });
};
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'holdfast-rollback-'));
  await start();
});
afterEach(async () => {
  await rt.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Stops the installation, works on its files, and starts it again. */
async function stopped(work: () => void): Promise<void> {
  await rt.close();
  work();
  await start();
}

async function add(org: TestOrganization, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await call(createContact, org.owner, { firstName: `Person ${n}` });
}

async function verified(org: TestOrganization, key: string, note: string): Promise<ExportReport> {
  const file = (await call(exportLedger, org.owner, {})) as FileAnswer;
  const { verifyExport } = await standaloneVerifier();
  const chunk = Buffer.from(await new Response(file.stream).arrayBuffer());
  return verifyExport([chunk], { key, organization: org.orgId, checkpoints: [{ name: 'from the mail', note }] });
}

it('a database that was put back to an earlier copy agrees with itself, and any later saved checkpoint names it', async () => {
  const org = await createTestOrganization('Rolled back');
  await add(org, 10);
  const earlier = await call(readCheckpoint, org.owner);
  const key = (await call(listLedgerKeys, org.owner)).data[0]?.vkey ?? '';
  const file = join(dataDir, 'tenants', org.orgId.slice(-2), `${org.orgId}.db`);
  const copy = join(dataDir, 'copy.db');
  await stopped(() => copyFileSync(file, copy));
  await add(org, 5);
  const later = await call(readCheckpoint, org.owner);
  await stopped(() => copyFileSync(copy, file));

  expect(await verified(org, key, earlier.note)).toMatchObject({ ok: true, size: 10, saved: [{ agrees: true }] });
  expect(await verified(org, key, later.note)).toMatchObject({
    ok: false,
    problem: { problem: 'truncated', saved: 'from the mail' },
  });

  // Written on, it grows past what was lost: the fork shows all the same.
  await add(org, 7);
  expect(await verified(org, key, later.note)).toMatchObject({
    ok: false,
    problem: { problem: 'rewritten', saved: 'from the mail' },
  });
});
