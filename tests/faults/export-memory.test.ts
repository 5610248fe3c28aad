import { afterEach, beforeEach, expect, test } from 'vitest';
import { startChild } from '../support/child.ts';
import { type TemporaryFolder, temporaryFolder } from '../support/data-folder.ts';

const script = new URL('../support/export-process.ts', import.meta.url);

let folder: TemporaryFolder;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

test('an export of half a gigabyte of text holds a small part of it in memory', async () => {
  // 20,000 contacts with 5 kB of notes each, in the JSON, the table and three files for other CRMs.
  const child = startChild(script, [folder.path, '20000', '5000']);
  const line = await child.line((text) => !/"state":"(?:queued|running)"/.test(text));
  const end = JSON.parse(line) as { state: string; heldBytesMax: number };
  await child.ended;
  expect(end.state).toBe('ready');
  expect(end.heldBytesMax).toBeGreaterThan(0);
  expect(end.heldBytesMax / 1024 / 1024).toBeLessThan(150);
});
