// Run by retention-crash.test.ts in a process of its own: cuts until nothing is left, and dies right before the n-th
// statement that it writes by, or never (0). Speaks in lines on stdout.
import fs from 'node:fs';
import Sqlite from 'better-sqlite3-multiple-ciphers';
import { runRetention } from '#lib/privacy/retention/run-cut.ts';
import { call } from '../support/call.ts';
import { createTestRuntime } from '../support/test-runtime.ts';

const [dataDir = '', orgId = '', killAt = '0'] = process.argv.slice(2);

let written = 0;
let armed = false;
const prepare = Sqlite.prototype.prepare;
Sqlite.prototype.prepare = function (this: Sqlite.Database, sql: string) {
  const statement = prepare.call(this, sql);
  const run = statement.run.bind(statement) as (...params: unknown[]) => Sqlite.RunResult;
  statement.run = (...params: unknown[]) => {
    if (armed) written += 1;
    if (armed && written === Number(killAt)) process.kill(process.pid, 'SIGKILL');
    return run(...params);
  };
  return statement;
} as typeof prepare;

await createTestRuntime({ dataDir });
armed = true;
for (let done = false; !done; ) {
  ({ done } = await call(runRetention, { kind: 'operator', orgId }, {}, { request: { door: 'cli' } }));
}
armed = false;
fs.writeSync(1, `${JSON.stringify({ written })}\n`);
process.exit(0);
