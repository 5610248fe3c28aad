// Run by idempotency-crash.test.ts in a process of its own: sends one request with an Idempotency-Key and dies right
// before the n-th statement that it writes by, or never (0). Speaks in lines on stdout.
import fs from 'node:fs';
import { createTestRuntime } from '../support/test-runtime.ts';
import { type CrashRequest, sendCrashRequest } from './idempotency-request.ts';
import { killAt } from './kill-at.ts';

const [dataDir = '', text = '', killAtStep = '0'] = process.argv.slice(2);
const request = JSON.parse(text) as CrashRequest;

const armed = killAt(Number(killAtStep));
await createTestRuntime({ dataDir });
armed.start();
const output = await sendCrashRequest(request);
armed.stop();
fs.writeSync(1, `${JSON.stringify({ seen: armed.seen, output })}\n`);
process.exit(0);
