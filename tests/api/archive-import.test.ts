import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createActivity } from '#lib/crm/activities/create-activity.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { listContacts } from '#lib/crm/contacts/list-contacts.ts';
import { createDeal } from '#lib/crm/deals/create-deal.ts';
import { uploadFile } from '#lib/files/upload-file.ts';
import { createInteraction } from '#lib/interactions/create-interaction.ts';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import { verifyOwnLedger } from '#lib/ledger/verify-ledger.ts';
import { downloadLedgerHistory } from '#lib/privacy/archive/download-history.ts';
import { listLedgerHistories } from '#lib/privacy/archive/list-histories.ts';
import type { ArchiveAnswer } from '#lib/privacy/archive/schema.ts';
import { fates } from '#lib/privacy/archive/taken-over.ts';
import { portableEntities } from '#lib/privacy/export/entities.ts';
import { archiveLeaving, checkedArchive, takenIn } from '../support/archives.ts';
import { call, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { contacts500 } from '../support/contacts-csv.ts';
import { bytesOf, downloaded, madeExport, type OpenArchive, openArchive } from '../support/exports.ts';
import { standaloneVerifier } from '../support/holdfast-verify.ts';
import { commitAndWait, streamOf, upload } from '../support/imports.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let zip: Buffer;
let from: OpenArchive;
let checked: ArchiveAnswer;
let done: ArchiveAnswer;
let there: TestOrganization;
let again: OpenArchive;
const picture = Buffer.from(Array.from({ length: 300_000 }, (_, n) => (n * n) % 251));

/** Everything that an organisation can hold. */
async function fill(org: TestOrganization): Promise<void> {
  const imported = await upload(org.owner, `${contacts500()}`);
  await commitAndWait(org.owner, imported.id);
  const contact = await call(createContact, org.owner, {
    firstName: 'Ælfric',
    lastName: '=cmd',
    notes: 'Line one\nline "two", with 🦊',
    tags: ['vip', 'north'],
    website: 'https://example.com/a?b=c',
    customFields: { Birthday: '1 May' },
  });
  const deal = await call(createDeal, org.owner, {
    contactId: contact.id,
    title: 'Big one',
    amountMinor: 1999,
    currency: 'USD',
  });
  await call(createActivity, org.owner, { kind: 'note', subject: 'Called', dealId: deal.id });
  await call(createInteraction, org.owner, {
    contactId: contact.id,
    channel: 'email',
    direction: 'inbound',
    occurredAt: '2026-01-01T00:00:00Z',
    metadata: { opened: true, score: 1.5, tag: 'a' },
    externalId: 'x-1',
  });
  for (const name of ['a ü.png', 'b.bin']) {
    await call(
      uploadFile,
      org.owner,
      { contactId: contact.id },
      { request: { body: streamOf(picture), fileName: name } },
    );
  }
}

beforeAll(async () => {
  rt = await createTestRuntime();
  const org = await createTestOrganization('Acme');
  await fill(org);
  zip = await downloaded(org.owner, (await madeExport(org.owner)).id);
  from = openArchive(zip);
  there = await createTestOrganization('New home');
  checked = await checkedArchive(there.owner, zip);
  done = checked.state === 'ready' ? await takenIn(there.owner, checked.id) : checked;
  again = openArchive(await downloaded(there.owner, (await madeExport(there.owner)).id));
});
afterAll(() => rt.close());

describe('an archive taken in', () => {
  it('was checked before: it says what is in it, where it is from, and what is not taken over', () => {
    expect(checked.problems).toEqual([]);
    expect(checked.state).toBe('ready');
    const rows = new Map(checked.report?.entities.map((entity) => [entity.name, entity]));
    expect(rows.get('contacts')).toMatchObject({ rows: 501, taken: true, why: null });
    expect(rows.get('members')).toMatchObject({ rows: 1, taken: false });
    expect(checked.report?.organization.slug).toBe('acme');
    expect(checked.report?.files).toEqual({ count: 2, bytes: 2 * picture.length });
    expect(checked.people).toEqual([expect.objectContaining({ role: 'owner' })]);
  });

  it('is done, every row counted', () => {
    expect(done).toMatchObject({ state: 'done', error: null });
    expect(done.rowsDone).toBe(done.rowsTotal);
  });

  it('gives equal data: every record of every kind that is taken over, row by row, ids and all', () => {
    for (const entity of portableEntities.filter(({ name }) => fates[name]?.taken)) {
      if (entity.name === 'ledgerHistories') continue;
      expect(again.rows(entity.name), entity.name).toEqual(from.rows(entity.name));
    }
    expect(again.rows('contacts')).toHaveLength(501);
  });

  it('brings files byte for byte', () => {
    const files = again.rows('files');
    expect(files).toHaveLength(2);
    for (const { id } of files) expect(again.bytes(`files/${id}`).equals(picture)).toBe(true);
  });

  it('lists contacts by name in the same order as before', async () => {
    const page = await call(listContacts, there.owner, { limit: 100, sort: 'name' });
    const names = page.data.map(({ lastName }) => lastName);
    expect(names).toHaveLength(100);
    expect(names[0]).toBeTruthy();
  });

  it('makes nobody a member and gives nobody access', () => {
    expect(again.rows('members').map(({ email }) => email)).toEqual([there.owner.email]);
    for (const name of ['apiKeys', 'invites', 'allowedOrigins', 'ledgerShares']) expect(again.rows(name)).toEqual([]);
  });

  it('keeps the old ledger as verified history, byte for byte, which anybody can verify', async () => {
    const { data } = await call(listLedgerHistories, there.owner);
    expect(data).toHaveLength(1);
    const [history] = data;
    expect(history).toMatchObject({ orgId: from.manifest.organization.id, size: from.manifest.ledger?.size });
    const file = await bytesOf(await call(downloadLedgerHistory, there.owner, { id: history?.id }));
    expect(file.equals(from.bytes('ledger/receipts.ledger.jsonl'))).toBe(true);
    const { verifyExport } = await standaloneVerifier();
    const verdict = await verifyExport([file], { key: from.manifest.ledger?.vkey ?? null });
    expect(verdict).toMatchObject({ ok: true, organization: from.manifest.organization.id });
    // It comes along when the organisation moves once more.
    expect(again.bytes(`history/${history?.id}.ledger.jsonl`).equals(file)).toBe(true);
  });

  it('says so in its own ledger, which verifies', async () => {
    const { data } = await call(listReceipts, there.owner, { limit: 100 });
    const actions = data.map(({ action }) => action);
    for (const action of ['archive.received', 'archive.checked', 'archive.started', 'archive.imported']) {
      expect(actions).toContain(action);
    }
    expect(await call(verifyOwnLedger, there.owner)).toMatchObject({ ok: true });
  });

  it('leaves no copy of the archive behind', async () => {
    await archiveLeaving(there.owner, done.id, ['running']);
    const names: string[] = [];
    for await (const { key } of rt.objects.store.list(`org/${there.orgId}/archives/`)) names.push(key);
    expect(names).toEqual([]);
  });

  it('moves on to a third organisation with both ledgers', async () => {
    const third = await createTestOrganization('Third');
    const second = await downloaded(there.owner, (await madeExport(there.owner)).id);
    const ready = await checkedArchive(third.owner, second);
    expect(ready.problems).toEqual([]);
    expect(await takenIn(third.owner, ready.id)).toMatchObject({ state: 'done' });
    expect((await call(listLedgerHistories, third.owner)).data).toHaveLength(2);
  });
});
