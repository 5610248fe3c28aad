// Run by message-crash.test.ts in a process of its own: a visitor sends a message, and it dies right before the n-th
// statement that it writes by, or never (0). Speaks in lines on stdout.
import fs from 'node:fs';
import { send } from '../support/messages.ts';
import { createTestRuntime } from '../support/test-runtime.ts';
import { killAt } from './kill-at.ts';

const [dataDir = '', slug = '', form = '', website = '', step = '0'] = process.argv.slice(2);
const armed = killAt(Number(step));
// Nothing else writes meanwhile: the mail about it is another process's.
await createTestRuntime({ dataDir, serving: false });
armed.start();
const answer = await send(slug, { form, ...(website === '' ? {} : { website }) });
armed.stop();
fs.writeSync(1, `${JSON.stringify({ seen: armed.seen, answer })}\n`);
process.exit(0);
