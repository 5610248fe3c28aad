// Run by consent-crash.test.ts in a process of its own: some visitors choose at once, and it dies right before the n-th
// statement that it writes by, or never (0). Speaks in lines on stdout.
import fs from 'node:fs';
import { type AskingStorefront, choose } from '../support/consents.ts';
import { createTestRuntime } from '../support/test-runtime.ts';
import { killAt } from './kill-at.ts';

const [dataDir = '', shop = '', onceKeys = '', step = '0'] = process.argv.slice(2);
const armed = killAt(Number(step));
await createTestRuntime({ dataDir });
const storefront = JSON.parse(shop) as AskingStorefront;
armed.start();
const answers = await Promise.all(onceKeys.split(',').map((onceKey) => choose(storefront, { onceKey })));
armed.stop();
fs.writeSync(1, `${JSON.stringify({ seen: armed.seen, answers })}\n`);
process.exit(0);
