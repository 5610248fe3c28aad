import { writeFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { createDeal } from '#lib/crm/deals/create-deal.ts';
import { uploadFile } from '#lib/files/upload-file.ts';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import { portableEntities } from '#lib/privacy/export/entities.ts';
import { rowSchema } from '#lib/privacy/export/format.ts';
import { call, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { contacts500 } from '../support/contacts-csv.ts';
import { downloaded, madeExport, type OpenArchive, openArchive } from '../support/exports.ts';
import { standaloneVerifier } from '../support/holdfast-verify.ts';
import { commitAndWait, streamOf, upload } from '../support/imports.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let org: TestOrganization;
let archive: OpenArchive;
let zip: Buffer;
const picture = Buffer.from(Array.from({ length: 200_000 }, (_, n) => n % 251));

beforeAll(async () => {
  rt = await createTestRuntime();
  org = await createTestOrganization('Acme');
  const imported = await upload(org.owner, contacts500());
  await commitAndWait(org.owner, imported.id);
  const contact = await call(createContact, org.owner, {
    firstName: 'Ælfric',
    notes: 'Line one\nline "two", with 🦊',
    tags: ['vip', 'north'],
    customFields: { Birthday: '1 May' },
  });
  await call(createDeal, org.owner, { contactId: contact.id, title: 'Big one', amountMinor: 1999, currency: 'USD' });
  await call(
    uploadFile,
    org.owner,
    { contactId: contact.id },
    { request: { body: streamOf(picture), fileName: 'a ü.png' } },
  );
  const made = await madeExport(org.owner);
  zip = await downloaded(org.owner, made.id);
  archive = openArchive(zip);
});
afterAll(() => rt.close());

describe('an export of an organisation', () => {
  it('holds every kind of record, every row of it, and each line is what the schema says', () => {
    expect(archive.manifest.entities.map(({ name }) => name)).toEqual(portableEntities.map(({ name }) => name));
    const counts = new Map(archive.manifest.entities.map(({ name, rows }) => [name, rows]));
    expect(counts.get('contacts')).toBe(501);
    expect(counts.get('deals')).toBe(1);
    expect(counts.get('members')).toBe(1);
    for (const entity of portableEntities) {
      const schema = rowSchema(entity);
      const rows = archive.rows(entity.name);
      expect(rows.length, entity.name).toBe(counts.get(entity.name));
      for (const row of rows) expect(schema.safeParse(row).error, entity.name).toBeUndefined();
      expect(Object.keys(rows[0] ?? {}), entity.name).toEqual(rows[0] ? entity.columns.map(({ name }) => name) : []);
    }
  });

  it('says the contact as it was typed, with lists and objects as such', () => {
    const [found] = archive.rows('contacts').filter(({ firstName }) => firstName === 'Ælfric');
    expect(found).toMatchObject({
      notes: 'Line one\nline "two", with 🦊',
      tags: ['north', 'vip'],
      customFields: { Birthday: '1 May' },
      lastName: null,
      version: 1,
    });
    expect(archive.rows('deals')[0]).toMatchObject({ amountMinor: 1999, contactId: found?.id });
  });

  it('holds files byte for byte, named after their ids', () => {
    const [file] = archive.rows('files');
    expect(file).toMatchObject({ bytes: picture.length });
    expect(archive.bytes(`files/${file?.id}`).equals(picture)).toBe(true);
  });

  it('holds the whole ledger with its details, as the verifier for strangers takes it', async () => {
    const { ledger } = archive.manifest;
    expect(ledger?.size).toBe(ledger?.receipts);
    const { verifyExport } = await standaloneVerifier();
    const verdict = await verifyExport([archive.bytes('ledger/receipts.ledger.jsonl')], { key: ledger?.vkey ?? null });
    expect(verdict).toMatchObject({ ok: true });
    expect(archive.text('ledger/receipts.ledger.jsonl')).toContain('contacts.imported');
    expect(archive.text('ledger/receipts.ledger.jsonl')).not.toContain('"missing"');
  });

  it('has tables that say the same as the lines', () => {
    for (const entity of portableEntities.filter(({ csv }) => csv)) {
      const table = parse(archive.bytes(`csv/${entity.name}.csv`), { columns: true }) as Record<string, string>[];
      const rows = archive.rows(entity.name);
      expect(table.length, entity.name).toBe(rows.length);
      for (const [index, row] of rows.entries()) {
        for (const { name, kind } of entity.columns) {
          const cell = table[index]?.[name] ?? '';
          const plain = /^(?:text|json)/.test(kind) && cell.startsWith("'") ? cell.slice(1) : cell;
          const value = row[name];
          if (value === null) expect(plain, name).toBe('');
          else if (kind.startsWith('json')) expect(JSON.parse(plain), name).toEqual(value);
          else expect(plain, name).toBe(String(value));
        }
      }
    }
  });

  it('has no secret in it: no hash of a key, no token, no private key', () => {
    for (const path of archive.paths) {
      if (path.startsWith('files/')) continue;
      expect(archive.text(path), path).not.toMatch(/tokenHash|"hash":"[^"]{10,63}"|pepper|webhookSecret|"wrapped"/);
    }
  });

  it('is told of in the ledger with the digest of the file', async () => {
    const { data } = await call(listReceipts, org.owner, { limit: 20 });
    const actions = data.map(({ action }) => action);
    expect(actions).toContain('export.requested');
    expect(actions).toContain('export.made');
    expect(actions).toContain('export.downloaded');
  });

  it('is the same to programs that we did not write', async () => {
    writeFileSync(`${rt.dataDir}/made.zip`, zip);
    const { spawnSync } = await import('node:child_process');
    const { status, error } = spawnSync('unzip', ['-tqq', `${rt.dataDir}/made.zip`]);
    // Not every machine has one; where there is one, it finds nothing wrong.
    if (error === undefined) expect(status).toBe(0);
  });
});
