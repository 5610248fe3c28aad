// Run by idempotency-crash.test.ts in a process of its own: sends one request with an Idempotency-Key and dies right
// before the n-th statement that it writes by, or never (0). Speaks in lines on stdout.
import fs from 'node:fs';
import Sqlite from 'better-sqlite3-multiple-ciphers';
import { createTestRuntime } from '../support/test-runtime.ts';
import { type CrashRequest, sendCrashRequest } from './idempotency-request.ts';

const [dataDir = '', text = '', killAt = '0'] = process.argv.slice(2);
const request = JSON.parse(text) as CrashRequest;

const seen: string[] = [];
let armed = false;
const prepare = Sqlite.prototype.prepare;
Sqlite.prototype.prepare = function (this: Sqlite.Database, sql: string) {
  const statement = prepare.call(this, sql);
  const run = statement.run.bind(statement) as (...params: unknown[]) => Sqlite.RunResult;
  statement.run = (...params: unknown[]) => {
    if (armed) seen.push(sql.trim().split(/\s+/).slice(0, 3).join(' '));
    if (armed && seen.length === Number(killAt)) process.kill(process.pid, 'SIGKILL');
    return run(...params);
  };
  return statement;
} as typeof prepare;

await createTestRuntime({ dataDir });
armed = true;
const output = await sendCrashRequest(request);
armed = false;
fs.writeSync(1, `${JSON.stringify({ seen, output })}\n`);
process.exit(0);
