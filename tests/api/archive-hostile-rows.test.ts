import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { uploadFile } from '#lib/files/upload-file.ts';
import { isHoldfastError } from '#lib/platform/errors.ts';
import { checkArchive } from '#lib/privacy/archive/check-archive.ts';
import { deleteArchive } from '#lib/privacy/archive/delete-archive.ts';
import { listArchives } from '#lib/privacy/archive/list-archives.ts';
import { uploadArchive } from '#lib/privacy/archive/upload-archive.ts';
import { isHeld } from '#lib/privacy/holds/active-holds.ts';
import { erasePerson } from '#lib/privacy/persons/erase-person.ts';
import { listErasures } from '#lib/privacy/persons/list-erasures.ts';
import { eraseOldRequests } from '#lib/privacy/requests/erase-old-requests.ts';
import { listRequests } from '#lib/privacy/requests/list-requests.ts';
import { withTenantContext } from '#lib/tenancy/open-context.ts';
import { changedArchive } from '../support/archive-builder.ts';
import { checkedArchive, takenIn } from '../support/archives.ts';
import { bytesSource } from '../support/bytes-source.ts';
import { call, createTestOrganization, refused, type TestOrganization } from '../support/call.ts';
import { eventually } from '../support/eventually.ts';
import { downloaded, madeExport } from '../support/exports.ts';
import { streamOf } from '../support/imports.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

/* Rows that are in order one by one, and would do something here that nobody who may do it has asked for. */

let rt: TestRuntime;
let zip: Buffer;
let ada: string;
let fresh: TestOrganization;
let made = 0;
const quiet = { request: { door: 'cli' } } as const;
const at = '2026-01-05T08:00:00.000Z';

beforeAll(async () => {
  rt = await createTestRuntime();
  const { owner } = await createTestOrganization('Acme');
  ada = (await call(createContact, owner, { firstName: 'Ada', lastName: 'Byron', email: 'ada@example.com' })).id;
  await call(
    uploadFile,
    owner,
    { contactId: ada },
    { request: { body: streamOf(Buffer.from('bytes')), fileName: 'a' } },
  );
  zip = await downloaded(owner, (await madeExport(owner)).id);
});
afterAll(() => rt.close());

beforeEach(async () => {
  made += 1;
  fresh = await createTestOrganization(`Fresh ${made}`);
});

type Row = Readonly<Record<string, unknown>>;

/** The archive with these rows, and no others, of an entity that it has none of. */
function withRows(entity: string, rows: readonly Row[]): Buffer {
  const archive = changedArchive(zip);
  const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  archive.change(`data/${entity}.jsonl`, () => lines, { rows: rows.length });
  const entities = archive.manifest.entities.map((said) =>
    said.name === entity ? { ...said, rows: rows.length } : said,
  );
  archive.manifest = { ...archive.manifest, entities };
  return archive.zip();
}

const request = (n: number, over: Row = {}): Row => ({
  ...{ id: `sub_01J0000000000000000000000${n}`, kind: 'access', state: 'open', name: null, email: `v${n}@example.net` },
  ...{ message: null, receivedAt: at, verifiedAt: at, dueAt: '2026-02-05T23:59:59.999Z', extendedAt: null },
  ...{ extensionReason: null, remindedDays: null, assignedTo: null, contactId: null, exportId: null, erasureId: null },
  ...{ answer: null, refusalReason: null, answeredBy: null, closedAt: null, owedMail: null, mailedAt: null },
  ...{ answerExpiresAt: null, answerOpened: 0, answerDownloads: 0, erasedAt: null, version: 1, updatedAt: at },
  ...over,
});

const erasure = (over: Row = {}): Row => ({
  ...{ id: 'pre_01J00000000000000000000001', kind: 'contact', subject: ada, state: 'queued', counts: {} },
  ...{ requestId: null, createdBy: 'operator', createdAt: at, updatedAt: at, finishedAt: null },
  ...over,
});

const hold = (contactId: string | null): Row => ({
  ...{ id: 'hld_01J00000000000000000000001', contactId, reason: 'Court', createdBy: 'operator', createdAt: at },
  ...{ releasedAt: null, releasedBy: null },
});

async function imported(archive: Buffer): Promise<void> {
  const { id, state, problems } = await checkedArchive(fresh.owner, archive);
  expect(problems).toEqual([]);
  expect(state).toBe('ready');
  expect(await takenIn(fresh.owner, id)).toMatchObject({ state: 'done', error: null });
}

async function inFresh<T>(read: (db: Awaited<ReturnType<typeof rt.tenancy.acquire>>['db']) => Promise<T>): Promise<T> {
  const lease = await rt.tenancy.acquire(fresh.orgId);
  try {
    return await read(lease.db);
  } finally {
    lease.release();
  }
}

describe('an archive that was taken in', () => {
  it('mails nobody, whatever its requests owe to whomever they name', async () => {
    const extensionReason = 'Buy at https://spam.example';
    await imported(
      withRows('subjectRequests', [request(1, { owedMail: 'extension', extensionReason, extendedAt: at })]),
    );
    await withTenantContext(
      fresh.orgId,
      {
        principal: { kind: 'job', orgId: fresh.orgId, actor: 'system' },
        request: { requestId: 'r', door: 'job', address: 'local', userAgent: null, cookies: new Map(), body: null },
        answer: { setCookie: () => undefined, noteLimit: () => undefined },
      },
      (ctx) => eraseOldRequests(ctx),
    );
    // The job that pays what is owed has looked at it: it reminds the organisation's own people, or raises its alert.
    await eventually('the request was attended to', async () => {
      const waiting = await rt.tenancy.control.get(
        "SELECT 1 FROM Job WHERE kind = 'subjectRequests.attend' AND orgId = ? AND runAfter <= ?",
        [fresh.orgId, rt.clock.now().toISOString()],
      );
      return waiting === undefined ? true : null;
    });
    expect(rt.mailbox().filter(({ to }) => to.endsWith('@example.net'))).toEqual([]);
    const { data } = await call(listRequests, fresh.owner, {}, quiet);
    expect(data).toMatchObject([{ email: 'v1@example.net', owedMail: null, state: 'open' }]);
  });

  it('brings no request whose person had not confirmed it', async () => {
    await imported(withRows('subjectRequests', [request(1, { state: 'unverified', verifiedAt: null }), request(2)]));
    const rows = await inFresh((db) => db.all<{ email: string }>('SELECT email FROM SubjectRequest'));
    expect(rows).toEqual([{ email: 'v2@example.net' }]);
  });

  it('has no erasure under way: one that is begun here finds the person and takes them', async () => {
    await imported(withRows('personErasures', [erasure()]));
    const { id } = await call(erasePerson, fresh.owner, { id: ada, confirm: 'Ada Byron' });
    await eventually('the erasure has ended', async () => {
      const { data } = await call(listErasures, fresh.owner, {}, quiet);
      return data.find((found) => found.id === id)?.state === 'done' ? true : null;
    });
    expect(await inFresh((db) => db.all('SELECT id FROM Contact WHERE id = ?', [ada]))).toEqual([]);
  });

  it('holds nothing but the contact that a hold named, also when that was erased here', async () => {
    await rt.tombstones.lay({ kind: 'contact', orgId: fresh.orgId, subject: ada });
    await imported(withRows('legalHolds', [hold(ada)]));
    expect(await inFresh((db) => isHeld(db))).toBe(false);
  });
});

describe('a row that no table would take, or no page could show, refuses the archive whole', () => {
  const rows: readonly (readonly [string, string, Row, RegExp])[] = [
    ['a request of nobody', 'subjectRequests', request(1, { email: null }), /email/],
    ['a request to an address that is none', 'subjectRequests', request(1, { email: 'a@b.c\nBcc: d@e.f' }), /email/],
    ['a mail that there is not', 'subjectRequests', request(1, { owedMail: 'offer' }), /owedMail/],
    ['words of somebody who was erased', 'subjectRequests', request(1, { erasedAt: at }), /erasedAt/],
    ['a number below nothing', 'subjectRequests', request(1, { answerOpened: -1 }), /answerOpened/],
    [
      'counts that are none',
      'personErasures',
      erasure({ subject: 'x', state: 'done', counts: { contacts: 'all' } }),
      /counts/,
    ],
    [
      'an import that nobody could show',
      'imports',
      {
        ...{ id: 'imp_01J00000000000000000000001', fileName: 'a.csv', fileBytes: 1, state: 'done', mapping: [{}] },
        ...{ options: {}, rowsTotal: 1, rowsDone: 1, rowsCreated: 1, rowsUpdated: 0, rowsSkipped: 0, rowsRejected: 0 },
        ...{ checkpoint: null, error: null, createdBy: 'operator', createdAt: at, updatedAt: at, finishedAt: at },
      },
      /mapping/,
    ],
  ];

  it.each(rows)('%s', async (_what, entity, row, said) => {
    expect(await problemsOf(withRows(entity, [row]))).toMatch(said);
  });

  it.each([
    ['a name that turns what stands around it', 'contacts', { firstName: 'Ada\u202egpj.exe' }, /firstName/],
    ['a name of two lines', 'contacts', { firstName: 'Ada\nByron' }, /firstName/],
    ['a file that is called after a path', 'files', { name: '../../.ssh/authorized_keys' }, /name/],
    ['a file that a browser would run', 'files', { contentType: 'text/html' }, /contentType/],
  ])('%s', async (_what, entity, over, said) => {
    const archive = changedArchive(zip);
    archive.row(entity, 0, (row) => ({ ...row, ...over }));
    expect(await problemsOf(archive.zip())).toMatch(said);
  });
});

it('what an erasure made longer than somebody may type is not refused', async () => {
  const archive = changedArchive(zip);
  archive.row('files', 0, (row) => ({ ...row, name: `${'x'.repeat(195)} [erased].pdf` }));
  archive.row('contacts', 0, (row) => ({ ...row, tags: [`${'x'.repeat(45)} [erased]`] }));
  expect(await problemsOf(archive.zip())).toBe('');
});

it('409: an organisation has no more than three archives that wait, each of which may be gigabytes', async () => {
  for (let n = 0; n < 3; n += 1) await checkedArchive(fresh.owner, zip);
  const body = { request: { body: streamOf(zip), door: 'cli' } } as const;
  await refused(call(uploadArchive, fresh.owner, {}, body), 'conflict');
  const [first] = (await call(listArchives, fresh.owner, {}, quiet)).data;
  await call(deleteArchive, fresh.owner, { id: first?.id }, quiet);
  expect(await checkedArchive(fresh.owner, zip)).toMatchObject({ state: 'ready' });
});

describe('what an archive says of itself', () => {
  const esc = '\u001b]0;owned\u0007';

  it('reaches no terminal and no row as it stands, however long it is', async () => {
    const archive = changedArchive(zip);
    archive.manifest = { ...archive.manifest, ...{ [`${esc}${'x'.repeat(100_000)}`]: 1 } };
    const said = await problemsOf(archive.zip());
    expect(said).toContain('manifest.json');
    expect(said).not.toContain('\u001b');
    expect(said.length).toBeLessThan(1_000);
  });

  it.each([
    ['an address that runs a script', { instance: 'javascript:alert(1)' }, /instance/],
    ['a name as long as a book', { organization: { id: 'org_x', slug: 'x', name: 'x'.repeat(1_000_000) } }, /name/],
  ])('is refused: %s', async (_what, change, said) => {
    const archive = changedArchive(zip);
    archive.manifest = { ...archive.manifest, ...change };
    expect(await problemsOf(archive.zip())).toMatch(said);
  });

  it('keeps no more of the list of people than their addresses could be', async () => {
    const archive = changedArchive(zip);
    archive.row('members', 0, (row) => ({ ...row, email: 'x'.repeat(90_000), name: 'y'.repeat(90_000) }));
    const { people } = await checkArchive(bytesSource(archive.zip()));
    expect(JSON.stringify(people).length).toBeLessThan(2_000);
  });
});

async function problemsOf(archive: Buffer): Promise<string> {
  try {
    await checkArchive(bytesSource(archive));
    return '';
  } catch (error) {
    if (!isHoldfastError(error) || error.code !== 'archive_refused') throw error;
    return error.problems.map(({ path, message }) => `${path}: ${message}`).join('\n');
  }
}
