import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { pieceBytes } from '#lib/crm/import/store.ts';
import { temporaryFolder } from '../support/data-folder.ts';

const script = join(import.meta.dirname, '../support/import-process.ts');

test('a file of 40 MB is imported with a heap of 64 MB, and never held whole outside of it', async () => {
  const folder = temporaryFolder();
  try {
    const args = ['--max-old-space-size=64', '--expose-gc', script, folder.path, '2500', '16384'];
    const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 });
    const end = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
    expect(end).toMatchObject({ state: 'done', rowsDone: 2_500 });
    expect(end.fileBytes).toBeGreaterThan(40_000_000);
    expect(end.buffersBytesMax).toBeGreaterThan(0);
    // A few pieces of 4 MB are on their way at once while the file arrives.
    expect(end.buffersBytesMax).toBeLessThan(6 * pieceBytes);
  } finally {
    folder.remove();
  }
});
