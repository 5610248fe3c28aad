import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { createInteractions } from '#lib/interactions/batch/create-interactions.ts';
import { createInteraction } from '#lib/interactions/create-interaction.ts';
import { listInteractions } from '#lib/interactions/list-interactions.ts';
import { call, createTestOrganization, refused, type TestOrganization } from '../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let acme: TestOrganization;
let globex: TestOrganization;
let ana: string;
let bea: string;

beforeAll(async () => {
  rt = await createTestRuntime();
  acme = await createTestOrganization('Acme');
  globex = await createTestOrganization('Globex');
  ana = (await call(createContact, acme.owner, { firstName: 'Ana', email: 'ana@example.com' })).id;
  bea = (await call(createContact, acme.owner, { firstName: 'Bea', email: 'bea@example.com' })).id;
  const items = [
    { contactId: ana, channel: 'email', direction: 'inbound', occurredAt: '2026-01-01T00:00:00Z', subject: 'first' },
    { contactId: bea, channel: 'email', direction: 'outbound', occurredAt: '2026-01-03T00:00:00Z', subject: 'third' },
    { contactId: ana, channel: 'call', direction: 'outbound', occurredAt: '2026-01-02T00:00:00Z', subject: 'second' },
    { contactId: ana, channel: 'email', direction: 'inbound', occurredAt: '2026-01-04T00:00:00Z', subject: 'fourth' },
  ];
  await call(createInteractions, acme.owner, { items });
});

afterAll(() => rt.close());

const subjects = async (query: Record<string, unknown>) =>
  (await call(listInteractions, acme.owner, query)).data.map(({ subject }) => subject);

describe('interactions are listed', () => {
  test('by when they occurred, the newest first, whenever they were reported', async () => {
    expect(await subjects({})).toEqual(['fourth', 'third', 'second', 'first']);
    const { data } = await call(listInteractions, acme.owner, {});
    expect(data.map(({ contactName }) => contactName)).toEqual(['Ana', 'Bea', 'Ana', 'Ana']);
  });

  test.each([
    [{ contactId: 'ana' }, ['fourth', 'second', 'first']],
    [{ email: 'BEA@example.com' }, ['third']],
    [{ email: 'nobody@example.com' }, []],
    [{ email: '' }, ['fourth', 'third', 'second', 'first']],
    [{ contactId: 'ana', email: 'bea@example.com' }, []],
    [{ channel: 'email' }, ['fourth', 'third', 'first']],
    [{ channel: 'email', contactId: 'ana' }, ['fourth', 'first']],
    [{ direction: 'outbound' }, ['third', 'second']],
    [{ from: '2026-01-02T00:00:00Z' }, ['fourth', 'third', 'second']],
    [{ to: '2026-01-02T00:00:00Z' }, ['first']],
    [{ from: '2026-01-02T01:00:00+01:00', to: '2026-01-03T00:00:00.001Z' }, ['third', 'second']],
    [{ contactId: 'con_nobody' }, []],
  ])('by %o', async (query, expected) => {
    const filled = 'contactId' in query && query.contactId === 'ana' ? { ...query, contactId: ana } : query;
    expect(await subjects(filled)).toEqual(expected);
  });

  test.each([
    ['channel', 'fax'],
    ['direction', 'up'],
    ['from', 'yesterday'],
    ['to', '2026-01-01'],
    ['email', 'ana'],
    ['limit', 101],
    ['limit', 0],
    ['sort', 'subject'],
  ])('not by %s %s', async (name, value) => {
    await refused(call(listInteractions, acme.owner, { [name]: value }), 'invalid_input');
  });

  test('of one organisation alone', async () => {
    expect((await call(listInteractions, globex.owner, {})).data).toEqual([]);
    expect((await call(listInteractions, globex.owner, { contactId: ana })).data).toEqual([]);
    expect((await call(listInteractions, globex.owner, { email: 'ana@example.com' })).data).toEqual([]);
  });
});

describe('pages of interactions', () => {
  const read = async (org: TestOrganization, query: Record<string, unknown>, between?: () => Promise<unknown>) => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof page1>> = await page1(org, { ...query, ...(cursor ? { cursor } : {}) });
      seen.push(...page.data.map(({ subject }) => subject ?? ''));
      cursor = page.nextCursor;
      await between?.();
    } while (cursor !== null);
    return seen;
  };
  const page1 = (org: TestOrganization, query: Record<string, unknown>) => call(listInteractions, org.owner, query);

  test('hold each one once, also those of one moment, whatever is reported meanwhile', async () => {
    const org = await createTestOrganization('Paging');
    const contactId = (await call(createContact, org.owner, { firstName: 'P' })).id;
    const at = (index: number) => `2026-01-01T00:00:0${Math.floor(index / 10)}Z`;
    const items = Array.from({ length: 25 }, (_, index) => ({
      contactId,
      channel: 'sms',
      direction: 'inbound',
      occurredAt: at(index),
      subject: String(index),
    }));
    await call(createInteractions, org.owner, { items });
    const newer = () =>
      call(createInteraction, org.owner, {
        contactId,
        channel: 'call',
        direction: 'inbound',
        occurredAt: '2026-02-01T00:00:00Z',
      });
    for (const query of [{ limit: 4 }, { limit: 4, contactId }, { limit: 4, channel: 'sms' }]) {
      const seen = await read(org, { ...query, to: '2026-01-31T00:00:00Z' }, newer);
      expect(seen.map(Number)).toEqual([24, 23, 22, 21, 20, ...down(19, 10), ...down(9, 0)]);
    }
    expect((await page1(org, { limit: 100 })).nextCursor).toBeNull();
  });

  test('a cursor opens for its own organisation, filters and list alone', async () => {
    const { nextCursor: cursor } = await page1(acme, { limit: 1, channel: 'email' });
    expect((await page1(acme, { limit: 2, channel: 'email', cursor })).data).toHaveLength(2);
    await refused(page1(acme, { limit: 1, channel: 'call', cursor }), 'invalid_cursor');
    await refused(page1(acme, { limit: 1, cursor }), 'invalid_cursor');
    await refused(page1(globex, { limit: 1, channel: 'email', cursor }), 'invalid_cursor');
    await refused(page1(acme, { limit: 1, channel: 'email', cursor: `${cursor}A` }), 'invalid_cursor');
  });
});

function down(from: number, to: number): number[] {
  return Array.from({ length: from - to + 1 }, (_, index) => from - index);
}
