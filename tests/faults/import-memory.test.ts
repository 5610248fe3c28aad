import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { pieceBytes } from '#lib/crm/import/store.ts';
import { temporaryFolder } from '../support/data-folder.ts';

const script = join(import.meta.dirname, '../support/import-process.ts');

/** The program itself takes 57 MB once it runs: this leaves too little for the file. */
const heapMb = 88;

test('a file of 40 MB is imported with 30 MB of heap to spare, and never held whole outside of it', async () => {
  const folder = temporaryFolder();
  try {
    const args = [`--max-old-space-size=${heapMb}`, '--expose-gc', script, folder.path, '2500', '16384'];
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
