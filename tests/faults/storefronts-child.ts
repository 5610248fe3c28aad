// Run by storefronts-crash.test.ts in a process of its own: makes a storefront, or deletes one, and dies right before the n-th
// statement that it writes by, or never (0). Speaks in lines on stdout.
import fs from 'node:fs';
import { createStorefront } from '#lib/storefronts/create-storefront.ts';
import { deleteStorefront } from '#lib/storefronts/delete-storefront.ts';
import { call, keyPrincipal } from '../support/call.ts';
import { createTestRuntime } from '../support/test-runtime.ts';
import { killAt } from './kill-at.ts';

const [dataDir = '', orgId = '', act = '', which = '', step = '0'] = process.argv.slice(2);
const armed = killAt(Number(step));
await createTestRuntime({ dataDir, serving: false });
armed.start();
if (act === 'create') await call(createStorefront, keyPrincipal(orgId), { name: which, slug: which });
else await call(deleteStorefront, keyPrincipal(orgId), { id: which });
armed.stop();
fs.writeSync(1, `${JSON.stringify(armed.seen.length)}\n`);
process.exit(0);
