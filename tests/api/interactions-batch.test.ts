import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { createInteractions } from '#lib/interactions/batch/create-interactions.ts';
import { createInteraction } from '#lib/interactions/create-interaction.ts';
import { interactionContent } from '#lib/interactions/present.ts';
import { canonicalJson } from '#lib/ledger/canonical.ts';
import { verifyOwnLedger } from '#lib/ledger/verify-ledger.ts';
import { sha256 } from '#lib/platform/crypto/digest.ts';
import { call, createTestOrganization, keyPrincipal, refused, type TestOrganization } from '../support/call.ts';
import { ledgerOf } from '../support/ledger.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let acme: TestOrganization;
let globex: TestOrganization;
let ana: string;
let theirs: string;

beforeAll(async () => {
  rt = await createTestRuntime();
  acme = await createTestOrganization('Acme');
  globex = await createTestOrganization('Globex');
  ana = (await call(createContact, acme.owner, { firstName: 'Ana', email: 'ana@example.com' })).id;
  theirs = (await call(createContact, globex.owner, { firstName: 'Gil', email: 'gil@example.com' })).id;
});

afterAll(() => rt.close());

/** Everything that the organisation holds of interactions, and its ledger. */
async function everything(): Promise<unknown> {
  const lease = await rt.tenancy.acquire(acme.orgId);
  try {
    return [await lease.db.all('SELECT * FROM Interaction ORDER BY id'), await ledgerOf(acme.orgId)];
  } finally {
    lease.release();
  }
}

const report = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  contactId: ana,
  channel: 'chat',
  direction: 'outbound',
  occurredAt: '2026-02-28T10:00:00Z',
  ...more,
});
const many = (count: number, more: (index: number) => Record<string, unknown> = () => ({})) =>
  Array.from({ length: count }, (_, index) => report({ subject: `No. ${index}`, ...more(index) }));
const batch = (items: readonly unknown[], more: Record<string, unknown> = {}) =>
  call(createInteractions, acme.owner, { items, ...more });

let run = 0;
/** Ids of one test alone. */
let own: (name: number | string) => string;
beforeEach(() => {
  run += 1;
  own = (name) => `run-${run}-${name}`;
});

describe('a batch', () => {
  test('of 100 is one change with one receipt, which names what was created and fixes what it said', async () => {
    const before = (await ledgerOf(acme.orgId)).length;
    const items = many(100, (index) => ({
      externalId: own(index),
      ...(index % 2 ? { contactId: undefined, email: 'ana@example.com' } : {}),
    }));
    const answer = await batch(items);
    expect(answer).toMatchObject({ created: 100, duplicates: 0, refused: 0 });
    expect(answer.data.map(({ index, interaction }) => [index, interaction?.subject, interaction?.contactId])).toEqual(
      items.map((item, index) => [index, item.subject, ana]),
    );
    const receipts = (await ledgerOf(acme.orgId)).slice(before);
    const created = answer.data.flatMap(({ interaction }) => interaction ?? []);
    expect(receipts).toMatchObject([
      {
        action: 'interactions.created',
        subject: expect.stringMatching(/^bat_/),
        detail: {
          count: 100,
          ids: created.map(({ id }) => id),
          contents: sha256(canonicalJson(created.map(interactionContent))).toString('hex'),
        },
      },
    ]);
    expect(await call(verifyOwnLedger, acme.owner)).toMatchObject({ ok: true });
  });

  test.each([
    ['an unknown channel', { channel: 'fax' }, 'items.7.channel'],
    ['an unknown contact', { contactId: 'con_01ARZ3NDEKTSV4RRFFQ69G5FAV' }, 'items.7.contactId'],
    ['an unknown address', { contactId: undefined, email: 'nobody@example.com' }, 'items.7.email'],
    ['no contact', { contactId: undefined }, 'items.7.contactId'],
    ['a time that has not come', { occurredAt: '2026-03-01T12:05:00.001Z' }, 'items.7.occurredAt'],
    ['nested metadata', { metadata: { a: {} } }, 'items.7.metadata.a'],
    ['an unknown field', { colour: 'red' }, 'items.7'],
  ])('with %s in one item is refused whole, by its place, and leaves nothing', async (_what, change, path) => {
    const before = await everything();
    const error = await refused(batch(many(10, (index) => (index === 7 ? change : {}))), 'invalid_input');
    expect(error.problems.map((problem) => problem.path)).toEqual([path]);
    expect(await everything()).toEqual(before);
  });

  test('tells every problem of every item at once', async () => {
    const items = [report(), report({ channel: 'fax', direction: 'up' }), 'nonsense', report({ contactId: 'nobody' })];
    const { problems } = await refused(batch(items), 'invalid_input');
    expect(problems.map(({ path }) => path)).toEqual([
      'items.1.channel',
      'items.1.direction',
      'items.2',
      'items.3.contactId',
    ]);
  });

  test('may hold what is stored already: that is a duplicate, and the rest is created', async () => {
    const stored = await call(createInteraction, acme.owner, report({ externalId: own('old') }));
    const answer = await batch([report({ externalId: own('old') }), report({ externalId: own('new') })]);
    expect(answer).toMatchObject({ created: 1, duplicates: 1, refused: 0 });
    expect(answer.data.map(({ status }) => status)).toEqual(['duplicate', 'created']);
    expect(answer.data[0]?.interaction?.id).toBe(stored.id);
  });

  test('repeated answers the same interactions and writes nothing', async () => {
    const items = many(5, (index) => ({ externalId: own(index) }));
    const first = await batch(items);
    const before = await everything();
    const again = await batch(items);
    expect(again).toMatchObject({ created: 0, duplicates: 5, refused: 0 });
    expect(again.data.map(({ interaction }) => interaction)).toEqual(first.data.map(({ interaction }) => interaction));
    expect(await everything()).toEqual(before);
  });

  test('that contradicts what is stored is a conflict, naming item and stored interaction', async () => {
    const stored = await call(createInteraction, acme.owner, report({ externalId: own('x') }));
    const before = await everything();
    const error = await refused(batch([report(), report({ externalId: own('x'), subject: 'Else' })]), 'conflict');
    expect(error.problems.map(({ path }) => path)).toEqual(['items.1.externalId']);
    expect(error.extension).toEqual({ interactionId: stored.id });
    const mixed = [report({ channel: 'fax' }), report({ externalId: own('x'), subject: 'Else' })];
    const both = await refused(batch(mixed), 'invalid_input');
    expect(both.problems.map(({ path }) => path)).toEqual(['items.0.channel', 'items.1.externalId']);
    expect(await everything()).toEqual(before);
  });

  test('that names one externalId twice stores it once, or is refused when it contradicts itself', async () => {
    const twice = await batch([report({ externalId: own('t') }), report({ externalId: own('t') })]);
    expect(twice.data.map(({ status }) => status)).toEqual(['created', 'duplicate']);
    expect(twice.data[1]?.interaction).toEqual(twice.data[0]?.interaction);
    const before = await everything();
    const error = await refused(
      batch([report({ externalId: own('c') }), report({ externalId: own('c'), subject: 'Else' })]),
      'conflict',
    );
    expect(error.problems.map(({ path }) => path)).toEqual(['items.1.externalId']);
    // What would have been created is not stored, so there is no id to tell.
    expect(error.extension).toEqual({});
    expect(await everything()).toEqual(before);
  });

  test("reaches no other organisation's contact, by id or address, in either mode", async () => {
    for (const stranger of [{ contactId: theirs }, { contactId: undefined, email: 'gil@example.com' }]) {
      const nobody =
        'email' in stranger ? { contactId: undefined, email: 'no@example.com' } : { contactId: 'con_nobody' };
      const whole = await refused(batch([report(stranger)]), 'invalid_input');
      const unknown = await refused(batch([report(nobody)]), 'invalid_input');
      expect(whole.problems).toEqual(unknown.problems);
      expect(await batch([report(stranger)], { partial: true })).toEqual(
        await batch([report(nobody)], { partial: true }),
      );
    }
    const lease = await rt.tenancy.acquire(globex.orgId);
    try {
      expect(await lease.db.all('SELECT id FROM Interaction')).toEqual([]);
    } finally {
      lease.release();
    }
  });

  test('sent twice at once is stored once', async () => {
    const items = many(50, (index) => ({ externalId: own(index) }));
    const answers = await Promise.all([batch(items), batch(items), batch([...items].reverse())]);
    expect(answers.map(({ created }) => created).sort((a, b) => a - b)).toEqual([0, 0, 50]);
    const idsOf = ({ data }: (typeof answers)[number]) => data.map(({ interaction }) => interaction?.id).sort();
    for (const answer of answers) expect(idsOf(answer)).toEqual(idsOf(answers[0] as (typeof answers)[number]));
  });
});

describe('a partial batch', () => {
  test('tells what is wrong with each item in bounded words, however much is wrong', async () => {
    const bad = (value: unknown) =>
      Object.fromEntries(Array.from({ length: 400 }, (_, at) => [`${'x'.repeat(90)}${at}`, value]));
    const items = many(100, () => ({ ...bad(1), metadata: bad({}) }));
    const answer = await batch(items, { partial: true });
    expect(answer.refused).toBe(100);
    expect(JSON.stringify(answer).length).toBeLessThan(1_000_000);
    expect(JSON.stringify(items).length).toBeGreaterThan(5_000_000);
  });

  test('stores the good ones under one receipt and says of each item what became of it', async () => {
    const stored = await call(createInteraction, acme.owner, report({ externalId: own('old') }));
    const before = (await ledgerOf(acme.orgId)).length;
    const answer = await batch(
      [
        report({ externalId: own('a') }),
        report({ channel: 'fax' }),
        report({ externalId: own('old') }),
        report({ externalId: own('old'), subject: 'Else' }),
        report({ externalId: own('a') }),
        report({ externalId: own('a'), body: 'Else' }),
        { nonsense: true },
        report(),
      ],
      { partial: 'true' },
    );
    expect(answer).toMatchObject({ created: 2, duplicates: 2, refused: 4 });
    expect(answer.data.map(({ index, status, problem }) => [index, status, problem?.code])).toEqual([
      [0, 'created', undefined],
      [1, 'refused', 'invalid_input'],
      [2, 'duplicate', undefined],
      [3, 'refused', 'conflict'],
      [4, 'duplicate', undefined],
      [5, 'refused', 'conflict'],
      [6, 'refused', 'invalid_input'],
      [7, 'created', undefined],
    ]);
    const [first] = answer.data;
    expect(answer.data[1]?.problem).toMatchObject({ status: 400, errors: [{ path: 'items.1.channel' }] });
    expect(answer.data[3]?.problem).toMatchObject({ status: 409, interactionId: stored.id });
    expect(answer.data[4]?.interaction).toEqual(first?.interaction);
    expect(answer.data[5]?.problem?.interactionId).toBe(first?.interaction?.id);
    expect((await ledgerOf(acme.orgId)).slice(before)).toMatchObject([
      { action: 'interactions.created', detail: { count: 2 } },
    ]);
  });

  test('with nothing good in it writes nothing', async () => {
    const before = await everything();
    const answer = await batch([report({ channel: 'fax' }), 7], { partial: true });
    expect(answer).toMatchObject({ created: 0, duplicates: 0, refused: 2 });
    expect(await everything()).toEqual(before);
  });

  test('tells a key without contacts:read no name', async () => {
    const key = keyPrincipal(acme.orgId, ['interactions:write']);
    const answer = await call(createInteractions, key, { items: [report()], partial: true });
    expect(answer.data[0]?.interaction).toMatchObject({ contactId: ana, contactName: null });
  });
});
