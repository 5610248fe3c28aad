import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { deleteContact } from '#lib/crm/contacts/delete-contact.ts';
import { newId } from '#lib/platform/ids.ts';
import { insertHistoryRow, listHistoryRows } from '#lib/privacy/archive/archive-store.ts';
import { eraseHistoryOpenings } from '#lib/privacy/archive/erase-history-openings.ts';
import { call, createTestOrganization, type TestOrganization } from '../../../support/call.ts';
import { type TemporaryFolder, temporaryFolder } from '../../../support/data-folder.ts';
import { createTestRuntime, type TestRuntime } from '../../../support/test-runtime.ts';

let temporary: TemporaryFolder;
let rt: TestRuntime;
let org: TestOrganization;
beforeEach(async () => {
  temporary = temporaryFolder();
  rt = await createTestRuntime();
  org = await createTestOrganization();
});
afterEach(async () => {
  await rt.close();
  temporary.remove();
});

const email = 'zq.canary@quackmail.example';

/** Runs `work` with the organisation's database. */
async function within<T>(work: (db: Awaited<ReturnType<typeof rt.tenancy.acquire>>['db']) => Promise<T>): Promise<T> {
  const lease = await rt.tenancy.acquire(org.orgId);
  try {
    return await work(lease.db);
  } finally {
    lease.release();
  }
}

const naming = () =>
  within((db) => db.all<{ seq: number }>('SELECT seq FROM ReceiptDetail WHERE instr(detail, ?) > 0', [email]));

async function addHistory(object: string): Promise<void> {
  await within((db) =>
    db.write((tx) =>
      insertHistoryRow(tx, {
        ...{ id: newId('lhi'), origin: 'elsewhere', orgId: newId('org'), size: 1, root: new Uint8Array(32) },
        ...{ note: 'note', object, sha256: new Uint8Array(32), importedAt: rt.clock.now().toISOString() },
      }),
    ),
  );
}

const put = (object: string, text: string) =>
  rt.objects.of(org.orgId).put(
    object,
    (async function* () {
      yield Buffer.from(text, 'utf8');
    })(),
  );

const histories = () =>
  within(async (db) => {
    const rows = await listHistoryRows(db);
    return Promise.all(rows.map(async ({ object }) => new Response(await rt.objects.of(org.orgId).get(object)).text()));
  });

describe('somebody who was erased stays so in a restored copy', () => {
  it('whose contact had been deleted before, and of whom the ledger alone told', async () => {
    const { id } = await call(createContact, org.owner, { firstName: 'Zebuloniah', email });
    await call(deleteContact, org.owner, { id });
    expect(await naming()).not.toEqual([]);
    await rt.backups.take();
    await rt.tombstones.lay({ kind: 'contact', orgId: org.orgId, subject: id });
    await rt.backups.restoreOrganization({ orgId: org.orgId, wanted: 'latest', actor: 'operator' });
    expect(await naming()).toEqual([]);
  });

  it('of whom the ledger of an archive told, which comes back with the backup', async () => {
    const { id } = await call(createContact, org.owner, { firstName: 'Zebuloniah', email });
    const line = { receipt: { action: 'contact.created', subject: id }, opening: { detail: `{"email":"${email}"}` } };
    await addHistory('history/lhi_1');
    await put('history/lhi_1', `${JSON.stringify(line)}\n{"other":1}\n`);
    await rt.backups.take();
    await rt.tombstones.lay({ kind: 'contact', orgId: org.orgId, subject: id });
    const into = join(temporary.path, 'restored');
    await rt.backups.restoreInto('latest', { into, partly: false });
    await rt.close();
    rt = await createTestRuntime({ dataDir: into });
    const [text = ''] = await histories();
    expect(text).toContain('{"other":1}');
    expect(text).not.toContain(email);
  });
});

it('a ledger that an archive brought and that was lost keeps nobody from being erased', async () => {
  await addHistory('history/lhi_lost');
  const erased = await within((db) =>
    eraseHistoryOpenings(
      {
        db,
        objects: rt.objects.of(org.orgId),
        now: () => rt.clock.now(),
        write: async () => undefined,
      },
      () => true,
    ),
  );
  expect(erased).toBe(0);
});
