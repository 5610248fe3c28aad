import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Principal } from '#lib/access/principal.ts';
import { commitImport } from '#lib/crm/import/commit-import.ts';
import { readImport } from '#lib/crm/import/read-import.ts';
import { runImport } from '#lib/crm/import/run-import.ts';
import { call, createTestOrganization, keyPrincipal } from '../support/call.ts';
import { type TemporaryFolder, temporaryFolder } from '../support/data-folder.ts';
import { commitAndWait, importEnd, upload } from '../support/imports.ts';
import { ledgerOf } from '../support/ledger.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

const file = 'first_name,email\nAna,ana@example.com\nBob,bob@example.com\n';

let folder: TemporaryFolder;
let rt: TestRuntime;

beforeEach(async () => {
  folder = temporaryFolder();
  rt = await createTestRuntime({ dataDir: folder.path });
});

afterEach(async () => {
  await rt.close();
  folder.remove();
});

async function restart(): Promise<void> {
  await rt.close();
  rt = await createTestRuntime({ dataDir: folder.path });
}

async function jobs(): Promise<{ state: string }[]> {
  return rt.tenancy.control.all('SELECT state FROM Job');
}

test('an import that was started before its process ended goes on by itself after the next start', async () => {
  const { orgId, owner } = await createTestOrganization();
  await rt.jobs.stop();
  const { id } = await upload(owner, file);
  await call(commitImport, owner, { id });
  await restart();
  expect(await importEnd(keyPrincipal(orgId), id)).toMatchObject({ state: 'done', rowsCreated: 2 });
});

test('a process that ends after the job was noted and before the import was started leaves it ready', async () => {
  const { orgId, owner } = await createTestOrganization();
  const { id } = await upload(owner, file);
  const receipts = (await ledgerOf(orgId)).length;
  const job: Principal = { kind: 'job', orgId, actor: owner.userId };
  expect(await call(runImport, job, { id })).toEqual({ done: true });
  expect(await call(readImport, owner, { id })).toMatchObject({ state: 'ready', rowsDone: 0 });
  expect((await ledgerOf(orgId)).length).toBe(receipts);
  expect(await commitAndWait(owner, id)).toMatchObject({ state: 'done', rowsCreated: 2 });
});

test('an import whose job was given up goes on when it is asked for again', async () => {
  const { orgId, owner } = await createTestOrganization();
  await rt.jobs.stop();
  const { id } = await upload(owner, file);
  await call(commitImport, owner, { id });
  await rt.tenancy.control.write((tx) => tx.run("UPDATE Job SET state = 'dead'"));
  await restart();
  const key = keyPrincipal(orgId);
  expect(await call(readImport, key, { id })).toMatchObject({ state: 'running', rowsDone: 0 });
  expect(await jobs()).toEqual([{ state: 'dead' }]);
  expect(await commitAndWait(key, id)).toMatchObject({ state: 'done', rowsCreated: 2 });
});
