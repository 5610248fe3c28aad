import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startChild } from './child.ts';

/** Lets every session of a running server have begun an hour ago, so that nobody there has signed in, or given a factor, freshly. */
export async function ageSessions(dataDir: string, now: Date): Promise<void> {
  const secrets = JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')) as { HOLDFAST_MASTER_KEY: string };
  const child = startChild(new URL('./control-writer.ts', import.meta.url), [
    ...[
      dataDir,
      secrets.HOLDFAST_MASTER_KEY,
      "UPDATE Session SET createdAt = ?, factorAt = iif(factorAt IS NULL, NULL, '2020-01-01T00:00:00.000Z')",
    ],
    new Date(now.getTime() - 3_600_000).toISOString(),
  ]);
  if ((await child.ended) !== 0) throw new Error('the sessions could not be aged');
}
