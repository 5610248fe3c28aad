// Run by the tests of this folder in a process of its own, which they kill. Speaks in lines on stdout.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import Sqlite from 'better-sqlite3-multiple-ciphers';
import { systemClock } from '#lib/platform/clock.ts';
import { createLog } from '#lib/platform/log.ts';
import { createTenancy } from '#lib/tenancy/create-tenancy.ts';
import { openDataFolder } from '#lib/tenancy/data-folder.ts';
import { masterKeysOf } from '#lib/tenancy/keys.ts';
import type { Tenancy } from '#lib/tenancy/tenancy.ts';

const [command, dataDir = '', masterKey = '', root = '', argument = ''] = process.argv.slice(2);

function say(line: string): void {
  fs.writeSync(1, `${line}\n`);
}

async function open(): Promise<Tenancy> {
  return createTenancy({
    folder: openDataFolder(dataDir, { clock: systemClock }),
    masterKeys: masterKeysOf(Buffer.from(masterKey, 'hex')),
    projectRoot: root,
    clock: systemClock,
    log: createLog('silent'),
  });
}

/** Eight writers at once, each saying which row it was told is safe. */
async function write(tenancy: Tenancy, orgId: string): Promise<void> {
  const { db } = await tenancy.acquire(orgId);
  const at = new Date().toISOString();
  const writer = async (name: number) => {
    for (let n = 0; ; n += 1) {
      const id = `con_${process.pid}_${name}_${n}`;
      await db.write(async (tx) => {
        await tx.run('INSERT INTO Contact (id, sortName, createdAt, updatedAt) VALUES (?, ?, ?, ?)', [id, id, at, at]);
        await tx.run('UPDATE Contact SET version = version + 1 WHERE id = ?', ['con_counter']);
      });
      say(id);
    }
  };
  await Promise.all([...Array(8).keys()].map(writer));
}

/** Dies right before the n-th time that something is made durable: a file operation or a statement that writes. */
function dieBefore(n: number): () => readonly string[] {
  const seen: string[] = [];
  const step = (name: string) => {
    seen.push(name);
    if (seen.length === n) process.kill(process.pid, 'SIGKILL');
  };
  const wrap = <Holder, Name extends keyof Holder>(holder: Holder, name: Name) => {
    const original = holder[name] as (...args: unknown[]) => unknown;
    holder[name] = function (this: unknown, ...args: unknown[]) {
      step(String(name));
      return original.apply(this, args);
    } as Holder[Name];
  };
  for (const name of ['mkdirSync', 'writeFileSync', 'fsyncSync', 'renameSync', 'rmSync'] as const) wrap(fs, name);
  syncBuiltinESMExports();
  wrap(Sqlite.prototype, 'exec');
  const prepare = Sqlite.prototype.prepare;
  Sqlite.prototype.prepare = function (this: Sqlite.Database, sql: string) {
    const statement = prepare.call(this, sql);
    wrap(statement, 'run');
    return statement;
  } as typeof prepare;
  return () => seen;
}

switch (command) {
  case 'hold':
    openDataFolder(dataDir, { clock: systemClock });
    say('held');
    setInterval(() => {}, 1_000);
    break;
  case 'write': {
    const tenancy = await open();
    say('open');
    await write(tenancy, argument);
    break;
  }
  case 'migrate': {
    const tenancy = await open();
    const report = await tenancy.migrateAll({ parallel: 2, onProgress: (done) => say(`done ${done}`) });
    say(JSON.stringify(report));
    await tenancy.close();
    break;
  }
  case 'provision': {
    const tenancy = await open();
    const [id = '', killAt = '0'] = argument.split(':');
    const steps = dieBefore(Number(killAt));
    await tenancy.provision({ id, slug: 'victim', name: 'Victim', plan: 'free' });
    say(`steps ${steps().join(' ')}`);
    process.exit(0);
    break;
  }
  default:
    throw new Error(`no command ${command}`);
}
