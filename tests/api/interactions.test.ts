import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { deleteContact } from '#lib/crm/contacts/delete-contact.ts';
import { createInteraction } from '#lib/interactions/create-interaction.ts';
import { deleteInteraction } from '#lib/interactions/delete-interaction.ts';
import { listInteractions } from '#lib/interactions/list-interactions.ts';
import { readInteraction } from '#lib/interactions/read-interaction.ts';
import { call, createTestOrganization, keyPrincipal, refused, type TestOrganization } from '../support/call.ts';
import { ledgerOf } from '../support/ledger.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let acme: TestOrganization;
let globex: TestOrganization;
let ana: string;

beforeAll(async () => {
  rt = await createTestRuntime();
  acme = await createTestOrganization('Acme');
  globex = await createTestOrganization('Globex');
  ana = (await call(createContact, acme.owner, { firstName: 'Ana', email: 'ana@example.com' })).id;
});

afterAll(() => rt.close());

const report = (more: Record<string, unknown> = {}) => ({
  contactId: ana,
  channel: 'call',
  direction: 'inbound',
  occurredAt: '2026-02-28T10:00:00+02:00',
  ...more,
});
const receiptsOf = async (subject: string) =>
  (await ledgerOf(acme.orgId)).filter((receipt) => receipt.subject === subject);

describe('an interaction', () => {
  test('is stored under a receipt that holds what it said, read again, and deleted under another', async () => {
    const said = { subject: 'Offer', body: 'Two lines\nof text', metadata: { b: 2, a: 'x', c: true } };
    const made = await call(createInteraction, acme.owner, report({ ...said, externalId: 'crm-1' }));
    const { duplicate, ...stored } = made;
    expect(duplicate).toBe(false);
    expect(stored).toEqual({
      id: expect.stringMatching(/^int_/),
      contactId: ana,
      contactName: 'Ana',
      channel: 'call',
      direction: 'inbound',
      occurredAt: '2026-02-28T08:00:00.000Z',
      ...said,
      externalId: 'crm-1',
      createdAt: '2026-03-01T12:00:00.000Z',
    });
    expect(await call(readInteraction, acme.owner, { id: made.id })).toEqual(stored);
    await refused(call(readInteraction, globex.owner, { id: made.id }), 'not_found');
    await refused(call(deleteInteraction, globex.owner, { id: made.id }), 'not_found');
    await call(deleteInteraction, acme.owner, { id: made.id });
    await refused(call(readInteraction, acme.owner, { id: made.id }), 'not_found');
    await refused(call(deleteInteraction, acme.owner, { id: made.id }), 'not_found');

    const content = {
      contactId: ana,
      channel: 'call',
      direction: 'inbound',
      occurredAt: '2026-02-28T08:00:00.000Z',
      ...said,
      externalId: 'crm-1',
    };
    expect((await receiptsOf(made.id)).map(({ action, detail }) => ({ action, detail }))).toEqual([
      { action: 'interaction.created', detail: content },
      { action: 'interaction.deleted', detail: { interaction: content } },
    ]);
  });

  test('finds its contact by the e-mail address, however it is written', async () => {
    const made = await call(
      createInteraction,
      acme.owner,
      report({ contactId: undefined, email: ' ANA@example.com ' }),
    );
    expect(made.contactId).toBe(ana);
  });

  test('with an address of nobody, or of several, is refused saying which', async () => {
    for (const firstName of ['Bea', 'Bo']) {
      await call(createContact, acme.owner, { firstName, email: 'b@example.com' });
    }
    const byEmail = (email: string) =>
      refused(call(createInteraction, acme.owner, report({ contactId: undefined, email })), 'invalid_input');
    expect((await byEmail('nobody@example.com')).problems).toEqual([
      { path: 'email', message: 'No contact has this address' },
    ]);
    expect((await byEmail('b@example.com')).problems).toEqual([
      { path: 'email', message: '2 contacts have this address: say which by contactId' },
    ]);
  });

  test("of another organisation's contact is refused as one that never was", async () => {
    const of = async (contactId: string) => {
      const { problems } = await refused(call(createInteraction, globex.owner, report({ contactId })), 'invalid_input');
      return problems;
    };
    expect(await of(ana)).toEqual([{ path: 'contactId', message: 'There is no such contact' }]);
    expect(await of('con_01ARZ3NDEKTSV4RRFFQ69G5FAV')).toEqual(await of(ana));
    const byEmail = report({ contactId: undefined, email: 'ana@example.com' });
    await refused(call(createInteraction, globex.owner, byEmail), 'invalid_input');
  });

  test('happened at most five minutes ahead of our clock', async () => {
    await call(createInteraction, acme.owner, report({ occurredAt: '2026-03-01T12:05:00.000Z' }));
    const early = report({ occurredAt: '2026-03-01T12:05:00.001Z' });
    const { problems } = await refused(call(createInteraction, acme.owner, early), 'invalid_input');
    expect(problems).toEqual([{ path: 'occurredAt', message: 'Has not happened yet' }]);
  });

  test('does not tell what its contact is called to who may not read contacts', async () => {
    const key = keyPrincipal(acme.orgId, ['interactions:write', 'interactions:read']);
    const made = await call(createInteraction, key, report());
    expect(made.contactName).toBeNull();
    expect((await call(readInteraction, key, { id: made.id })).contactName).toBeNull();
    expect((await call(listInteractions, key, { contactId: ana, limit: 1 })).data[0]?.contactName).toBeNull();
  });

  test('goes with its contact, and the receipt of that says how many went', async () => {
    const contact = await call(createContact, acme.owner, { firstName: 'Cy' });
    const made = [];
    for (let count = 0; count < 3; count += 1) {
      made.push(await call(createInteraction, acme.owner, report({ contactId: contact.id })));
    }
    await call(deleteContact, acme.owner, { id: contact.id });
    for (const { id } of made) await refused(call(readInteraction, acme.owner, { id }), 'not_found');
    expect((await receiptsOf(contact.id)).at(-1)).toMatchObject({
      action: 'contact.deleted',
      detail: { interactionsDeleted: 3, activitiesDeleted: 0 },
    });
  });
});

describe('an externalId', () => {
  test('with the same content answers what is stored and writes nothing', async () => {
    const said = report({ externalId: 'same', subject: 'S', metadata: { b: 1, a: 2 } });
    const first = await call(createInteraction, acme.owner, said);
    const before = await ledgerOf(acme.orgId);
    rt.clock.advance(60);
    // The same moment in another offset, the members in another order, the contact by another name.
    const again = {
      ...said,
      contactId: undefined,
      email: 'ana@example.com',
      occurredAt: '2026-02-28T08:00:00Z',
      metadata: { a: 2, b: 1 },
    };
    expect(await call(createInteraction, acme.owner, again)).toEqual({ ...first, duplicate: true });
    expect(await ledgerOf(acme.orgId)).toEqual(before);
  });

  test.each([
    ['channel', { channel: 'sms' }],
    ['direction', { direction: 'outbound' }],
    ['occurredAt', { occurredAt: '2026-02-28T08:00:00.001Z' }],
    ['subject', { subject: 'Other' }],
    ['body', { body: 'Other' }],
    ['metadata', { metadata: { a: '1' } }],
  ])('with another %s is refused, naming the stored one', async (field, change) => {
    const said = report({ externalId: `differs-${field}`, subject: 'S', body: 'B', metadata: { a: 1 } });
    const first = await call(createInteraction, acme.owner, said);
    const before = await ledgerOf(acme.orgId);
    const error = await refused(call(createInteraction, acme.owner, { ...said, ...change }), 'conflict');
    expect(error.extension).toEqual({ interactionId: first.id });
    expect(error.problems.map(({ path }) => path)).toEqual(['externalId']);
    expect(await ledgerOf(acme.orgId)).toEqual(before);
  });

  test('with another contact is refused', async () => {
    const other = await call(createContact, acme.owner, { firstName: 'Dee' });
    await call(createInteraction, acme.owner, report({ externalId: 'whose' }));
    await refused(
      call(createInteraction, acme.owner, report({ externalId: 'whose', contactId: other.id })),
      'conflict',
    );
  });

  test('is free again once its interaction is deleted', async () => {
    const { id } = await call(createInteraction, acme.owner, report({ externalId: 'again' }));
    await call(deleteInteraction, acme.owner, { id });
    const made = await call(createInteraction, acme.owner, report({ externalId: 'again', subject: 'New' }));
    expect([made.duplicate, made.id === id]).toEqual([false, false]);
  });

  test('belongs to one organisation: the same one elsewhere is another', async () => {
    await call(createInteraction, acme.owner, report({ externalId: 'shared' }));
    const contact = await call(createContact, globex.owner, { firstName: 'Gil' });
    const theirs = report({ contactId: contact.id, externalId: 'shared', subject: 'Other' });
    expect((await call(createInteraction, globex.owner, theirs)).duplicate).toBe(false);
  });

  test('reported many times at once is stored once, under one receipt', async () => {
    const said = report({ externalId: 'race', body: 'B' });
    const answers = await Promise.all(Array.from({ length: 40 }, () => call(createInteraction, acme.owner, said)));
    expect(answers.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await receiptsOf(answers[0]?.id ?? '')).toHaveLength(1);
    const differing = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        call(createInteraction, acme.owner, report({ externalId: 'race-2', subject: `S${index}` })),
      ),
    );
    expect(differing.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});
