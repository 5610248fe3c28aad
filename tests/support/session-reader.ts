// Run in a process of its own: tells whose sessions are, from the control database of a data folder that another process has.
import { join } from 'node:path';
import { endSessionsOf } from '#lib/identity/session-store.ts';
import { authenticateSession } from '#lib/identity/sessions.ts';
import { readMigrations } from '#lib/platform/db/migrate.ts';
import { readEnvironment } from '#lib/platform/env.ts';
import { createLog } from '#lib/platform/log.ts';
import { loadSecrets } from '#lib/platform/secrets.ts';
import { openControl } from '#lib/tenancy/control.ts';
import { masterKeysOf, readSubkey } from '#lib/tenancy/keys.ts';
import { projectRoot } from './data-folder.ts';
import type { ReaderAnswer, ReaderQuestion } from './other-instance.ts';

const [dataDir = '', origin = ''] = process.argv.slice(2);
let at = new Date(0);
const clock = { now: () => at };
const env = readEnvironment({ HOLDFAST_DATA_DIR: dataDir, HOLDFAST_LOG: 'silent' });
const secrets = loadSecrets(env, dataDir);
const masterKeys = masterKeysOf(secrets.masterKey);
const control = await openControl({
  file: join(dataDir, 'control.db'),
  masterKeys,
  migrations: readMigrations(projectRoot, 'control'),
  clock,
});
const keyOf = (orgId: string, purpose: Parameters<typeof readSubkey>[3], version?: number) =>
  readSubkey(control, masterKeys, orgId, purpose, version);
const host = {
  tenancy: { control, keyOf },
  secrets,
  origin,
  clock,
  env,
  log: createLog('silent'),
};

process.on('message', async (question: ReaderQuestion) => {
  at = new Date(question.at);
  const answer: ReaderAnswer = { id: question.id, user: null };
  if (question.kind === 'who') {
    const user = await authenticateSession(host, question.token, question.renewal);
    process.send?.({ ...answer, user: user && { userId: user.userId, role: user.membership?.role ?? null } });
  } else {
    await control.write((tx) => endSessionsOf(tx, question.userId, question.at));
    process.send?.(answer);
  }
});
process.on('disconnect', () => void control.close().then(() => process.exit(0)));
process.send?.({ id: 'ready', user: null } satisfies ReaderAnswer);
