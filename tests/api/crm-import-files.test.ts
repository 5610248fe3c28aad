import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listContacts } from '#lib/crm/contacts/list-contacts.ts';
import { commitImport } from '#lib/crm/import/commit-import.ts';
import { dryRunImport } from '#lib/crm/import/dry-run-import.ts';
import { mapImport } from '#lib/crm/import/map-import.ts';
import { rowBytesMax } from '#lib/crm/import/parse-rows.ts';
import { previewImport } from '#lib/crm/import/preview-import.ts';
import { call, createTestOrganization, refused, type TestOrganization } from '../support/call.ts';
import { commitAndWait, upload } from '../support/imports.ts';
import { ledgerOf } from '../support/ledger.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let made = 0;

beforeAll(async () => {
  rt = await createTestRuntime();
});

afterAll(() => rt.close());

async function newOrganization(): Promise<TestOrganization> {
  made += 1;
  return createTestOrganization(`Importer ${made}`);
}

async function countRows(orgId: string, table: string): Promise<number> {
  const lease = await rt.tenancy.acquire(orgId);
  try {
    return (await lease.db.get<{ n: number }>(`SELECT count(*) AS n FROM "${table}"`))?.n ?? -1;
  } finally {
    lease.release();
  }
}

describe('hostile files', () => {
  const cases: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
    ['an empty file', '', /empty/],
    ['only blank lines', '\r\n \r\n\n', /empty/],
    ['only a byte-order mark', Buffer.of(0xef, 0xbb, 0xbf), /empty/],
    ['a header alone', 'first_name,email\r\n', /no rows/],
    ['a spreadsheet', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(2_000)]), /not a text file/],
    ['an image', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /not a text file/],
    ['a quote that is never closed', `name,email\n"never,closed@example.com\nb,c\n`, /Row 2: a quote is opened/],
    [
      'a cell of a megabyte',
      `name,email\nok,ok@example.com\n${'x'.repeat(1_000_000)},y\n`,
      /Row 3 is larger than 256 KB/,
    ],
    ['10,000 columns', `${Array.from({ length: 10_000 }, (_, n) => `c${n}`).join(',')}\n1\n`, /10000 columns/],
  ];

  test.each(cases)('%s is refused with a sentence, and leaves nothing behind', async (_what, file, sentence) => {
    const org = await newOrganization();
    const error = await refused(upload(org.owner, file), 'invalid_input');
    expect(error.problems).toMatchObject([{ path: 'file', message: expect.stringMatching(sentence) }]);
    expect(await countRows(org.orgId, 'Import')).toBe(0);
    expect(await countRows(org.orgId, 'ImportChunk')).toBe(0);
  });

  test('a row that is too large in the middle of the file is found too', async () => {
    const org = await newOrganization();
    const rows = Array.from({ length: 3_000 }, (_, n) => `n${n},n${n}@example.com`).join('\n');
    const file = `name,email\n${rows}\n"${'y'.repeat(rowBytesMax)},z\n`;
    const error = await refused(upload(org.owner, file), 'invalid_input');
    expect(error.problems[0]?.message).toMatch(/^Row 3002 is larger/);
  });

  test('an upload that breaks off leaves nothing behind, and the next one works', async () => {
    const org = await newOrganization();
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('name,email\n');
      yield Buffer.alloc(5 * 1024 * 1024, 'a,b@example.com\n');
      throw new Error('the connection was lost');
    }
    await expect(upload(org.owner, broken())).rejects.toThrow();
    expect(await countRows(org.orgId, 'Import')).toBe(0);
    expect((await ledgerOf(org.orgId)).map((receipt) => receipt.action)).toEqual(['import.received', 'import.refused']);
    expect((await upload(org.owner, 'name\nAna\n')).rowsTotal).toBe(1);
  });

  test('NUL, control characters and half characters in cells reject their rows alone', async () => {
    const org = await newOrganization();
    const padding = Array.from({ length: 1_000 }, (_, n) => `Fine ${n}\n`).join('');
    const { id } = await upload(org.owner, `first_name\n${padding}A\u0000B\nC\u0007D\nFine\n`);
    expect(await commitAndWait(org.owner, id)).toMatchObject({ rowsCreated: 1_001, rowsRejected: 2 });
  });

  test('headers that are the same, empty, very long or called __proto__ become columns of their own', async () => {
    const org = await newOrganization();
    const { id, columns } = await upload(
      org.owner,
      `first_name,Note,note,,__proto__,constructor,${'h'.repeat(500)},Email,email\nAna,1,2,3,4,5,6,a@example.com,b@example.com\n`,
    );
    const headers = columns.map((column) => column.header);
    expect(new Set(headers.map((header) => header.toLowerCase())).size).toBe(headers.length);
    expect(columns.filter((column) => column.target === 'email')).toHaveLength(1);
    await commitAndWait(org.owner, id);
    const { data } = await call(listContacts, org.owner, {});
    expect(data).toMatchObject([{ firstName: 'Ana', email: 'a@example.com', notes: '1' }]);
    const fields = Object.entries(data[0]?.customFields ?? {}).map(([name, value]) => `${name.slice(0, 12)}=${value}`);
    expect(fields).toEqual([
      'note (2)=2',
      'Column 4=3',
      'Column 5=4',
      'constructor=5',
      'hhhhhhhhhhhh=6',
      'email (2)=b@example.com',
    ]);
  });

  test('a file of more than 200,000 rows is refused', async () => {
    const org = await newOrganization();
    async function* rows(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('first_name\n');
      for (let n = 0; n <= 200; n += 1) yield Buffer.from('a\n'.repeat(1_000));
    }
    const error = await refused(upload(org.owner, rows()), 'invalid_input');
    expect(error.problems[0]?.message).toMatch(/more than 200000 rows/);
    expect(await countRows(org.orgId, 'ImportChunk')).toBe(0);
  });

  test('a file of more than 50 MB is refused while it arrives', async () => {
    const org = await newOrganization();
    async function* rows(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('first_name,notes\n');
      const line = Buffer.from(`a,${'n'.repeat(1_022)}\n`);
      for (let n = 0; n < 52 * 1024; n += 1) yield line;
    }
    await refused(upload(org.owner, rows()), 'body_too_large');
    expect(await countRows(org.orgId, 'ImportChunk')).toBe(0);
  });
});

describe('encodings and separators', () => {
  const people = 'Vorname;Nachname;Email\r\nJürgen;Müßig;j@example.com\r\nZoë;Ærø;z@example.com\r\n';
  const utf16 = (text: string, bigEndian: boolean, mark: boolean): Buffer => {
    const little = Buffer.from(mark ? `\ufeff${text}` : text, 'utf16le');
    return bigEndian ? little.swap16() : little;
  };
  const cases: readonly (readonly [string, Uint8Array])[] = [
    ['UTF-8', Buffer.from(people)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${people}`)],
    ['Windows-1252', Buffer.from(people, 'latin1')],
    ['UTF-16 little endian', utf16(people, false, true)],
    ['UTF-16 big endian', utf16(people, true, true)],
    ['UTF-16 without a mark', utf16(people, false, false)],
    [
      'UTF-8 and Windows-1252 mixed',
      Buffer.concat([Buffer.from(people.slice(0, 50)), Buffer.from(people.slice(50), 'latin1')]),
    ],
    ['tabs', Buffer.from(people.replaceAll(';', '\t'))],
    ['bars and old line ends', Buffer.from(people.replaceAll(';', '|').replaceAll('\r\n', '\r'))],
    ['spaces around quotes and cells', Buffer.from(people.replace(/[^;\r\n]+/g, ' "$&" '))],
    ['a sep= line', Buffer.from(`sep=;\r\n${people}`)],
    ['mixed line ends', Buffer.from(people.replace('\r\n', '\n'))],
    ['everything quoted', Buffer.from(people.replace(/[^;\r\n]+/g, '"$&"'))],
  ];

  test.each(cases)('%s is read as what it says', async (_what, file) => {
    const org = await newOrganization();
    const { id, columns } = await upload(org.owner, file);
    expect(columns.map((column) => column.header)).toEqual(['Vorname', 'Nachname', 'Email']);
    await call(mapImport, org.owner, { id, targets: ['firstName', 'lastName', 'email'] });
    await commitAndWait(org.owner, id);
    const { data } = await call(listContacts, org.owner, { sort: 'email' });
    expect(data.map((contact) => `${contact.firstName} ${contact.lastName}`)).toEqual(['Jürgen Müßig', 'Zoë Ærø']);
  });
});

describe('the mapping', () => {
  test('can be corrected, and a wrong one is refused with the place of the mistake', async () => {
    const org = await newOrganization();
    const uploaded = await upload(org.owner, 'a,b,c\nAna,ana@example.com,x\n');
    const { id } = uploaded;
    expect(uploaded.columns.map((column) => column.target)).toEqual(['custom', 'custom', 'custom']);
    await refused(call(commitImport, org.owner, { id }), 'invalid_input');
    const twice = await refused(
      call(mapImport, org.owner, { id, targets: ['email', 'email', 'custom'] }),
      'invalid_input',
    );
    expect(twice.problems).toMatchObject([{ path: 'targets.1' }]);
    await refused(call(mapImport, org.owner, { id, targets: ['email'] }), 'invalid_input');
    await refused(call(mapImport, org.owner, { id, targets: ['email', 'sortName', 'custom'] }), 'invalid_input');
    await call(mapImport, org.owner, { id, targets: ['firstName', 'email', 'ignore'] });
    await commitAndWait(org.owner, id);
    const { data } = await call(listContacts, org.owner, {});
    expect(data).toMatchObject([{ firstName: 'Ana', email: 'ana@example.com', customFields: {} }]);
    await refused(call(mapImport, org.owner, { id, duplicates: 'update' }), 'conflict');
    await refused(call(previewImport, org.owner, { id }), 'conflict');
    await refused(call(dryRunImport, org.owner, { id }), 'conflict');
  });
});
