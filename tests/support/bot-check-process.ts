// Run in a process of its own: verifies tokens against the control database of a data folder that other processes use too.
import { join } from 'node:path';
import { systemClock } from '#lib/platform/clock.ts';
import { openDatabase } from '#lib/platform/db/sqlite.ts';
import { readEnvironment } from '#lib/platform/env.ts';
import { createLog } from '#lib/platform/log.ts';
import { createBotCheck } from '#lib/platform/turnstile.ts';
import { controlDatabaseKey, masterKeysOf } from '#lib/tenancy/keys.ts';

const [dataDir = '', masterKey = '', secretKey = '', url = '', ...tokens] = process.argv.slice(2);
const control = openDatabase({
  file: join(dataDir, 'control.db'),
  key: controlDatabaseKey(masterKeysOf(Buffer.from(masterKey, 'hex')), 1),
  prismaFactory: () => ({ $disconnect: async () => undefined }),
});
const check = createBotCheck({
  env: readEnvironment({ TURNSTILE_SITE_KEY: 'site', TURNSTILE_SECRET_KEY: secretKey, TURNSTILE_VERIFY_URL: url }),
  ...{ origin: 'http://127.0.0.1', control, clock: systemClock, log: createLog('silent') },
  nowMs: () => performance.now(),
});
const verdicts = await Promise.all(
  tokens.map((token) => check.verify({ form: 'login', token, address: '203.0.113.9' })),
);
console.log(JSON.stringify(tokens.filter((_token, place) => verdicts[place]?.outcome === 'passed')));
await control.close();
