import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { listContacts } from '#lib/crm/contacts/list-contacts.ts';
import { createDeal } from '#lib/crm/deals/create-deal.ts';
import { createInteraction } from '#lib/interactions/create-interaction.ts';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import { deleteArchive } from '#lib/privacy/archive/delete-archive.ts';
import { downloadLedgerHistory } from '#lib/privacy/archive/download-history.ts';
import { eraseHistoryOpenings } from '#lib/privacy/archive/erase-history-openings.ts';
import { listLedgerHistories } from '#lib/privacy/archive/list-histories.ts';
import { readArchive } from '#lib/privacy/archive/read-archive.ts';
import { startArchive } from '#lib/privacy/archive/start-archive.ts';
import { takeArchiveFile } from '#lib/privacy/archive/take-archive-file.ts';
import { uploadArchive } from '#lib/privacy/archive/upload-archive.ts';
import { withTenantContext } from '#lib/tenancy/open-context.ts';
import { archiveLeaving, checkedArchive, takenIn } from '../support/archives.ts';
import { call, createTestMember, createTestOrganization, refused, type TestOrganization } from '../support/call.ts';
import { bytesOf, downloaded, madeExport } from '../support/exports.ts';
import { standaloneVerifier } from '../support/holdfast-verify.ts';
import { streamOf } from '../support/imports.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let zip: Buffer;
let ada: string;
let fresh: TestOrganization;
let made = 0;
const quiet = { request: { door: 'cli' } } as const;

beforeAll(async () => {
  rt = await createTestRuntime();
  const { owner } = await createTestOrganization('Acme');
  ada = (await call(createContact, owner, { firstName: 'Ada', email: 'ada@example.com' })).id;
  await call(createContact, owner, { firstName: 'Bob' });
  await call(createDeal, owner, { contactId: ada, title: 'Big one' });
  const report = { channel: 'email', direction: 'inbound', occurredAt: '2026-01-01T00:00:00Z' };
  await call(createInteraction, owner, { ...report, contactId: ada, externalId: 'x-1' });
  zip = await downloaded(owner, (await madeExport(owner)).id);
});
afterAll(() => rt.close());

beforeEach(async () => {
  made += 1;
  fresh = await createTestOrganization(`Fresh ${made}`);
});

const actionsOf = async (org: TestOrganization) =>
  (await call(listReceipts, org.owner, { limit: 100 }, quiet)).data.map(({ action }) => action);

describe('taking an archive in', () => {
  it('409: not into an organisation that holds something, and it is said what', async () => {
    const { id } = await checkedArchive(fresh.owner, zip);
    await call(createContact, fresh.owner, { firstName: 'Already here' });
    const error = await refused(call(startArchive, fresh.owner, { id }, quiet), 'conflict');
    expect(error.publicMessage).toContain('contacts (1)');
    expect((await call(listContacts, fresh.owner, {}, quiet)).data).toHaveLength(1);
  });

  it('started from many sides at once, it is started once and every row comes in once', async () => {
    const { id } = await checkedArchive(fresh.owner, zip);
    const attempts = await Promise.allSettled(
      Array.from({ length: 6 }, () => call(startArchive, fresh.owner, { id }, quiet)),
    );
    expect(attempts.some(({ status }) => status === 'fulfilled')).toBe(true);
    expect(await archiveLeaving(fresh.owner, id, ['running'])).toMatchObject({ state: 'done' });
    expect((await call(listContacts, fresh.owner, {}, quiet)).data).toHaveLength(2);
    const actions = await actionsOf(fresh);
    expect(actions.filter((action) => action === 'archive.started')).toHaveLength(1);
    expect(actions.filter((action) => action === 'archive.imported')).toHaveLength(1);
  });

  it('two archives at once: one comes in, the other is told that the organisation is not empty', async () => {
    const [one, two] = [await checkedArchive(fresh.owner, zip), await checkedArchive(fresh.owner, zip)];
    const outcomes = await Promise.allSettled(
      [one, two].map(({ id }) => call(startArchive, fresh.owner, { id }, quiet)),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const started = outcomes[0]?.status === 'fulfilled' ? one : two;
    expect(await archiveLeaving(fresh.owner, started.id, ['running'])).toMatchObject({ state: 'done' });
    const other = started === one ? two : one;
    await refused(call(startArchive, fresh.owner, { id: other.id }, quiet), 'conflict');
    expect((await call(listContacts, fresh.owner, {}, quiet)).data).toHaveLength(2);
  });

  it('403: with a sign-in of more than ten minutes ago neither uploads nor starts anything', async () => {
    const { id } = await checkedArchive(fresh.owner, zip);
    rt.clock.advance(601);
    await refused(call(startArchive, fresh.owner, { id }, quiet), 'fresh_sign_in_required');
    const body = { request: { body: streamOf(zip), door: 'cli' } } as const;
    await refused(call(uploadArchive, fresh.owner, {}, body), 'fresh_sign_in_required');
    expect(await call(readArchive, fresh.owner, { id }, quiet)).toMatchObject({ state: 'ready' });
  });

  it('404: an archive of another organisation is not there', async () => {
    const { id } = await checkedArchive(fresh.owner, zip);
    const other = await createTestOrganization(`Other ${made}`);
    for (const op of [readArchive, startArchive, deleteArchive]) {
      await refused(call(op as typeof readArchive, other.owner, { id }, quiet), 'not_found');
    }
  });

  it('403: members may not, and nobody but the operator reads files of the machine', async () => {
    const member = await createTestMember(fresh.orgId, 'member');
    const body = { request: { body: streamOf(zip), door: 'cli' } } as const;
    await refused(call(uploadArchive, member, {}, body), 'forbidden');
    await refused(call(takeArchiveFile, fresh.owner, { path: '/etc/passwd' }, quiet), 'forbidden');
  });

  it('what stands in the way of a row stops it, says so, and it goes on from there once that is gone', async () => {
    const { id } = await checkedArchive(fresh.owner, zip);
    const lease = await rt.tenancy.acquire(fresh.orgId);
    try {
      // A clash in the midst of it: an interaction with the same external id, which came after the start.
      await lease.db.write(async (tx) => {
        await tx.run(`UPDATE ArchiveImport SET state = 'failed', checkpoint = '{"step":0,"rows":0,"history":"lhi_1"}'`);
        await tx.run(`INSERT INTO Contact (id, sortName, createdAt, updatedAt) VALUES ('con_x', '', '', '')`);
        await tx.run(
          `INSERT INTO Interaction (id, contactId, channel, direction, occurredAt, externalId, createdAt)
           VALUES ('int_x', 'con_x', 'email', 'inbound', '', 'x-1', '')`,
        );
      });
      const stopped = await takenIn(fresh.owner, id);
      expect(stopped).toMatchObject({ state: 'failed' });
      expect(stopped.error).toContain('already');
      expect(stopped.rowsDone).toBeGreaterThan(0);
      await lease.db.write((tx) => tx.run("DELETE FROM Contact WHERE id = 'con_x'"));
    } finally {
      lease.release();
    }
    expect(await takenIn(fresh.owner, id)).toMatchObject({ state: 'done', error: null });
    expect((await call(listContacts, fresh.owner, {}, quiet)).data).toHaveLength(2);
  });

  it('somebody who was erased here does not come back in an archive of before', async () => {
    await rt.tombstones.lay({ kind: 'contact', orgId: fresh.orgId, subject: ada });
    const { id } = await checkedArchive(fresh.owner, zip);
    expect(await takenIn(fresh.owner, id)).toMatchObject({ state: 'done' });
    const { data } = await call(listContacts, fresh.owner, {}, quiet);
    expect(data.map(({ firstName }) => firstName)).toEqual(['Bob']);
    const [history] = (await call(listLedgerHistories, fresh.owner, {}, quiet)).data;
    const file = await bytesOf(await call(downloadLedgerHistory, fresh.owner, { id: history?.id }, quiet));
    expect(file.toString()).not.toContain('ada@example.com');
    const { verifyExport } = await standaloneVerifier();
    expect(await verifyExport([file])).toMatchObject({ ok: true });
  });

  it('what an old ledger says of somebody can be erased, and the ledger verifies as before', async () => {
    const { id } = await checkedArchive(fresh.owner, zip);
    await takenIn(fresh.owner, id);
    const before = (await call(listLedgerHistories, fresh.owner, {}, quiet)).data[0];
    const erased = await withTenantContext(
      fresh.orgId,
      {
        principal: { kind: 'job', orgId: fresh.orgId, actor: 'system' },
        request: { requestId: 'r', door: 'job', address: 'local', userAgent: null, cookies: new Map(), body: null },
        answer: { setCookie: () => undefined, noteLimit: () => undefined },
      },
      (ctx) => eraseHistoryOpenings(ctx, (detail) => detail.includes('Bob')),
    );
    expect(erased).toBeGreaterThan(0);
    const file = await bytesOf(await call(downloadLedgerHistory, fresh.owner, { id: before?.id }, quiet));
    expect(file.toString()).not.toContain('Bob');
    const { verifyExport } = await standaloneVerifier();
    expect(await verifyExport([file])).toMatchObject({ ok: true, root: before?.root });
    expect((await call(listLedgerHistories, fresh.owner, {}, quiet)).data[0]?.sha256).not.toBe(before?.sha256);
  });

  it('an archive that nobody wants any more is deleted, its bytes first', async () => {
    const { id } = await checkedArchive(fresh.owner, zip);
    await call(deleteArchive, fresh.owner, { id }, quiet);
    await refused(call(readArchive, fresh.owner, { id }, quiet), 'not_found');
    const names: string[] = [];
    for await (const { key } of rt.objects.store.list(`org/${fresh.orgId}/archives/`)) names.push(key);
    expect(names).toEqual([]);
    expect(await actionsOf(fresh)).toContain('archive.deleted');
  });
});
