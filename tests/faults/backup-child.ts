// Run by backup-crash.test.ts in a process of its own, which dies before a step that it names. Speaks in lines on stdout.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { Worker } from 'node:worker_threads';
import Sqlite from 'better-sqlite3-multiple-ciphers';
import { systemClock } from '#lib/platform/clock.ts';
import { createLog } from '#lib/platform/log.ts';
import { createTenancy } from '#lib/tenancy/create-tenancy.ts';
import { openDataFolder } from '#lib/tenancy/data-folder.ts';
import { masterKeysOf } from '#lib/tenancy/keys.ts';
import { projectRoot } from '../support/data-folder.ts';
import { backupsOfTenancy } from '../support/tenancy-backups.ts';

const [command = '', dataDir = '', masterKey = '', orgId = '', killAt = '0'] = process.argv.slice(2);

/** Dies right before the n-th thing that changes a file, a database or what a thread does to them. */
function dieBefore(n: number): readonly string[] {
  const seen: string[] = [];
  const wrap = <Holder, Name extends keyof Holder>(holder: Holder, name: Name, says = String(name)) => {
    const original = holder[name] as (...args: unknown[]) => unknown;
    holder[name] = function (this: unknown, ...args: unknown[]) {
      seen.push(says);
      if (seen.length === n) process.kill(process.pid, 'SIGKILL');
      return original.apply(this, args);
    } as Holder[Name];
  };
  for (const name of ['mkdirSync', 'renameSync', 'linkSync', 'rmSync', 'openSync'] as const) wrap(fs, name);
  for (const name of ['rename', 'unlink', 'open', 'rm'] as const) wrap(fs.promises, name, `promises.${name}`);
  syncBuiltinESMExports();
  wrap(Worker.prototype, 'postMessage');
  const prepare = Sqlite.prototype.prepare;
  Sqlite.prototype.prepare = function (this: Sqlite.Database, sql: string) {
    const statement = prepare.call(this, sql);
    wrap(statement, 'run');
    return statement;
  } as typeof prepare;
  return seen;
}

const folder = openDataFolder(dataDir, { clock: systemClock });
const masterKeys = masterKeysOf(Buffer.from(masterKey, 'hex'));
const log = createLog('silent');
const tenancy = await createTenancy({ folder, masterKeys, projectRoot, clock: systemClock, log });
const backups = backupsOfTenancy({ tenancy, folder, masterKeys });
await backups.settle();
const steps = dieBefore(Number(killAt));
if (command === 'backup') await backups.take();
else if (command === 'forget') await backups.forget(orgId);
else await backups.restoreOrganization({ orgId, wanted: 'latest', actor: 'operator' });
fs.writeSync(1, `steps ${steps.join(' ')}\n`);
process.exit(0);
