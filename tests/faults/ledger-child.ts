// Run by ledger-writes.test.ts in a process of its own: writes a ledger and dies at the n-th writing statement.
import { writeSync } from 'node:fs';
import type { Connection } from '#lib/platform/db/connection.ts';
import { openDatabase } from '#lib/platform/db/sqlite.ts';
import { PrismaClient } from '#prisma/tenant';
import { fileKey, writeLedger } from './ledger-writer.ts';

const [file = '', dieAt = '0', when = 'before'] = process.argv.slice(2);
const writing = /^\s*(?:INSERT|UPDATE|DELETE|BEGIN|COMMIT|SAVEPOINT|RELEASE)/i;

let seen = 0;
const db = openDatabase({
  file,
  key: fileKey,
  prismaFactory: (adapter) => new PrismaClient({ adapter }),
  admit: (writer: Connection) => {
    const prepare = writer.prepare.bind(writer);
    writer.prepare = ((sql: string) => {
      const statement = prepare(sql);
      if (!writing.test(sql)) return statement;
      const { run } = statement;
      statement.run = ((...args: unknown[]) => {
        seen += 1;
        const here = seen === Number(dieAt);
        if (here && when === 'before') process.kill(process.pid, 'SIGKILL');
        const result = run.apply(statement, args);
        if (here) process.kill(process.pid, 'SIGKILL');
        return result;
      }) as typeof run;
      return statement;
    }) as typeof writer.prepare;
  },
});

await writeLedger(db, (note) => writeSync(1, `${JSON.stringify(note)}\n`));
await db.close();
