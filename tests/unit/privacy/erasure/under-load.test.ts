import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { commitImport } from '#lib/crm/import/commit-import.ts';
import { readImport } from '#lib/crm/import/read-import.ts';
import { findErasure } from '#lib/privacy/erasure/erasure-store.ts';
import { createExport } from '#lib/privacy/export/create-export.ts';
import { namedIn } from '#lib/tenancy/erase/directory-rows.ts';
import { call, createTestOrganization, type TestOrganization } from '../../../support/call.ts';
import { us500Pieces } from '../../../support/contacts-csv.ts';
import { eventually } from '../../../support/eventually.ts';
import { upload } from '../../../support/imports.ts';
import { createTestRuntime, type TestRuntime } from '../../../support/test-runtime.ts';
import { approvedErasure } from './support.ts';

let rt: TestRuntime;
let org: TestOrganization;
beforeEach(async () => {
  rt = await createTestRuntime();
  org = await createTestOrganization('Acme', 'enterprise');
});
afterEach(async () => {
  await rt.close();
});

it('an import and an export that are under way end with their organisation, and leave neither rows nor objects', async () => {
  const { id } = await upload(org.owner, us500Pieces(20_000));
  await call(commitImport, org.owner, { id });
  await eventually('the import to get on', async () => (await call(readImport, org.owner, { id })).rowsDone > 0);
  await call(createExport, org.owner, {});
  const erasure = await approvedErasure(org.orgId);
  await eventually('the erasure to end', async () => {
    await rt.eraser.runDue();
    return (await findErasure(rt.tenancy.control, erasure))?.state === 'done';
  });
  // Jobs that were taken before they were forgotten find nothing to do, and are forgotten with the next look.
  await eventually('jobs to end', async () => {
    await rt.eraser.runDue();
    return (await namedIn(rt.tenancy.control, org.orgId)).length === 0;
  });
  const named = readdirSync(rt.dataDir, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.includes(org.orgId),
  );
  expect(named.filter((name) => !/^erasures\/|\/tombstones\//.test(name))).toEqual([]);
});
