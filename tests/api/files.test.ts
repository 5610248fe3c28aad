import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { deleteContact } from '#lib/crm/contacts/delete-contact.ts';
import { createDeal } from '#lib/crm/deals/create-deal.ts';
import { deleteDeal } from '#lib/crm/deals/delete-deal.ts';
import { deleteFile } from '#lib/files/delete-file.ts';
import { downloadFile } from '#lib/files/download-file.ts';
import { listFiles } from '#lib/files/list-files.ts';
import { readFile } from '#lib/files/read-file.ts';
import { filesMax } from '#lib/files/schema.ts';
import { sha256 } from '#lib/platform/crypto/digest.ts';
import { newId } from '#lib/platform/ids.ts';
import {
  call,
  createTestMember,
  createTestOrganization,
  keyPrincipal,
  refused,
  type TestOrganization,
} from '../support/call.ts';
import { bytesOf, filesBelow, filesWith, putFile } from '../support/files.ts';
import { ledgerOf } from '../support/ledger.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let acme: TestOrganization;
let other: TestOrganization;

beforeAll(async () => {
  rt = await createTestRuntime();
  acme = await createTestOrganization('Acme');
  other = await createTestOrganization('Other');
});

afterAll(() => rt.close());

const contactOf = async ({ owner }: TestOrganization) => (await call(createContact, owner, { firstName: 'Ada' })).id;
const dealOf = async ({ owner }: TestOrganization) =>
  (await call(createDeal, owner, { title: 'Engine', stage: 'lead' })).id;
const objectsFolder = (org: TestOrganization) => join(rt.dataDir, 'objects', 'org', org.orgId, 'files');
const objectFiles = (org: TestOrganization) => (existsSync(objectsFolder(org)) ? filesBelow(objectsFolder(org)) : []);

async function inDatabase<T>(org: TestOrganization, sql: string, params: readonly string[] = []): Promise<T[]> {
  const lease = await rt.tenancy.acquire(org.orgId);
  try {
    return await lease.db.all<T>(sql, [...params]);
  } finally {
    lease.release();
  }
}

describe('a file', () => {
  test('comes back byte for byte, with a receipt that fixes its digest', async () => {
    const content = Buffer.alloc(300_000, 'holdfast ');
    const contactId = await contactOf(acme);
    const file = await putFile(acme.owner, content, { contactId, fileName: 'Offer.txt' });
    expect(file).toMatchObject({
      name: 'Offer.txt',
      contentType: 'text/plain',
      bytes: 300_000,
      sha256: sha256(content).toString('hex'),
      contactId,
      contactName: 'Ada',
      dealId: null,
      createdBy: acme.owner.userId,
    });
    expect(await call(readFile, acme.owner, { id: file.id })).toEqual(file);
    expect(await bytesOf(acme.owner, file.id)).toEqual(content);
    const receipt = (await ledgerOf(acme.orgId)).findLast(({ action }) => action === 'file.uploaded');
    expect(receipt).toMatchObject({
      subject: file.id,
      detail: { name: 'Offer.txt', bytes: 300_000, sha256: file.sha256 },
    });
  });

  test('may be empty, and may belong to nobody but the organisation', async () => {
    const file = await putFile(acme.owner, '');
    expect(file).toMatchObject({ bytes: 0, contactId: null, dealId: null });
    expect(await bytesOf(acme.owner, file.id)).toEqual(Buffer.alloc(0));
  });

  test('stands nowhere in the data folder as it is, neither by its content nor by its name', async () => {
    const secret = `secret ${newId('fil')}`;
    const file = await putFile(acme.owner, `${secret} `.repeat(5_000), { fileName: `${secret}.txt` });
    expect((await bytesOf(acme.owner, file.id)).includes(secret)).toBe(true);
    expect(filesWith(rt.dataDir, secret)).toEqual([]);
  });

  test('that was changed where it is kept is not handed out', async () => {
    const before = new Set(objectFiles(acme));
    const file = await putFile(acme.owner, 'x'.repeat(100_000));
    const kept = objectFiles(acme).find((path) => !before.has(path)) ?? '';
    const bytes = readFileSync(kept);
    bytes.writeUInt8(bytes.readUInt8(80_000) ^ 1, 80_000);
    writeFileSync(kept, bytes);
    await expect(bytesOf(acme.owner, file.id)).rejects.toMatchObject({ code: 'internal' });
  });

  test.each([
    ['a contact that is not there', { contactId: newId('con') }],
    ['a deal that is not there', { dealId: newId('deal') }],
  ])('of %s is refused before its bytes are taken', async (_, owner) => {
    const before = objectFiles(acme).length;
    const body = async function* () {
      // One chunk may be on its way before anybody asks.
      yield Buffer.from('x');
      throw new Error('it was read on');
    };
    await refused(putFile(acme.owner, body(), owner), 'invalid_input');
    expect(objectFiles(acme)).toHaveLength(before);
  });

  test('whose contact goes while it is uploaded leaves nothing behind', async () => {
    const contactId = await contactOf(acme);
    const before = objectFiles(acme).length;
    const body = async function* () {
      yield Buffer.from('first');
      await call(deleteContact, acme.owner, { id: contactId });
      yield Buffer.from('second');
    };
    await refused(putFile(acme.owner, body(), { contactId }), 'invalid_input');
    expect(objectFiles(acme)).toHaveLength(before);
  });

  test('whose sender goes away leaves nothing behind', async () => {
    const before = objectFiles(acme).length;
    const body = async function* () {
      yield Buffer.alloc(200_000);
      throw new Error('the connection was lost');
    };
    await expect(putFile(acme.owner, body())).rejects.toThrow();
    expect(objectFiles(acme)).toHaveLength(before);
    expect(filesBelow(join(rt.dataDir, 'objects', '.aside'))).toEqual([]);
  });
});

describe('the list of files', () => {
  test('is filtered by whose they are and by name, the newest first, page by page', async () => {
    const org = await createTestOrganization('Lists');
    const [contactId, dealId] = [await contactOf(org), await dealOf(org)];
    const names = ['a 100%.txt', 'b_1.txt', 'c.txt'];
    for (const fileName of names) await putFile(org.owner, fileName, { fileName, contactId });
    const ofDeal = await putFile(org.owner, 'd', { fileName: 'd.txt', dealId });
    const own = await putFile(org.owner, 'e', { fileName: 'e.txt' });
    const list = async (input: object) => (await call(listFiles, org.owner, input)).data.map(({ name }) => name);
    expect(await list({})).toEqual(['e.txt', 'd.txt', 'c.txt', 'b_1.txt', 'a 100%.txt']);
    expect(await list({ contactId })).toEqual(names.toReversed());
    expect(await list({ dealId })).toEqual([ofDeal.name]);
    expect(await list({ of: 'organization' })).toEqual([own.name]);
    expect(await list({ of: 'deal' })).toEqual([ofDeal.name]);
    expect(await list({ q: '%' })).toEqual(['a 100%.txt']);
    expect(await list({ q: '_' })).toEqual(['b_1.txt']);
    const first = await call(listFiles, org.owner, { contactId, limit: 2 });
    const second = await call(listFiles, org.owner, { contactId, limit: 2, cursor: first.nextCursor });
    expect([first.data.length, second.data.map(({ name }) => name), second.nextCursor]).toEqual([
      2,
      ['a 100%.txt'],
      null,
    ]);
    await refused(call(listFiles, org.owner, { limit: 2, cursor: first.nextCursor }), 'invalid_cursor');
  });

  test('names contacts and deals to those alone who may read them', async () => {
    const [contactId, dealId] = [await contactOf(acme), await dealOf(acme)];
    await putFile(acme.owner, 'x', { contactId });
    await putFile(acme.owner, 'x', { dealId });
    const reader = keyPrincipal(acme.orgId, ['files:read']);
    const { data } = await call(listFiles, reader, { limit: 2 });
    expect(data.map(({ contactName, dealTitle }) => [contactName, dealTitle])).toEqual([
      [null, null],
      [null, null],
    ]);
    const all = await call(listFiles, acme.owner, { limit: 2 });
    expect(all.data.map(({ contactName, dealTitle }) => contactName ?? dealTitle)).toEqual(['Engine', 'Ada']);
  });
});

describe('who may', () => {
  test('viewers and keys that may only read upload and delete nothing', async () => {
    const { id } = await putFile(acme.owner, 'x');
    const readers = [await createTestMember(acme.orgId, 'viewer'), keyPrincipal(acme.orgId, ['files:read'])];
    for (const reader of readers) {
      expect((await bytesOf(reader, id)).toString()).toBe('x');
      await refused(putFile(reader, 'x'), 'forbidden');
      await refused(call(deleteFile, reader, { id }), 'forbidden');
    }
    const writer = keyPrincipal(acme.orgId, ['contacts:read', 'files:write']);
    await refused(call(readFile, writer, { id }), 'forbidden');
    await refused(call(downloadFile, writer, { id }), 'forbidden');
  });

  test("another organisation's files, contacts and deals are nothing that ever was", async () => {
    const { id } = await putFile(other.owner, 'theirs', { contactId: await contactOf(other) });
    await refused(call(readFile, acme.owner, { id }), 'not_found');
    await refused(call(downloadFile, acme.owner, { id }), 'not_found');
    await refused(call(deleteFile, acme.owner, { id }), 'not_found');
    await refused(putFile(acme.owner, 'x', { contactId: await contactOf(other) }), 'invalid_input');
    expect((await call(listFiles, acme.owner, { contactId: await contactOf(other) })).data).toEqual([]);
    expect((await bytesOf(other.owner, id)).toString()).toBe('theirs');
  });
});

describe('what is deleted', () => {
  test('is gone with its bytes; the receipt tells what it was', async () => {
    const before = objectFiles(acme).length;
    const { id } = await putFile(acme.owner, 'x', { fileName: 'gone.txt' });
    expect(objectFiles(acme)).toHaveLength(before + 1);
    await call(deleteFile, acme.owner, { id });
    expect(objectFiles(acme)).toHaveLength(before);
    await refused(call(downloadFile, acme.owner, { id }), 'not_found');
    expect((await ledgerOf(acme.orgId)).at(-1)).toMatchObject({ action: 'file.deleted', detail: { name: 'gone.txt' } });
  });

  test('takes its files along: a contact and a deal, with their bytes', async () => {
    const org = await createTestOrganization('Takes along');
    const [contactId, dealId] = [await contactOf(org), await dealOf(org)];
    for (const owner of [{ contactId }, { contactId }, { dealId }, {}]) await putFile(org.owner, 'x', owner);
    expect(objectFiles(org)).toHaveLength(4);
    await call(deleteContact, org.owner, { id: contactId });
    expect(objectFiles(org)).toHaveLength(2);
    await call(deleteDeal, org.owner, { id: dealId });
    expect(objectFiles(org)).toHaveLength(1);
    expect((await call(listFiles, org.owner, {})).data).toMatchObject([{ contactId: null, dealId: null }]);
    const told = (await ledgerOf(org.orgId)).filter(({ action }) => /^(?:contact|deal)\.deleted$/.test(action));
    expect(told).toMatchObject([{ detail: { filesDeleted: 2 } }, { detail: { filesDeleted: 1 } }]);
  });

  test('is not what a hold keeps', async () => {
    const org = await createTestOrganization('Held');
    const contactId = await contactOf(org);
    const file = await putFile(org.owner, 'x', { contactId });
    const free = await putFile(org.owner, 'x');
    const lease = await rt.tenancy.acquire(org.orgId);
    await lease.db.write((tx) =>
      tx.run('INSERT INTO LegalHold (id, contactId, reason, createdBy, createdAt) VALUES (?, ?, ?, ?, ?)', [
        newId('hld'),
        contactId,
        'A case in court',
        org.owner.userId,
        rt.clock.now().toISOString(),
      ]),
    );
    lease.release();
    await refused(call(deleteFile, org.owner, { id: file.id }), 'legal_hold');
    expect((await bytesOf(org.owner, file.id)).toString()).toBe('x');
    await call(deleteFile, org.owner, { id: free.id });
  });
});

describe('the quota', () => {
  test('ends at so many files, and at so many bytes together', async () => {
    const org = await createTestOrganization('Full');
    const { id } = await putFile(org.owner, 'x');
    const lease = await rt.tenancy.acquire(org.orgId);
    const set = (bytes: number) =>
      lease.db.write((tx) => tx.run('UPDATE "File" SET "bytes" = ? WHERE "id" = ?', [bytes, id]));
    await set(10 * 1024 ** 3 - 5);
    await refused(putFile(org.owner, 'too much'), 'quota_reached');
    await putFile(org.owner, 'fits');
    expect(objectFiles(org)).toHaveLength(2);
    await set(1);
    await lease.db.write(async (tx) => {
      await tx.run(
        `INSERT INTO "File" SELECT 'fil_x' || value, name, contentType, 0, sha256, 'files/x' || value, NULL, NULL, createdBy, createdAt
           FROM "File" f, json_each(?) WHERE f.id = ?`,
        [JSON.stringify(Array.from({ length: filesMax - 2 }, (_, index) => index)), id],
      );
    });
    lease.release();
    expect((await refused(putFile(org.owner, 'x'), 'quota_reached')).publicMessage).toContain('20000 files');
    expect(await inDatabase(org, 'SELECT id FROM "File"')).toHaveLength(filesMax);
  });
});
