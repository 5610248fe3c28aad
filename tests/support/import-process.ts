/**
 * A process of its own that imports: `node import-process.ts <data folder> <rows> [<characters of notes in each row>]`.
 * It makes an organisation with an import of so many rows when there is none, goes on with it otherwise, and prints how
 * far it is, and how many bytes of buffers it has held at most, as JSON lines.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { commitImport } from '#lib/crm/import/commit-import.ts';
import { listImports } from '#lib/crm/import/list-imports.ts';
import { call, createTestOrganization, keyPrincipal } from './call.ts';
import { us500Pieces, widePieces } from './contacts-csv.ts';
import { upload } from './imports.ts';
import { createTestRuntime } from './test-runtime.ts';

const [dataDir = '', rows = '0', noteChars] = process.argv.slice(2);
let buffersBytesMax = 0;
// With --expose-gc, what is held; without, what has not been collected yet counts too.
const watch = setInterval(() => {
  globalThis.gc?.();
  buffersBytesMax = Math.max(buffersBytesMax, process.memoryUsage().arrayBuffers);
}, 500);
const rt = await createTestRuntime({ dataDir });

async function organization(): Promise<string> {
  const found = await rt.tenancy.control.get<{ id: string }>('SELECT id FROM Organization');
  return found?.id ?? (await createTestOrganization('Acme')).orgId;
}

const orgId = await organization();
const principal = keyPrincipal(orgId);
if ((await call(listImports, principal, {})).data.length === 0) {
  const file = noteChars === undefined ? us500Pieces(Number(rows)) : widePieces(Number(rows), Number(noteChars));
  const { id } = await upload(principal, file);
  await call(commitImport, principal, { id });
}

for (;;) {
  // The limits count by a clock that stands still here.
  rt.clock.advance(60);
  const [found] = (await call(listImports, principal, {})).data;
  const { id, state, rowsDone, fileBytes } = found ?? {};
  process.stdout.write(`${JSON.stringify({ orgId, id, state, rowsDone, fileBytes, buffersBytesMax })}\n`);
  if (state !== 'running' && state !== 'ready') break;
  await wait(20);
}
clearInterval(watch);
await rt.close();
