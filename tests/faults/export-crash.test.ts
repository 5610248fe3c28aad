import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import { listExports } from '#lib/privacy/export/list-exports.ts';
import { call, createTestMember } from '../support/call.ts';
import { type Child, startChild } from '../support/child.ts';
import { type TemporaryFolder, temporaryFolder } from '../support/data-folder.ts';
import { downloaded, openArchive } from '../support/exports.ts';
import { createTestRuntime } from '../support/test-runtime.ts';

const script = new URL('../support/export-process.ts', import.meta.url);
const contacts = 20_000;

interface Progress {
  readonly orgId: string;
  readonly id: string;
  readonly state: string;
  readonly rowsDone: number;
  readonly rowsTotal: number | null;
}

let folder: TemporaryFolder;
const children: Child[] = [];

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  for (const child of children.splice(0)) await child.kill();
  folder.remove();
});

const start = (): Child => {
  const child = startChild(script, [folder.path, String(contacts)]);
  children.push(child);
  return child;
};
const progress = (line: string) => JSON.parse(line) as Progress;

/** Names of everything that is stored for organisations, however deep. */
const stored = (): string[] =>
  readdirSync(join(folder.path, 'objects'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.includes('.zip'),
  );

test('an export killed again and again in the midst of its archive ends as exactly one, whole', async () => {
  let id: string | undefined;
  for (const part of [0.1, 0.4, 0.7]) {
    const child = start();
    const line = await child.line((text) => {
      const { state, rowsDone, rowsTotal } = progress(text);
      return state === 'running' && rowsTotal !== null && rowsDone >= rowsTotal * part;
    });
    await child.kill();
    id ??= progress(line).id;
    expect(progress(line).id).toBe(id);
    // No half of an archive stands where an archive would.
    expect(stored()).toEqual([]);
  }
  const last = start();
  const end = progress(await last.line((text) => !['queued', 'running'].includes(progress(text).state)));
  expect(end).toMatchObject({ id, state: 'ready' });
  expect(await last.ended).toBe(0);
  expect(stored()).toHaveLength(1);

  const rt = await createTestRuntime({ dataDir: folder.path });
  try {
    const owner = await createTestMember(end.orgId, 'owner');
    expect((await call(listExports, owner)).data.map((each) => each.id)).toEqual([id]);
    const archive = openArchive(await downloaded(owner, end.id));
    expect(archive.rows('contacts')).toHaveLength(contacts);
    const told = (await call(listReceipts, owner, { limit: 50 })).data.map(({ action }) => action);
    expect(told.filter((action) => action === 'export.requested')).toHaveLength(1);
    expect(told.filter((action) => action === 'export.made')).toHaveLength(1);
  } finally {
    await rt.close();
  }
});
