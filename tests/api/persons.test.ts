import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { deleteContact } from '#lib/crm/contacts/delete-contact.ts';
import { readContact } from '#lib/crm/contacts/read-contact.ts';
import { createInteraction } from '#lib/interactions/create-interaction.ts';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import { readReceipt } from '#lib/ledger/read-receipt.ts';
import { placeHold } from '#lib/privacy/holds/place-hold.ts';
import { eraseAgain } from '#lib/privacy/persons/erase-again.ts';
import { erasePerson } from '#lib/privacy/persons/erase-person.ts';
import { exportPerson } from '#lib/privacy/persons/export-person.ts';
import { findPersons } from '#lib/privacy/persons/find-persons.ts';
import { readPerson } from '#lib/privacy/persons/read-person.ts';
import { rectifyInteraction } from '#lib/privacy/persons/rectify-person.ts';
import {
  call,
  createTestMember,
  createTestOrganization,
  keyPrincipal,
  refused,
  type TestOrganization,
} from '../support/call.ts';
import { downloaded, openArchive } from '../support/exports.ts';
import { canary, spreadPerson } from '../support/spread-person.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let acme: TestOrganization;
let contactId: string;
let bystanderId: string;
const cli = { request: { door: 'cli' as const } };

beforeAll(async () => {
  rt = await createTestRuntime();
  acme = await createTestOrganization();
  ({ contactId, bystanderId } = await spreadPerson(acme));
});
afterAll(() => rt.close());

const find = async (q: string) => (await call(findPersons, acme.owner, { q }, cli)).data;

describe('200', () => {
  it('one person is found by address, by id, by name and by number, however many contacts they are', async () => {
    const expected = { email: canary.email, name: `${canary.firstName} ${canary.lastName}` };
    expect(await find(canary.email.toUpperCase())).toEqual([
      { ...expected, id: contactId, contacts: 3, member: false },
    ]);
    expect(await find(contactId)).toMatchObject([{ ...expected, id: contactId }]);
    expect(await find('zebuloniah quack')).toMatchObject([{ ...expected, contacts: 2 }]);
    expect(await find('8150277')).toMatchObject([{ id: contactId }]);
    expect(await find('nobody@nowhere.example')).toEqual([]);
  });

  it('somebody who was deleted is still found by the address that the ledger tells', async () => {
    const email = 'gone@quackmail.example';
    const { id } = await call(createContact, acme.owner, { firstName: 'Gone', email });
    await call(deleteContact, acme.owner, { id });
    expect(await find(email)).toEqual([{ id, name: null, email, contacts: 1, member: false }]);
    const { places } = await call(readPerson, acme.owner, { id });
    expect(places.map(({ name, count }) => [name, count])).toEqual([['receipts', 2]]);
  });

  it('a member is found by their address, and what stays theirs is said to be kept', async () => {
    const member = await createTestMember(acme.orgId, 'viewer', 'member@quackmail.example');
    expect(await find(member.email)).toMatchObject([{ email: member.email, member: true, contacts: 0 }]);
    const { places } = await call(readPerson, acme.owner, { id: member.userId });
    expect(places).toContainEqual(expect.objectContaining({ name: 'members', erased: false, count: 1 }));
  });

  it('an export holds what is found and exported, and nothing about others', async () => {
    const { places } = await call(readPerson, acme.owner, { id: contactId });
    const made = await call(exportPerson, acme.owner, { id: contactId });
    expect(made).toMatchObject({ kind: 'person', state: 'ready', subject: contactId });
    const { manifest, text } = openArchive(await downloaded(acme.owner, made.id));
    const counts = Object.fromEntries(manifest.entities.map(({ name, rows }) => [name, rows]));
    const expected = places.filter(({ exported }) => exported);
    expect(expected.length).toBeGreaterThan(8);
    for (const { name, count } of expected) expect(counts[name], name).toBe(count);
    expect(manifest.subject).toBe(contactId);
    const contacts = text('data/contacts.jsonl');
    expect(contacts).toContain(canary.lastName);
    expect(contacts).not.toContain('Barnaby');
    expect(text('csv/interactions.csv')).toContain(canary.note);
  });

  it('a rectified interaction says the new words, and no receipt says the old ones', async () => {
    const report = {
      contactId: bystanderId,
      channel: 'call',
      direction: 'inbound',
      occurredAt: '2026-01-01T00:00:00Z',
    };
    const { id } = await call(createInteraction, acme.owner, { ...report, subject: 'Owes money', metadata: { n: 1 } });
    const after = await call(rectifyInteraction, acme.owner, { id, subject: 'Owes nothing', metadata: {} });
    expect(after).toMatchObject({ id, subject: 'Owes nothing', metadata: {}, channel: 'call' });
    const { data } = await call(listReceipts, acme.owner, { subject: id });
    expect(data.map(({ action }) => action)).toEqual(['person.rectified', 'interaction.created']);
    const created = await call(readReceipt, acme.owner, { seq: data[1]?.seq });
    expect(JSON.stringify(created)).not.toContain('Owes money');
  });

  it('each look-up stands in the audit log, which does not say whom', async () => {
    await find(canary.email);
    const events = await rt.tenancy.control.all<{ detail: string }>(
      "SELECT detail FROM AuditEvent WHERE action = 'person.find'",
    );
    expect(events.length).toBeGreaterThan(3);
    expect(JSON.stringify(events)).not.toContain('quackmail');
  });
});

describe('400, 403, 404, 409', () => {
  const confirm = canary.email;

  it('a name that is not the person’s confirms nothing', async () => {
    await refused(call(erasePerson, acme.owner, { id: contactId, confirm: 'Somebody Else' }), 'invalid_input');
    expect(await call(readContact, acme.owner, { id: contactId })).toMatchObject({ email: canary.email });
  });

  it('a session that is not fresh erases nobody, and no key does', async () => {
    const stale = { ...acme.owner, signedInAt: '2020-01-01T00:00:00.000Z' };
    await refused(call(erasePerson, stale, { id: contactId, confirm }), 'fresh_sign_in_required');
    await refused(call(erasePerson, keyPrincipal(acme.orgId), { id: contactId, confirm }), 'forbidden');
  });

  it('members and viewers find, export and erase nobody', async () => {
    for (const role of ['member', 'viewer'] as const) {
      const reader = await createTestMember(acme.orgId, role);
      await refused(call(findPersons, reader, { q: canary.email }), 'forbidden');
      await refused(call(readPerson, reader, { id: contactId }), 'forbidden');
      await refused(call(exportPerson, reader, { id: contactId }), 'forbidden');
      await refused(call(erasePerson, reader, { id: contactId, confirm }), 'forbidden');
    }
  });

  it('a person of another organisation answers like one that never was', async () => {
    const other = await createTestOrganization('Other');
    for (const id of [contactId, canary.email, 'con_01ARZ3NDEKTSV4RRFFQ69G5FAV', 'nobody']) {
      await refused(call(readPerson, other.owner, { id }), 'not_found');
      await refused(call(erasePerson, other.owner, { id, confirm }), 'not_found');
      await refused(call(exportPerson, other.owner, { id }), 'not_found');
    }
  });

  it('a legal hold refuses, and no tombstone is laid', async () => {
    const { id } = await call(createContact, acme.owner, { firstName: 'Held', lastName: 'Fast' });
    await call(placeHold, acme.owner, { contactId: id, reason: 'A suit' });
    expect(await call(readPerson, acme.owner, { id })).toMatchObject({ held: true });
    await refused(call(erasePerson, acme.owner, { id, confirm: 'held fast' }), 'legal_hold');
    expect((await rt.tombstones.recall()).filter(({ subject }) => subject === id)).toEqual([]);
  });

  it('an audit log that cannot be written finds nobody', async () => {
    const { audit } = rt;
    const broken = { ...audit, record: () => Promise.reject(new Error('full')) };
    Object.assign(rt, { audit: broken });
    await expect(call(findPersons, acme.owner, { q: canary.email })).rejects.toThrow('full');
    Object.assign(rt, { audit });
  });
});

describe('a restored copy', () => {
  it('loses who was erased before anybody sees it, with a receipt, and only once', async () => {
    const { id } = await call(createContact, acme.owner, {
      firstName: 'Back',
      lastName: 'Again',
      email: 'back@quackmail.example',
    });
    const stones = [{ kind: 'contact', subject: id } as const];
    expect(await eraseAgain(rt, acme.orgId, stones)).toBe(1);
    await refused(call(readContact, acme.owner, { id }), 'not_found');
    expect(await find('back@quackmail.example')).toEqual([]);
    expect(await eraseAgain(rt, acme.orgId, stones)).toBe(0);
    const { data } = await call(listReceipts, acme.owner, { subject: id, action: 'person.erased' });
    expect(data).toHaveLength(1);
  });
});
