import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { createDeal } from '#lib/crm/deals/create-deal.ts';
import { uploadFile } from '#lib/files/upload-file.ts';
import { createInteraction } from '#lib/interactions/create-interaction.ts';
import { isHoldfastError } from '#lib/platform/errors.ts';
import { checkArchive } from '#lib/privacy/archive/check-archive.ts';
import { type ChangedArchive, changedArchive } from '../support/archive-builder.ts';
import { checkedArchive } from '../support/archives.ts';
import { bytesSource } from '../support/bytes-source.ts';
import { call, createTestOrganization } from '../support/call.ts';
import { downloaded, madeExport } from '../support/exports.ts';
import { streamOf } from '../support/imports.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let zip: Buffer;

beforeAll(async () => {
  rt = await createTestRuntime();
  const { owner } = await createTestOrganization('Acme');
  const contact = await call(createContact, owner, { firstName: 'Ada', email: 'ada@example.com' });
  await call(createContact, owner, { firstName: 'Bob' });
  await call(createDeal, owner, { contactId: contact.id, title: 'Big one' });
  for (const externalId of ['x-1', 'x-2']) {
    await call(createInteraction, owner, {
      ...{ contactId: contact.id, channel: 'email', direction: 'inbound', occurredAt: '2026-01-01T00:00:00Z' },
      externalId,
    });
  }
  await call(
    uploadFile,
    owner,
    { contactId: contact.id },
    { request: { body: streamOf(Buffer.from('bytes')), fileName: 'a' } },
  );
  zip = await downloaded(owner, (await madeExport(owner)).id);
});
afterAll(() => rt.close());

async function problemsOf(archive: Buffer): Promise<string> {
  try {
    await checkArchive(bytesSource(archive));
    return '';
  } catch (error) {
    if (!isHoldfastError(error) || error.code !== 'archive_refused') throw error;
    return error.problems.map(({ path, message }) => `${path}: ${message}`).join('\n');
  }
}

const ledger = 'ledger/receipts.ledger.jsonl';
const manifestOf = (archive: ChangedArchive, change: object) => {
  archive.manifest = { ...archive.manifest, ...change };
};
const files = (archive: ChangedArchive) => archive.manifest.files;
const strangerId = 'con_01J00000000000000000000000';

/** What somebody did to an archive, and what is said of it. */
const harms: readonly (readonly [string, (archive: ChangedArchive) => void, RegExp])[] = [
  [
    'a changed row, the manifest left alone',
    (a) => a.change('data/deals.jsonl', (t) => t.replace('Big one', 'Big two'), { manifest: false }),
    /SHA-256/,
  ],
  ['a file that is longer', (a) => a.change('README.txt', (t) => `${t}!`, { manifest: false }), /size is not/],
  ['an entry that is not listed', (a) => a.files.set('data/extra.jsonl', Buffer.from('{}\n')), /does not list it/],
  ['a listed file that is not there', (a) => a.files.delete('README.txt'), /is not there/],
  [
    'a file listed twice',
    (a) => manifestOf(a, { files: [...files(a), ...files(a).slice(0, 1)] }),
    /lists a file twice/,
  ],
  [
    'a file of another kind than its name',
    (a) =>
      manifestOf(a, { files: files(a).map((f) => (f.path === 'README.txt' ? { ...f, kind: 'ledger', rows: 1 } : f)) }),
    /not that of its kind/,
  ],
  ['another format', (a) => manifestOf(a, { format: 'other-archive' }), /manifest\.json: format/],
  ['another version', (a) => manifestOf(a, { version: 2 }), /manifest\.json: version/],
  ['an archive about one person', (a) => manifestOf(a, { scope: 'person', subject: 'x' }), /one person/],
  ['members of the manifest that are not known', (a) => manifestOf(a, { more: true }), /manifest\.json/],
  [
    'an entity that is not known',
    (a) => manifestOf(a, { entities: [...a.manifest.entities, { name: 'spaceships', rows: 0 }] }),
    /no entity called spaceships/,
  ],
  ['a number of rows that is too large', (a) => a.change('data/contacts.jsonl', (t) => t, { rows: 9 }), /rows/],
  [
    'a row taken out',
    (a) => a.change('data/contacts.jsonl', (t) => t.split('\n').slice(1).join('\n')),
    /number of rows/,
  ],
  [
    'a row twice',
    (a) => a.change('data/contacts.jsonl', (t) => `${t.split('\n')[0]}\n${t.split('\n')[0]}\n`),
    /key stands twice/,
  ],
  [
    'rows in another order',
    (a) => a.change('data/contacts.jsonl', (t) => `${t.trim().split('\n').reverse().join('\n')}\n`),
    /out of order/,
  ],
  ['a row with a member too many', (a) => a.row('contacts', 0, (r) => ({ ...r, sortName: 'x' })), /Line 1/],
  ['a row without a member', (a) => a.row('contacts', 0, ({ phone: _, ...r }) => r), /Line 1: phone/],
  [
    'an id of another kind',
    (a) => a.row('contacts', 0, (r) => ({ ...r, id: 'usr_01J00000000000000000000000' })),
    /Line 1: id/,
  ],
  ['a number for a text', (a) => a.row('contacts', 0, (r) => ({ ...r, firstName: 5 })), /Line 1: firstName/],
  [
    'a link that runs a script',
    (a) => a.row('contacts', 0, (r) => ({ ...r, website: 'javascript:alert(1)' })),
    /web address/,
  ],
  ['an e-mail address that is none', (a) => a.row('contacts', 0, (r) => ({ ...r, email: 'a@b@c\nBcc: x' })), /e-mail/],
  ['a NUL in a text', (a) => a.row('contacts', 0, (r) => ({ ...r, firstName: 'a\0b' })), /cannot be shown/],
  [
    'half of a character',
    (a) => a.change('data/contacts.jsonl', (t) => t.replace('"Ada"', '"\\ud800"')),
    /cannot be shown/,
  ],
  ['bytes that are no UTF-8', (a) => a.change('README.txt', (t) => t) ?? breakUtf8(a), /not UTF-8/],
  ['a stage that there is not', (a) => a.row('deals', 0, (r) => ({ ...r, stage: 'abandoned' })), /Line 1: stage/],
  ['a time that is none', (a) => a.row('deals', 0, (r) => ({ ...r, createdAt: 'yesterday' })), /Line 1: createdAt/],
  [
    'a deal of nobody in the archive',
    (a) => a.row('deals', 0, (r) => ({ ...r, contactId: strangerId })),
    /contactId names a row of contacts/,
  ],
  [
    'an interaction of nobody in the archive',
    (a) => a.row('interactions', 0, (r) => ({ ...r, contactId: strangerId })),
    /contactId names/,
  ],
  [
    'an external id twice',
    (a) => a.row('interactions', 1, (r) => ({ ...r, externalId: 'x-1' })),
    /externalId stands twice/,
  ],
  [
    'JSON that is nested too deeply',
    (a) =>
      a.change('data/contacts.jsonl', (t) => t.replace('"tags":[]', `"tags":${'['.repeat(5_000)}${']'.repeat(5_000)}`)),
    /nested too deeply/,
  ],
  ['a line that is no JSON', (a) => a.change('data/contacts.jsonl', (t) => t.replace('{', '')), /not JSON/],
  ['a last line that was cut off', (a) => a.change('data/contacts.jsonl', (t) => t.slice(0, -1)), /not ended/],
  [
    'a file whose bytes are others',
    (a) => a.row('files', 0, (r) => ({ ...r, sha256: 'a'.repeat(64) })),
    /bytes in the archive are not those/,
  ],
  [
    'a type of file that is a header',
    (a) => a.row('files', 0, (r) => ({ ...r, contentType: 'text/html\r\nx: y' })),
    /media type/,
  ],
  [
    'a receipt that was changed',
    (a) => a.change(ledger, (t) => t.replace('"action":"contact.created"', '"action":"contact.deleted"')),
    /does not match its own hash/,
  ],
  [
    'a receipt taken out',
    (a) =>
      a.change(ledger, (t) =>
        t
          .split('\n')
          .filter((_, n) => n !== 2)
          .join('\n'),
      ),
    /not there/,
  ],
  [
    'a detail that was changed',
    (a) => a.change(ledger, (t) => t.replace('Big one', 'Big two')),
    /not the one that the receipt committed to/,
  ],
  [
    'a ledger without its checkpoint',
    (a) => a.change(ledger, (t) => `${t.trim().split('\n').slice(0, -1).join('\n')}\n`),
    /cut off/,
  ],
  [
    'a checkpoint with another root',
    (a) => a.change(ledger, (t) => t.replace(/\\n[A-Za-z0-9+/]{43}=\\n/, `\\n${'A'.repeat(43)}=\\n`)),
    /Checkpoint|signature/,
  ],
  [
    'a ledger of another organisation',
    (a) => manifestOf(a, { organization: { ...a.manifest.organization, id: 'org_01J00000000000000000000000' } }),
    /another organisation/,
  ],
  [
    'another key than the manifest says',
    (a) => manifestOf(a, { ledger: { ...a.manifest.ledger, vkey: 'x' } }),
    /another ledger/,
  ],
  [
    'a ledger in another form of the same',
    (a) => a.change(ledger, (t) => t.replace('{"checkpoint":', '{ "checkpoint":')),
    /no line of a ledger/,
  ],
  [
    'an earlier checkpoint that was changed',
    (a) =>
      a.row('ledgerCheckpoints', 0, (r) => ({
        ...r,
        note: String(r.note).replace(/\n[A-Za-z0-9+/]{43}=\n/, `\n${'A'.repeat(43)}=\n`),
      })),
    /Checkpoint of size/,
  ],
];

function breakUtf8(archive: ChangedArchive): void {
  archive.change('data/contacts.jsonl', (text) => text);
  const bytes = archive.files.get('data/contacts.jsonl') as Buffer;
  const broken = Buffer.from(bytes);
  broken[broken.indexOf('Ada')] = 0xff;
  archive.files.set('data/contacts.jsonl', broken);
}

describe('an archive that says what is not so is refused whole', () => {
  it('and one that was only taken apart and put together again is not', async () => {
    expect(await problemsOf(changedArchive(zip).zip())).toBe('');
  });

  it.each(harms)('%s', async (_what, harm, said) => {
    const archive = changedArchive(zip);
    harm(archive);
    expect(await problemsOf(archive.zip())).toMatch(said);
  });

  it('nothing of it is in the organisation, the problems are told, and its bytes are gone', async () => {
    const { orgId, owner } = await createTestOrganization('Refusing');
    const archive = changedArchive(zip);
    archive.row('deals', 0, (row) => ({ ...row, contactId: strangerId }));
    const answer = await checkedArchive(owner, archive.zip());
    expect(answer).toMatchObject({ state: 'refused', report: null, rowsDone: 0 });
    expect(answer.problems).toEqual([
      { path: 'data/deals.jsonl', message: 'Line 1: contactId names a row of contacts that is not in the archive.' },
    ]);
    const lease = await rt.tenancy.acquire(orgId);
    try {
      for (const table of ['Contact', 'Deal', 'Interaction', 'File', 'LedgerHistory']) {
        expect(await lease.db.all(`SELECT 1 FROM "${table}"`), table).toEqual([]);
      }
    } finally {
      lease.release();
    }
    const names: string[] = [];
    for await (const { key } of rt.objects.store.list(`org/${orgId}/files/`)) names.push(key);
    expect(names).toEqual([]);
  });
});
