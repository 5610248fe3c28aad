import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FileAnswer } from '#lib/access/operation.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { listContacts } from '#lib/crm/contacts/list-contacts.ts';
import { cancelImport } from '#lib/crm/import/cancel-import.ts';
import { commitImport } from '#lib/crm/import/commit-import.ts';
import { deleteImport } from '#lib/crm/import/delete-import.ts';
import { dryRunImport } from '#lib/crm/import/dry-run-import.ts';
import { listImports } from '#lib/crm/import/list-imports.ts';
import { listImportRejects } from '#lib/crm/import/list-rejects.ts';
import { mapImport } from '#lib/crm/import/map-import.ts';
import { previewImport } from '#lib/crm/import/preview-import.ts';
import { readImport } from '#lib/crm/import/read-import.ts';
import type { ImportAnswer } from '#lib/crm/import/schema.ts';
import {
  call,
  createTestMember,
  createTestOrganization,
  keyPrincipal,
  refused,
  type TestOrganization,
} from '../support/call.ts';
import { contacts500, us500Pieces } from '../support/contacts-csv.ts';
import { commitAndWait, importEnd, upload } from '../support/imports.ts';
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

async function textOf(file: FileAnswer): Promise<string> {
  return new Response(file.stream).text();
}

async function countRows(orgId: string, table: string): Promise<number> {
  const lease = await rt.tenancy.acquire(orgId);
  try {
    return (await lease.db.get<{ n: number }>(`SELECT count(*) AS n FROM "${table}"`))?.n ?? -1;
  } finally {
    lease.release();
  }
}

function targetsOf(answer: ImportAnswer): Record<string, string> {
  return Object.fromEntries(answer.columns.map(({ header, target }) => [header, target]));
}

describe('500 contacts', () => {
  test('are mapped by themselves, previewed, imported, found, and accounted for in the ledger', async () => {
    const org = await newOrganization();
    const uploaded = await upload(org.owner, contacts500(), 'contacts-us-500.csv');
    expect(uploaded).toMatchObject({ state: 'ready', rowsTotal: 500, rowsDone: 0, encoding: 'utf-8', delimiter: ',' });
    expect(targetsOf(uploaded)).toEqual({
      first_name: 'firstName',
      last_name: 'lastName',
      company_name: 'company',
      address: 'addressLine',
      city: 'city',
      county: 'county',
      state: 'region',
      zip: 'postalCode',
      phone1: 'phone',
      phone2: 'mobile',
      email: 'email',
      web: 'website',
    });
    const preview = await call(previewImport, org.owner, { id: uploaded.id, rows: 5 });
    expect(preview.rows.map((row) => [row.row, row.outcome])).toEqual([2, 3, 4, 5, 6].map((row) => [row, 'create']));
    expect(preview.columns[0]?.samples.length).toBeGreaterThan(0);

    const dry = await call(dryRunImport, org.owner, { id: uploaded.id });
    expect(dry).toMatchObject({ rowsTotal: 500, rowsCreated: 500, rowsRejected: 0, problems: [] });
    expect(await countRows(org.orgId, 'Contact')).toBe(0);

    const done = await commitAndWait(org.owner, uploaded.id);
    expect(done).toMatchObject({ state: 'done', rowsDone: 500, rowsCreated: 500, rowsRejected: 0, error: null });
    expect(await countRows(org.orgId, 'Contact')).toBe(500);
    expect(await countRows(org.orgId, 'ImportChunk')).toBe(0);

    const expected = contacts500()
      .toString('utf8')
      .split('\n')
      .filter((line) => /chemel/i.test(line)).length;
    const found = await call(listContacts, org.owner, { q: 'Chemel', limit: 100 });
    expect(Math.min(expected, 100)).toBeGreaterThan(0);
    expect(found.data).toHaveLength(Math.min(expected, 100));

    const receipts = await ledgerOf(org.orgId);
    expect(receipts.map((receipt) => receipt.action)).toEqual([
      'import.received',
      'import.created',
      'import.started',
      'contacts.imported',
      'contacts.imported',
      'import.finished',
    ]);
    expect(new Set(receipts.map((receipt) => receipt.actor))).toEqual(new Set([org.owner.userId]));
    expect(receipts[3]?.detail).toMatchObject({ fromRow: 2, toRow: 251, created: 250 });
    expect(receipts[4]?.detail).toMatchObject({ fromRow: 252, toRow: 501, created: 250 });
    const other = await newOrganization();
    expect((await call(listContacts, other.owner, {})).data).toEqual([]);
  });

  test('imported a second time are skipped, every one, or updated where they differ', async () => {
    const org = await newOrganization();
    await commitAndWait(org.owner, (await upload(org.owner, contacts500())).id);

    const again = await upload(org.owner, contacts500());
    expect(await call(dryRunImport, org.owner, { id: again.id })).toMatchObject({ rowsSkipped: 500, rowsCreated: 0 });
    expect(await commitAndWait(org.owner, again.id)).toMatchObject({ rowsSkipped: 500, rowsCreated: 0 });

    const updating = await upload(org.owner, contacts500());
    await call(mapImport, org.owner, { id: updating.id, duplicates: 'update' });
    expect(await commitAndWait(org.owner, updating.id)).toMatchObject({ rowsUpdated: 500, rowsCreated: 0 });
    expect(await countRows(org.orgId, 'Contact')).toBe(500);
    const { data } = await call(listContacts, org.owner, { limit: 100 });
    expect(new Set(data.map((contact) => contact.version))).toEqual(new Set([1]));
  });
});

describe('what a preview and a dry run say', () => {
  const file = [
    'Name,Email,Company,Phone,Website,Tags,Favourite colour',
    'Ana Lee,ana@example.com,Initech,1,initech.com,"vip, north",green',
    'No Mail,,Initech,,,,',
    'Bad Mail,nobody,,,,,',
    'Bad Web,web@example.com,,,javascript:alert(1),,',
    'Twice,ana@example.com,,,,,red',
    ',,,555,,,',
    'Known,KNOWN@example.com,,,,,',
    '"Smith, Bob",bob@example.com,,,,,',
    `Long,long@example.com,,${'5'.repeat(60)},,,`,
    'Extra,extra@example.com,,,,,blue,one more',
  ].join('\r\n');

  test.each(['skip', 'update'] as const)('is what the import does, with duplicates: %s', async (duplicates) => {
    const org = await newOrganization();
    await call(createContact, org.owner, { firstName: 'Already', email: 'known@example.com', tags: ['old'] });
    const { id } = await upload(org.owner, file);
    await call(mapImport, org.owner, { id, duplicates });
    const preview = await call(previewImport, org.owner, { id, rows: 100 });
    const dry = await call(dryRunImport, org.owner, { id });
    expect(preview.rows.map((row) => row.outcome)).toEqual([
      'create',
      'create',
      'reject',
      'reject',
      duplicates,
      'reject',
      duplicates,
      'create',
      'reject',
      'reject',
    ]);
    expect(
      preview.rows.flatMap((row) => row.problems.map((problem) => [row.row, problem.column, problem.target])),
    ).toEqual([
      [4, 1, 'email'],
      [5, 4, 'website'],
      [7, null, null],
      [10, 3, 'phone'],
      [11, null, null],
    ]);
    const counted = (outcome: string) => preview.rows.filter((row) => row.outcome === outcome).length;
    expect(dry).toMatchObject({
      rowsTotal: 10,
      rowsCreated: counted('create'),
      rowsUpdated: counted('update'),
      rowsSkipped: counted('skip'),
      rowsRejected: counted('reject'),
    });
    const done = await commitAndWait(org.owner, id);
    for (const field of ['rowsCreated', 'rowsUpdated', 'rowsSkipped', 'rowsRejected'] as const) {
      expect([field, done[field]]).toEqual([field, dry[field]]);
    }
    const { data } = await call(listContacts, org.owner, { email: 'ana@example.com' });
    expect(data).toMatchObject(
      [
        {
          firstName: duplicates === 'update' ? null : 'Ana',
          tags: ['north', 'vip'],
          website: 'https://initech.com',
          customFields: { 'Favourite colour': duplicates === 'update' ? 'red' : 'green' },
        },
      ].map(({ firstName, ...rest }) => (firstName === null ? rest : { firstName, ...rest })),
    );
    const known = await call(listContacts, org.owner, { email: 'known@example.com' });
    expect(known.data).toMatchObject([{ firstName: duplicates === 'update' ? 'Known' : 'Already', tags: ['old'] }]);
    expect((await call(listContacts, org.owner, { email: 'bob@example.com' })).data).toMatchObject([
      { firstName: 'Bob', lastName: 'Smith' },
    ]);
  });

  test('rejected rows come back as a file that can be corrected and uploaded as it is', async () => {
    const org = await newOrganization();
    const { id } = await upload(org.owner, file);
    await commitAndWait(org.owner, id);
    const rejects = await call(listImportRejects, org.owner, { id });
    expect(rejects).toMatchObject({ contentType: 'text/csv; charset=utf-8', fileName: `rejected-${id}.csv` });
    const text = await textOf(rejects);
    const rows = parse(text, { bom: true, columns: true }) as Record<string, string>[];
    expect(rows.map((row) => [row['Holdfast row'], row['Holdfast problems']])).toEqual([
      ['4', 'Email: Not an e-mail address'],
      ['5', 'Website: Not a web address (http or https)'],
      ['7', 'Give at least a name, a company or an e-mail address'],
      ['10', 'Phone: At most 50 characters'],
      ['11', 'The row has 8 cells, the header 7; without a column: one more'],
    ]);
    const corrected = await upload(org.owner, text.replace(',nobody,', ',now@example.com,'));
    expect(targetsOf(corrected)).toMatchObject({ 'Holdfast row': 'ignore', 'Holdfast problems': 'ignore' });
    expect(await commitAndWait(org.owner, corrected.id)).toMatchObject({ rowsCreated: 2, rowsRejected: 3 });
  });

  test('cells that a spreadsheet would calculate are harmless in the file of rejected rows, and come back whole', async () => {
    const org = await newOrganization();
    const { id } = await upload(org.owner, 'First Name,Email,Phone\n=1+1,bad,+49 30 1\n@SUM(A1),x,\n');
    await commitAndWait(org.owner, id);
    const text = await textOf(await call(listImportRejects, org.owner, { id }));
    for (const row of parse(text, { bom: true, from_line: 2 }) as string[][]) {
      for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    }
    const corrected = await upload(org.owner, text.replaceAll(/,(bad|x),/g, ',ok-$1@example.com,'));
    await commitAndWait(org.owner, corrected.id);
    expect((await call(listContacts, org.owner, { email: 'ok-bad@example.com' })).data).toMatchObject([
      { firstName: '=1+1', phone: '+49 30 1' },
    ]);
  });
});

describe('an import under way', () => {
  test('asked to start many times at once imports each row once', async () => {
    const org = await newOrganization();
    const { id } = await upload(org.owner, contacts500());
    const answers = await Promise.all(Array.from({ length: 10 }, () => call(commitImport, org.owner, { id })));
    expect(new Set(answers.map((answer) => answer.id))).toEqual(new Set([id]));
    expect(await importEnd(org.owner, id)).toMatchObject({ rowsCreated: 500 });
    expect(await countRows(org.orgId, 'Contact')).toBe(500);
    const started = (await ledgerOf(org.orgId)).filter((receipt) => receipt.action === 'import.started');
    expect(started).toHaveLength(1);
    await refused(call(commitImport, org.owner, { id }), 'conflict');
  });

  test('two imports of one organisation at once, of the same addresses, make no contact twice', async () => {
    const org = await newOrganization();
    const [a, b] = await Promise.all([upload(org.owner, contacts500()), upload(org.owner, contacts500())]);
    const ends = await Promise.all([commitAndWait(org.owner, a.id), commitAndWait(org.owner, b.id)]);
    expect(ends.reduce((sum, end) => sum + end.rowsCreated, 0)).toBe(500);
    expect(ends.reduce((sum, end) => sum + end.rowsSkipped, 0)).toBe(500);
    expect(await countRows(org.orgId, 'Contact')).toBe(500);
  });

  test('can be cancelled: what was imported stays, is counted, and nothing follows', async () => {
    const org = await newOrganization();
    const { id } = await upload(org.owner, us500Pieces(20_000));
    await call(commitImport, org.owner, { id });
    while ((await call(readImport, org.owner, { id })).rowsDone === 0) await new Promise((go) => setTimeout(go, 5));
    const cancelled = await call(cancelImport, org.owner, { id });
    expect(cancelled.state).toBe('cancelled');
    expect(cancelled.rowsDone).toBeGreaterThan(0);
    expect(cancelled.rowsDone).toBeLessThan(20_000);
    await new Promise((go) => setTimeout(go, 300));
    expect(await call(readImport, org.owner, { id })).toEqual(cancelled);
    expect(await countRows(org.orgId, 'Contact')).toBe(cancelled.rowsCreated);
    expect(await countRows(org.orgId, 'ImportChunk')).toBe(0);
    await refused(call(cancelImport, org.owner, { id }), 'conflict');
    expect((await ledgerOf(org.orgId)).at(-1)).toMatchObject({ action: 'import.cancelled', subject: id });
  });
});

describe('an import that is deleted', () => {
  test('is gone with its file and its rejected rows; its contacts and receipts stay', async () => {
    const org = await newOrganization();
    const { id } = await upload(org.owner, 'first_name,email\nAna,ana@example.com\nBob,bad\n');
    await commitAndWait(org.owner, id);
    expect(await countRows(org.orgId, 'ImportReject')).toBe(1);
    await call(deleteImport, org.owner, { id });
    await refused(call(readImport, org.owner, { id }), 'not_found');
    await refused(call(deleteImport, org.owner, { id }), 'not_found');
    expect(await countRows(org.orgId, 'ImportReject')).toBe(0);
    expect(await countRows(org.orgId, 'Contact')).toBe(1);
    expect((await ledgerOf(org.orgId)).at(-1)).toMatchObject({ action: 'import.deleted', subject: id });
  });

  test('must not be under way', async () => {
    const org = await newOrganization();
    const { id } = await upload(org.owner, us500Pieces(5_000));
    await call(commitImport, org.owner, { id });
    await refused(call(deleteImport, org.owner, { id }), 'conflict');
    await call(cancelImport, org.owner, { id });
    await call(deleteImport, org.owner, { id });
    expect(await countRows(org.orgId, 'ImportChunk')).toBe(0);
  });
});

describe('who may import', () => {
  test('a viewer and a key without the scope may not; another organisation finds nothing of it', async () => {
    const org = await newOrganization();
    const { id } = await upload(org.owner, 'first_name\nAna\n');
    const viewer = await createTestMember(org.orgId, 'viewer');
    const reader = keyPrincipal(org.orgId, ['contacts:read']);
    for (const principal of [viewer, reader]) {
      await refused(upload(principal, 'first_name\nAna\n'), 'forbidden');
      await refused(call(commitImport, principal, { id }), 'forbidden');
      expect((await call(readImport, principal, { id })).id).toBe(id);
    }
    const other = await newOrganization();
    for (const op of [
      readImport,
      commitImport,
      cancelImport,
      previewImport,
      dryRunImport,
      mapImport,
      listImportRejects,
      deleteImport,
    ]) {
      await refused(call(op as typeof readImport, other.owner, { id }), 'not_found');
    }
    expect((await call(listImports, other.owner, {})).data).toEqual([]);
    expect((await call(listImports, org.owner, {})).data).toMatchObject([{ id }]);
  });
});
