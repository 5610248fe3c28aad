/**
 * A process of its own that scans: `node scan-process.ts <data folder> <page>`. It makes an organisation with a storefront and
 * asks for a scan of the page when there is none, goes on with it otherwise, and prints how far it is as JSON lines.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { listScans } from '#lib/consent/scan/list-scans.ts';
import { requestScan } from '#lib/consent/scan/request-scan.ts';
import { readEnvironment } from '#lib/platform/env.ts';
import { call, createTestMember, createTestOrganization } from './call.ts';
import { askingStorefront } from './consents.ts';
import { createTestRuntime } from './test-runtime.ts';

const [dataDir = '', page = ''] = process.argv.slice(2);
const { CHROMIUM_PATH } = readEnvironment();
const rt = await createTestRuntime({ dataDir, env: { CHROMIUM_PATH } });

const found = await rt.tenancy.control.get<{ id: string }>("SELECT id FROM Organization WHERE slug = 'acme'");
const org = found === undefined ? await createTestOrganization('Acme') : null;
const owner = org?.owner ?? (await createTestMember(found?.id ?? '', 'owner'));
if (org !== null) await call(requestScan, owner, { storefront: (await askingStorefront(org)).id, url: page });

for (;;) {
  // The jobs count by a clock that stands still here.
  rt.clock.advance(2);
  const [now] = (await call(listScans, owner)).data;
  process.stdout.write(`${JSON.stringify(now)}\n`);
  if (now?.state === 'done' || now?.state === 'failed') break;
  await wait(100);
}
const lease = await rt.tenancy.acquire(owner.membership?.orgId ?? '');
const receipts = await lease.db.all<{ action: string }>(
  "SELECT action FROM Receipt WHERE action LIKE 'consentScan.%' ORDER BY seq",
);
lease.release();
process.stdout.write(`${JSON.stringify({ receipts: receipts.map(({ action }) => action) })}\n`);
await rt.close();
