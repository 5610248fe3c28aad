// Run in a process of its own: writes to the control database of a data folder beside the process that has it.
import { join } from 'node:path';
import { openConnection } from '#lib/platform/db/connection.ts';
import { controlDatabaseKey, masterKeysOf } from '#lib/tenancy/keys.ts';

const [dataDir = '', masterKey = '', sql = '', ...params] = process.argv.slice(2);
const key = controlDatabaseKey(masterKeysOf(Buffer.from(masterKey, 'hex')), 1);
const connection = openConnection({ file: join(dataDir, 'control.db'), key, access: 'write' });
connection.prepare(sql).run(...params);
connection.close();
