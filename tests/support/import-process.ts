/**
 * A process of its own that imports, to be killed: `node import-process.ts <data folder> <rows>`. It makes an
 * organisation with an import of so many rows when there is none, goes on with it otherwise, and prints how far it is as
 * JSON lines.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { commitImport } from '#lib/crm/import/commit-import.ts';
import { listImports } from '#lib/crm/import/list-imports.ts';
import { call, createTestOrganization, keyPrincipal } from './call.ts';
import { us500Pieces } from './contacts-csv.ts';
import { upload } from './imports.ts';
import { createTestRuntime } from './test-runtime.ts';

const [dataDir = '', rows = '0'] = process.argv.slice(2);
const rt = await createTestRuntime({ dataDir });

async function organization(): Promise<string> {
  const found = await rt.tenancy.control.get<{ id: string }>('SELECT id FROM Organization');
  return found?.id ?? (await createTestOrganization('Acme')).orgId;
}

const orgId = await organization();
const principal = keyPrincipal(orgId);
if ((await call(listImports, principal, {})).data.length === 0) {
  const { id } = await upload(principal, us500Pieces(Number(rows)));
  await call(commitImport, principal, { id });
}

for (;;) {
  // The limits count by a clock that stands still here.
  rt.clock.advance(60);
  const [found] = (await call(listImports, principal, {})).data;
  process.stdout.write(`${JSON.stringify({ orgId, id: found?.id, state: found?.state, rowsDone: found?.rowsDone })}\n`);
  if (found?.state !== 'running' && found?.state !== 'ready') break;
  await wait(20);
}
await rt.close();
