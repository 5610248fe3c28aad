import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { updateContact } from '#lib/crm/contacts/update-contact.ts';
import { createDeal } from '#lib/crm/deals/create-deal.ts';
import { createInteraction } from '#lib/interactions/create-interaction.ts';
import { listInteractions } from '#lib/interactions/list-interactions.ts';
import { readInteraction } from '#lib/interactions/read-interaction.ts';
import { listExports } from '#lib/privacy/export/list-exports.ts';
import { placeHold } from '#lib/privacy/holds/place-hold.ts';
import { releaseHold } from '#lib/privacy/holds/release-hold.ts';
import { erasePerson } from '#lib/privacy/persons/erase-person.ts';
import { exportPerson } from '#lib/privacy/persons/export-person.ts';
import { listErasures } from '#lib/privacy/persons/list-erasures.ts';
import { readPerson } from '#lib/privacy/persons/read-person.ts';
import { rectifyInteraction } from '#lib/privacy/persons/rectify-person.ts';
import { call, createTestOrganization, refused, type TestOrganization } from '../support/call.ts';
import { eventually } from '../support/eventually.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let org: TestOrganization;
let contactId: string;
let made = 0;
const email = 'ada@example.com';

beforeAll(async () => {
  rt = await createTestRuntime();
});
afterAll(() => rt.close());

beforeEach(async () => {
  made += 1;
  org = await createTestOrganization(`Acme ${made}`);
  contactId = (await call(createContact, org.owner, { firstName: 'Ada', email })).id;
});

async function archives(): Promise<string[]> {
  const names: string[] = [];
  for await (const { key } of rt.objects.store.list(`org/${org.orgId}/exports/`)) names.push(key);
  return names;
}

async function run(sql: string, params: readonly string[] = []): Promise<void> {
  const lease = await rt.tenancy.acquire(org.orgId);
  try {
    await lease.db.write((tx) => tx.run(sql, params));
  } finally {
    lease.release();
  }
}

const erased = (id: string) =>
  eventually('the erasure has ended', async () => {
    const { data } = await call(listErasures, org.owner);
    return data.find((found) => found.id === id)?.state === 'done' ? true : null;
  });

describe('a legal hold', () => {
  it('409: keeps what an interaction said, which a rectification would take out of the ledger too', async () => {
    const { id } = await call(createInteraction, org.owner, {
      ...{ contactId, channel: 'email', direction: 'inbound', occurredAt: '2026-01-01T00:00:00Z', body: 'I confess.' },
    });
    const hold = await call(placeHold, org.owner, { contactId, reason: 'Court' });
    await refused(call(rectifyInteraction, org.owner, { id, body: 'Nothing.' }), 'legal_hold');
    expect(await call(readInteraction, org.owner, { id })).toMatchObject({ body: 'I confess.' });
    await call(releaseHold, org.owner, { id: hold.id });
    expect(await call(rectifyInteraction, org.owner, { id, body: 'Nothing.' })).toMatchObject({ body: 'Nothing.' });
  });
});

describe('an archive about a person', () => {
  it('goes with somebody who is no contact: it names nobody, and holds what was written of them', async () => {
    const stranger = 'stranger@nowhere.example';
    await call(createDeal, org.owner, { contactId, title: 'Big one', notes: `Ask ${stranger} first.` });
    await call(exportPerson, org.owner, { id: stranger });
    expect(await archives()).toHaveLength(1);
    const { id } = await call(erasePerson, org.owner, { id: stranger, confirm: stranger });
    await erased(id);
    expect(await archives()).toEqual([]);
  });

  it('404: is not kept when the person is erased while it is made', async () => {
    await run(
      `INSERT INTO PersonErasure (id, kind, subject, state, counts, createdBy, createdAt, updatedAt)
       VALUES ('pre_1', 'contact', ?, 'running', '{}', 'operator', '', '')`,
      [contactId],
    );
    await refused(call(exportPerson, org.owner, { id: email }), 'not_found');
    expect(await archives()).toEqual([]);
    expect((await call(listExports, org.owner)).data).toEqual([]);
  });
});

describe('a person', () => {
  it('is found however many contacts they are: nobody makes them too many to be looked for', async () => {
    await run(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1100)
       INSERT INTO Contact (id, email, firstName, sortName, createdAt, updatedAt)
         SELECT printf('con_01J0000000000000000000%04d', i), ?, 'Ada', '', '', '' FROM n`,
      [email],
    );
    const found = await call(readPerson, org.owner, { id: email });
    expect(found.contactIds).toHaveLength(1_101);
    const made = await call(exportPerson, org.owner, { id: email });
    expect(made.rowsTotal).toBeGreaterThan(1_100);
  });

  it('is no member because somebody once wrote the member’s address into their contact', async () => {
    await call(updateContact, org.owner, { id: contactId, email: org.owner.email });
    await call(updateContact, org.owner, { id: contactId, email });
    const found = await call(readPerson, org.owner, { id: contactId });
    expect(found).toMatchObject({ emails: [email], member: false });
  });
});

describe('an erasure', () => {
  it('ends also where what names the person stands once in a table, twice by another spelling', async () => {
    const other = (await call(createContact, org.owner, { firstName: 'Other' })).id;
    const report = { contactId: other, channel: 'email', direction: 'inbound', occurredAt: '2026-01-01T00:00:00Z' };
    for (const externalId of [email, email.toUpperCase()]) {
      await call(createInteraction, org.owner, { ...report, externalId });
    }
    const { id } = await call(erasePerson, org.owner, { id: contactId, confirm: email });
    await erased(id);
    const { data } = await call(listInteractions, org.owner, { contactId: other });
    expect(data.map(({ externalId }) => externalId)).toEqual([null, null]);
  });

  it.each(['uploading', 'checking', 'ready', 'running', 'failed'])(
    '409: waits until no archive is left that may bring the person: %s',
    async (state) => {
      await run(
        `INSERT INTO ArchiveImport (id, fileName, fileBytes, state, createdBy, createdAt, updatedAt)
         VALUES ('arc_1', 'a.zip', 1, '${state}', 'operator', '', '')`,
      );
      await refused(call(erasePerson, org.owner, { id: contactId, confirm: email }), 'conflict');
    },
  );
});
