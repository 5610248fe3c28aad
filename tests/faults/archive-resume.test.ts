import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listContacts } from '#lib/crm/contacts/list-contacts.ts';
import { uploadFile } from '#lib/files/upload-file.ts';
import { verifyOwnLedger } from '#lib/ledger/verify-ledger.ts';
import { fates } from '#lib/privacy/archive/taken-over.ts';
import { portableEntities } from '#lib/privacy/export/entities.ts';
import { call, createTestMember, createTestOrganization } from '../support/call.ts';
import { startChild } from '../support/child.ts';
import { us500Pieces } from '../support/contacts-csv.ts';
import { type TemporaryFolder, temporaryFolder } from '../support/data-folder.ts';
import { downloaded, madeExport, type OpenArchive, openArchive } from '../support/exports.ts';
import { commitAndWait, streamOf, upload } from '../support/imports.ts';
import { ledgerOf } from '../support/ledger.ts';
import { createTestRuntime } from '../support/test-runtime.ts';

const rows = 12_000;
const files = 45;
const script = new URL('../support/archive-process.ts', import.meta.url);

let folder: TemporaryFolder;
let from: OpenArchive;

beforeAll(async () => {
  folder = temporaryFolder();
  const rt = await createTestRuntime();
  try {
    const { owner } = await createTestOrganization('Acme');
    await commitAndWait(owner, (await upload(owner, us500Pieces(rows))).id);
    const [contact] = (await call(listContacts, owner, { limit: 1 })).data;
    for (let n = 0; n < files; n += 1) {
      const body = streamOf(Buffer.alloc(50_000, n));
      await call(
        uploadFile,
        owner,
        { contactId: contact?.id },
        { request: { door: 'cli', body, fileName: `${n}.bin` } },
      );
    }
    const zip = await downloaded(owner, (await madeExport(owner, { csv: false })).id);
    from = openArchive(zip);
    writeFileSync(join(folder.path, 'archive.zip'), zip);
  } finally {
    await rt.close();
  }
});
afterAll(() => folder.remove());

interface Seen {
  readonly orgId: string;
  readonly state: string;
  readonly rowsDone: number;
  readonly error: string | null;
}

const data = () => join(folder.path, 'data');
const work = () => startChild(script, [data(), join(folder.path, 'archive.zip')]);
const seenIn = (lines: readonly string[]) => lines.map((line) => JSON.parse(line) as Seen);

/** Lets a process work until it has said `enough`, then kills it as a power cut would. */
async function killAt(enough: (now: Seen, first: Seen) => boolean): Promise<Seen | undefined> {
  const child = work();
  const first = JSON.parse(await child.line(() => true)) as Seen;
  await child.line((line) => enough(JSON.parse(line) as Seen, first)).catch(() => undefined);
  await child.kill();
  return seenIn(child.lines).at(-1);
}

test('killed while it is checked and while rows come in, an archive is taken in whole, each row and file once', async () => {
  const kills: Seen[] = [];
  const note = (seen: Seen | undefined) => {
    if (seen) kills.push(seen);
  };
  note(await killAt((now) => now.state === 'checking'));
  note(await killAt((now) => now.state === 'ready' || now.state === 'running'));
  for (let n = 0; n < 6; n += 1) {
    note(await killAt((now, first) => now.state === 'done' || now.rowsDone >= first.rowsDone + 1_000 + 300 * n));
  }
  // What one process said was done, the next one found done.
  for (const [n, seen] of kills.entries()) expect(seen.rowsDone).toBeGreaterThanOrEqual(kills[n - 1]?.rowsDone ?? 0);
  expect(kills.filter(({ state }) => state === 'running').length).toBeGreaterThan(2);

  const last = work();
  expect(await last.ended).toBe(0);
  const end = seenIn(last.lines).at(-1);
  expect(end).toMatchObject({ state: 'done', error: null });

  const rt = await createTestRuntime({ dataDir: data() });
  try {
    const orgId = end?.orgId ?? '';
    const owner = await createTestMember(orgId, 'owner');
    const again = openArchive(await downloaded(owner, (await madeExport(owner, { csv: false })).id));
    for (const { name } of portableEntities) {
      if (fates[name]?.taken && name !== 'ledgerHistories') expect(again.rows(name), name).toEqual(from.rows(name));
    }
    expect(again.rows('contacts')).toHaveLength(rows);
    for (const { id } of again.rows('files')) {
      expect(again.bytes(`files/${id}`).equals(from.bytes(`files/${id}`))).toBe(true);
    }
    expect(again.rows('ledgerHistories')).toHaveLength(1);
    expect(await call(verifyOwnLedger, { kind: 'operator', orgId }, {})).toMatchObject({ ok: true });
    const batches = (await ledgerOf(orgId)).filter(({ action }) => action === 'archive.rowsImported');
    const imported = batches.reduce((sum, { detail }) => sum + (detail as { imported: number }).imported, 0);
    expect(imported).toBe(end?.rowsDone);
    expect((await ledgerOf(orgId)).filter(({ action }) => action === 'archive.imported')).toHaveLength(1);
  } finally {
    await rt.close();
  }
}, 240_000);
