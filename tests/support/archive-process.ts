/**
 * A process of its own that takes an archive in: `node archive-process.ts <data folder> <archive>`. It makes an organisation
 * and uploads the archive when there is none, goes on with it otherwise, and prints how far it is as JSON lines.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Principal } from '#lib/access/principal.ts';
import { listArchives } from '#lib/privacy/archive/list-archives.ts';
import { startArchive } from '#lib/privacy/archive/start-archive.ts';
import { uploadArchive } from '#lib/privacy/archive/upload-archive.ts';
import { call, createTestOrganization } from './call.ts';
import { streamOf } from './imports.ts';
import { createTestRuntime } from './test-runtime.ts';

const [dataDir = '', file = ''] = process.argv.slice(2);
const rt = await createTestRuntime({ dataDir });
const found = await rt.tenancy.control.get<{ id: string }>("SELECT id FROM Organization WHERE status = 'active'");
const orgId = found?.id ?? (await createTestOrganization('Acme')).orgId;
const principal: Principal = { kind: 'operator', orgId };
const quiet = { request: { door: 'cli' } } as const;

if ((await call(listArchives, principal, {}, quiet)).data.length === 0) {
  await call(uploadArchive, principal, {}, { request: { door: 'cli', body: streamOf(readFileSync(file)) } });
}
for (;;) {
  // Jobs that a killed process had taken go by a clock that stands still here.
  rt.clock.advance(60);
  const [archive] = (await call(listArchives, principal, {}, quiet)).data;
  const { id, state, rowsDone, error, problems } = archive ?? {};
  process.stdout.write(`${JSON.stringify({ orgId, id, state, rowsDone, error, problems })}\n`);
  if (state === 'ready') await call(startArchive, principal, { id }, quiet);
  else if (state !== 'running' && state !== 'checking' && state !== 'uploading') break;
  await wait(10);
}
await rt.close();
