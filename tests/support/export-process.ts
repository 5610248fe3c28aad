/**
 * A process of its own that exports: `node export-process.ts <data folder> <contacts> [<bytes of notes in each>]`. It makes an
 * organisation with so many contacts and an export of it when there is none, goes on with it otherwise, and prints how far it
 * is, and how much it held at most above what it held before, as JSON lines.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { createExport } from '#lib/privacy/export/create-export.ts';
import { listExports } from '#lib/privacy/export/list-exports.ts';
import { call, createTestMember, createTestOrganization } from './call.ts';
import { createTestRuntime } from './test-runtime.ts';

const [dataDir = '', contacts = '0', noteBytes = '200'] = process.argv.slice(2);
const rt = await createTestRuntime({ dataDir });

/** Straight into the table, by the engine itself: quick, whatever the number. */
async function fill(orgId: string): Promise<void> {
  const lease = await rt.tenancy.acquire(orgId);
  await lease.db.write((tx) =>
    tx.run(
      `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)
       INSERT INTO Contact (id, firstName, notes, sortName, createdAt, updatedAt)
       SELECT printf('con_%026d', n), 'Person ' || n, hex(randomblob(?)), 'person', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'
         FROM numbers`,
      [Number(contacts), Number(noteBytes) / 2],
    ),
  );
  lease.release();
}

const found = await rt.tenancy.control.get<{ id: string }>("SELECT id FROM Organization WHERE slug = 'acme'");
const orgId = found?.id ?? (await createTestOrganization('Acme')).orgId;
if (found === undefined) await fill(orgId);
const held = () => {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};
const heldBefore = held();
let heldBytesMax = 0;
const watch = setInterval(() => {
  heldBytesMax = Math.max(heldBytesMax, held() - heldBefore);
}, 20);
const owner = await createTestMember(orgId, 'owner');
if ((await call(listExports, owner)).data.length === 0) await call(createExport, owner);

for (;;) {
  // The limits and the jobs count by a clock that stands still here.
  rt.clock.advance(5);
  const [now] = (await call(listExports, owner)).data;
  const { id, state, rowsDone, rowsTotal } = now ?? {};
  process.stdout.write(`${JSON.stringify({ orgId, id, state, rowsDone, rowsTotal, heldBytesMax })}\n`);
  if (state !== 'queued' && state !== 'running') break;
  await wait(5);
}
clearInterval(watch);
await rt.close();
