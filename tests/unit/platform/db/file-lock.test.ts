import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withFileLock } from '#lib/platform/db/file-lock.ts';
import { isHoldfastError } from '#lib/platform/errors.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-lock-'));
  file = join(folder, 'a.lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const module = join(import.meta.dirname, '../../../../lib/platform/db/file-lock.ts');

/** A process that has the lock and never gives it back. */
async function holder() {
  const source = `
    import { withFileLock } from ${JSON.stringify(module)};
    await withFileLock(${JSON.stringify(file)}, 1_000, () => {
      process.stdout.write('held');
      return new Promise((done) => setTimeout(done, 600_000));
    });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((held) => child.stdout.once('data', held));
  return child;
}

describe('a lock on a file', () => {
  test('lets one at a time work, and is free after a failure', async () => {
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((done) => setTimeout(done, 5));
      inside -= 1;
    };
    await expect(withFileLock(file, 60_000, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await Promise.all(Array.from({ length: 8 }, () => withFileLock(file, 60_000, work)));
    expect(most).toBe(1);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('is not had while another process holds it, and is free the moment that one is killed', async () => {
    const other = await holder();
    const refused: unknown = await withFileLock(file, 100, async () => 'had').catch((error: unknown) => error);
    expect(isHoldfastError(refused) && refused.code).toBe('conflict');
    other.kill('SIGKILL');
    expect(await withFileLock(file, 60_000, async () => 'had')).toBe('had');
  });
});
