import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '#lib/platform/clock.ts';
import { holderOf, openDataFolder } from '#lib/tenancy/data-folder.ts';
import { type Child, startChild } from '../support/child.ts';
import { projectRoot, type TemporaryFolder, temporaryFolder } from '../support/data-folder.ts';

const script = new URL('./tenancy-child.ts', import.meta.url);

let temporary: TemporaryFolder;
let dataDir: string;
let child: Child | undefined;

beforeEach(() => {
  temporary = temporaryFolder();
  dataDir = join(temporary.path, 'data');
});

afterEach(async () => {
  await child?.kill();
  child = undefined;
  temporary.remove();
});

describe('the lease of a data folder', () => {
  test('refuses a second process with a sentence that names the first, and is free the moment that one is killed', async () => {
    child = startChild(script, ['hold', dataDir]);
    await child.line((line) => line === 'held');
    expect(holderOf(dataDir)).toMatchObject({ pid: child.pid, startedAt: expect.stringMatching(/^\d{4}-/) });
    expect(() => openDataFolder(dataDir, { clock: systemClock })).toThrow(
      expect.objectContaining({
        code: 'data_folder_in_use',
        publicMessage: expect.stringContaining(`process ${child.pid}, since `),
      }),
    );
    await child.kill();
    expect(holderOf(dataDir)).toBeUndefined();
    openDataFolder(dataDir, { clock: systemClock }).release();
  });

  test('of two processes that start at once goes to one', async () => {
    const children = [1, 2, 3, 4].map(() => startChild(script, ['hold', dataDir]));
    try {
      const results = await Promise.allSettled(
        children.map((each) => each.line((line) => line === 'held').then(() => each)),
      );
      // The losers end by themselves; the winner holds on.
      expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
      for (const result of results) {
        if (result.status === 'rejected') expect(String(result.reason)).toContain('data_folder_in_use');
      }
    } finally {
      await Promise.all(children.map((each) => each.kill()));
    }
  });

  test('this process keeps it while others look', async () => {
    const folder = openDataFolder(dataDir, { clock: systemClock });
    for (let n = 0; n < 3; n += 1) {
      child = startChild(script, ['hold', dataDir]);
      expect(await child.ended).toBe(1);
    }
    folder.release();
    child = startChild(script, ['hold', dataDir]);
    await child.line((line) => line === 'held');
  });
});

describe.skipIf(process.platform === 'win32')('a read-only data folder', () => {
  test('is one clear sentence', ({ skip }) => {
    mkdirSync(dataDir);
    chmodSync(temporary.path, 0o755);
    chmodSync(dataDir, 0o555);
    // A privileged user may write anywhere: as one, be somebody else.
    const code = `
      import { openDataFolder } from '#lib/tenancy/data-folder.ts';
      if (process.getuid() === 0) { process.setgid(65534); process.setuid(65534); }
      try { openDataFolder(${JSON.stringify(dataDir)}, { clock: { now: () => new Date() } }); }
      catch (error) { console.log(error.code + '|' + error.publicMessage); }`;
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      cwd: projectRoot,
      encoding: 'utf8',
    });
    if (run.stdout === '' && run.stderr.includes(`EACCES: permission denied, open '${projectRoot}`)) {
      skip('only the owner of the checkout can read it');
    }
    expect(run.stdout).toMatch(/^data_folder_unusable\|The data folder .*data cannot be written: .*EACCES.*\.\n$/);
  });
});
