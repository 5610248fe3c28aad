import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FileAnswer } from '#lib/access/operation.ts';
import { listAuditEvents } from '#lib/audit/list-events.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import { cancelExport } from '#lib/privacy/export/cancel-export.ts';
import { createExport } from '#lib/privacy/export/create-export.ts';
import { deleteExport } from '#lib/privacy/export/delete-export.ts';
import { downloadExport } from '#lib/privacy/export/download-export.ts';
import { downloadExportPart } from '#lib/privacy/export/download-part.ts';
import { listExports } from '#lib/privacy/export/list-exports.ts';
import { readExport } from '#lib/privacy/export/read-export.ts';
import { runExport } from '#lib/privacy/export/run-export.ts';
import {
  call,
  createTestMember,
  createTestOrganization,
  keyPrincipal,
  operator,
  refused,
  type TestOrganization,
} from '../support/call.ts';
import { eventually } from '../support/eventually.ts';
import { bytesOf, downloaded, exportEnd, madeExport, openArchive } from '../support/exports.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let org: TestOrganization;
let made = 0;

beforeAll(async () => {
  rt = await createTestRuntime();
});
afterAll(() => rt.close());

const fresh = async (): Promise<TestOrganization> => {
  made += 1;
  org = await createTestOrganization(`Acme ${made}`);
  return org;
};
afterEach(() => rt.clock.advance(3_600));

const objects = async (orgId: string): Promise<string[]> => {
  const names: string[] = [];
  for await (const name of rt.objects.of(orgId).list('exports/')) names.push(name);
  return names;
};
const actions = async () => (await call(listReceipts, org.owner, { limit: 30 })).data.map(({ action }) => action);
const read = async (file: FileAnswer, pieces: number) => {
  const reader = file.stream.getReader();
  for (let n = 0; n < pieces; n += 1) await reader.read();
  await reader.cancel();
};

describe('200: the one download', () => {
  it('gives the archive, and removes it once all of it was sent', async () => {
    await fresh();
    const { id, bytes } = await madeExport(org.owner);
    const zip = await downloaded(org.owner, id);
    expect(zip.length).toBe(bytes);
    await refused(call(downloadExport, org.owner, { id }), 'conflict');
    await eventually('the archive is gone', async () => (await objects(org.orgId)).length === 0);
    const after = await eventually('it says so', async () => {
      const found = await call(readExport, org.owner, { id });
      return found.state === 'expired' && found;
    });
    expect(after.downloadedAt).not.toBeNull();
    expect(await actions()).toEqual(
      expect.arrayContaining(['export.requested', 'export.made', 'export.downloaded', 'export.expired']),
    );
  });

  it('that broke off can be begun again for a quarter of an hour, and not after', async () => {
    await fresh();
    const { id } = await madeExport(org.owner);
    await read(await call(downloadExport, org.owner, { id }), 1);
    rt.clock.advance(14 * 60);
    const signedIn = { ...org.owner, signedInAt: rt.clock.now().toISOString() };
    await read(await call(downloadExport, signedIn, { id }), 1);
    rt.clock.advance(2 * 60);
    await refused(call(downloadExport, signedIn, { id }), 'conflict');
    await eventually('the archive is gone', async () => (await objects(org.orgId)).length === 0);
    const told = (await actions()).filter((action) => action === 'export.downloaded');
    expect(told).toHaveLength(1);
  });

  it('is there whichever of several runs of its job ends first', async () => {
    await fresh();
    const { id } = await call(createExport, org.owner, {});
    const principal = { ...operator, orgId: org.orgId };
    await Promise.all([1, 2, 3].map(() => call(runExport, principal, { id })));
    await exportEnd(org.owner, id);
    expect(await objects(org.orgId)).toEqual([`exports/${id}.zip`]);
    expect((await downloaded(org.owner, id)).length).toBeGreaterThan(0);
  });

  it('is in the audit log before a byte leaves', async () => {
    await fresh();
    const { id } = await madeExport(org.owner);
    await call(downloadExport, org.owner, { id });
    const { data } = await call(listAuditEvents, org.owner, {});
    expect(data.map(({ action }) => action)).toEqual(expect.arrayContaining(['export.request', 'export.download']));
  });

  it('gives the command line the same bytes, part by part, once', async () => {
    await fresh();
    const { id, bytes, sha256 } = await madeExport(org.owner);
    const principal = { ...operator, orgId: org.orgId };
    const parts: Buffer[] = [];
    for (let from: number | null = 0; from !== null; ) {
      const part: { base64: string; next: number | null } = await call(downloadExportPart, principal, { id, from });
      parts.push(Buffer.from(part.base64, 'base64'));
      from = part.next;
    }
    const zip = Buffer.concat(parts);
    expect(zip.length).toBe(bytes);
    expect(openArchive(zip).manifest.organization.id).toBe(org.orgId);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    await refused(call(downloadExportPart, principal, { id, from: 0 }), 'conflict');
  });
});

describe('401, 403, 404', () => {
  it('whoever signed in more than ten minutes ago must do so again, and then may', async () => {
    await fresh();
    const { id } = await madeExport(org.owner);
    rt.clock.advance(601);
    const error = await refused(call(downloadExport, org.owner, { id }), 'fresh_sign_in_required');
    expect(error.status).toBe(403);
    const again = { ...org.owner, signedInAt: rt.clock.now().toISOString() };
    expect((await bytesOf(await call(downloadExport, again, { id }))).length).toBeGreaterThan(1_000);
  });

  it('members and viewers see no exports and make none; no key makes or takes one', async () => {
    await fresh();
    const { id } = await madeExport(org.owner);
    for (const role of ['member', 'viewer'] as const) {
      const person = await createTestMember(org.orgId, role);
      await refused(call(listExports, person), 'forbidden');
      await refused(call(createExport, person), 'forbidden');
      await refused(call(downloadExport, person, { id }), 'forbidden');
    }
    const key = keyPrincipal(org.orgId);
    expect((await call(listExports, key)).data.map((each) => each.id)).toEqual([id]);
    await refused(call(createExport, key), 'forbidden');
    await refused(call(downloadExport, key, { id }), 'forbidden');
    await refused(call(deleteExport, key, { id }), 'forbidden');
    const admin = await createTestMember(org.orgId, 'admin');
    expect((await call(createExport, admin)).state).toBe('queued');
  });

  it('an export of another organisation is one that never was', async () => {
    await fresh();
    const { id } = await madeExport(org.owner);
    const other = await createTestOrganization('Somebody else');
    for (const op of [readExport, downloadExport, cancelExport, deleteExport]) {
      const theirs = await refused(call(op as typeof readExport, other.owner, { id }), 'not_found');
      const nobodys = await refused(
        call(op as typeof readExport, other.owner, { id: 'exp_01J0000000000000000000000Z' }),
        'not_found',
      );
      expect({ ...theirs.extension }).toEqual({ ...nobodys.extension });
    }
  });
});

describe('409', () => {
  it('no more than two exports of an organisation are under way', async () => {
    await fresh();
    const attempts = await Promise.allSettled([1, 2, 3, 4].map(() => call(createExport, org.owner, { csv: false })));
    const begun = attempts.filter(({ status }) => status === 'fulfilled');
    expect(begun).toHaveLength(2);
    const { data } = await call(listExports, org.owner);
    for (const { id } of data) await exportEnd(org.owner, id);
    expect((await call(createExport, org.owner)).state).toBe('queued');
  });

  it('a cancelled export leaves nothing and cannot be downloaded, and another can be made', async () => {
    await fresh();
    const { id } = await call(createExport, org.owner);
    const cancelled = await call(cancelExport, org.owner, { id });
    expect(cancelled.state).toBe('cancelled');
    await refused(call(downloadExport, org.owner, { id }), 'conflict');
    await refused(call(cancelExport, org.owner, { id }), 'conflict');
    await call(runExport, { kind: 'job', orgId: org.orgId, actor: org.owner.userId }, { id });
    expect(await objects(org.orgId)).toEqual([]);
    expect(await actions()).toContain('export.cancelled');
    await madeExport(org.owner);
  });

  it('one that is under way is not deleted; one that has ended goes with its archive', async () => {
    await fresh();
    const { id } = await call(createExport, org.owner);
    await refused(call(deleteExport, org.owner, { id }), 'conflict');
    await exportEnd(org.owner, id);
    await call(deleteExport, org.owner, { id });
    await refused(call(readExport, org.owner, { id }), 'not_found');
    expect(await objects(org.orgId)).toEqual([]);
    expect(await actions()).toContain('export.deleted');
  });
});

describe('an instant', () => {
  it('nothing that is written while an export is made gets into it', async () => {
    await fresh();
    for (let n = 0; n < 40; n += 1)
      await call(createContact, org.owner, { firstName: `Before${n}`, notes: 'x'.repeat(9_000) });
    const { id } = await call(createExport, org.owner);
    let during = 0;
    const ended = eventually('made', async () => {
      const now = await call(readExport, org.owner, { id });
      if (now.state === 'running') {
        during += 1;
        await call(createContact, org.owner, { firstName: `During${during}` });
      }
      return now.state === 'ready';
    });
    await ended;
    await call(createContact, org.owner, { firstName: 'After' });
    const archive = openArchive(await downloaded(org.owner, id));
    const names = archive.rows('contacts').map(({ firstName }) => String(firstName));
    expect(names.filter((name) => name.startsWith('Before'))).toHaveLength(40);
    const { createdAt } = archive.manifest;
    for (const row of archive.rows('contacts')) expect(String(row.createdAt) <= createdAt).toBe(true);
    expect(names).not.toContain('After');
    // The ledger tells of exactly the contacts that are there.
    const ledger = archive.text('ledger/receipts.ledger.jsonl');
    expect(ledger.match(/"action":"contact\.created"/g)).toHaveLength(names.length);
  });
});
