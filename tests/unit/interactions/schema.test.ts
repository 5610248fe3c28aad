import { describe, expect, it } from 'vitest';
import { batchItemsMax, CreateInteractions } from '#lib/interactions/batch/schema.ts';
import { CreateInteraction, metadataBytesMax } from '#lib/interactions/schema.ts';

const good = {
  contactId: 'con_1',
  channel: 'call',
  direction: 'inbound',
  occurredAt: '2026-01-02T03:04:05+02:00',
};

const problemsOf = (input: unknown) =>
  (CreateInteraction.safeParse(input).error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, index]));

describe('a report of an interaction', () => {
  it('is taken with the least and with everything, in one form', () => {
    expect(CreateInteraction.parse(good)).toEqual({ ...good, occurredAt: '2026-01-02T01:04:05.000Z' });
    const { contactId: _contactId, ...rest } = good;
    const full = CreateInteraction.parse({
      ...rest,
      email: ' Ada@Example.COM ',
      subject: '  Hello ',
      body: 'a\r\nb',
      metadata: { text: ' as it came ', number: -1.5, flag: false },
      externalId: ' e-1 ',
    });
    expect(full).toMatchObject({
      email: 'ada@example.com',
      subject: 'Hello',
      body: 'a\nb',
      metadata: { text: ' as it came ', number: -1.5, flag: false },
      externalId: 'e-1',
    });
  });

  it.each([
    ['neither contactId nor email', { contactId: undefined }, 'contactId: Name the contact, by contactId or email'],
    ['an empty email', { contactId: undefined, email: ' ' }, 'contactId: Name the contact, by contactId or email'],
    ['both', { email: 'ada@example.com' }, 'email: Give contactId or email, not both'],
    ['no address', { contactId: undefined, email: 'ada' }, 'email: Not an e-mail address'],
    ['an unknown channel', { channel: 'fax' }, 'channel'],
    ['an unknown direction', { direction: 'sideways' }, 'direction'],
    ['a time without an offset', { occurredAt: '2026-01-02T03:04:05' }, 'occurredAt: Not a time'],
    ['a time before 1970', { occurredAt: '1970-01-01T00:00:00+00:01' }, 'occurredAt: Before 1970'],
    ['a time in the year 0', { occurredAt: '0000-01-01T00:00:00+01:00' }, 'occurredAt: Before 1970'],
    ['a subject that is too long', { subject: 'x'.repeat(201) }, 'subject: At most 200'],
    ['a body that is too long', { body: 'x'.repeat(50_001) }, 'body: At most 50000'],
    ['an empty externalId', { externalId: ' ' }, 'externalId: Leave it out'],
    ['an externalId that is too long', { externalId: 'x'.repeat(201) }, 'externalId: At most 200'],
    ['metadata that is a list', { metadata: [] }, 'metadata'],
    ['metadata that nests', { metadata: { a: { b: 1 } } }, 'metadata.a: Not a text'],
    ['metadata with null', { metadata: { a: null } }, 'metadata.a: Not a text'],
    ['metadata with no number', { metadata: { a: Number.POSITIVE_INFINITY } }, 'metadata.a: Not a text'],
    ['metadata with half a character', { metadata: { a: '\ud800' } }, 'metadata.a: Holds characters'],
    ['metadata with an unnamed member', { metadata: { '': 1 } }, 'metadata.: A name cannot be empty'],
    ['metadata with a long name', { metadata: { ['k'.repeat(81)]: 1 } }, `metadata.${'k'.repeat(81)}: At most 80`],
    ['metadata named constructor', { metadata: { constructor: 1 } }, 'metadata.constructor: This name is reserved'],
    ['metadata named prototype', { metadata: { prototype: 1 } }, 'metadata.prototype: This name is reserved'],
    ['51 members of metadata', { metadata: many(51) }, 'metadata: At most 50 members'],
    ['a field that nobody knows', { colour: 'red' }, ': Unrecognized key'],
  ])('with %s is refused by name', (_what, change, problem) => {
    expect(problemsOf({ ...good, ...change }).find((text) => text.startsWith(problem))).toBeDefined();
  });

  it('never lets a member called __proto__ through', () => {
    const metadata = JSON.parse('{ "__proto__": { "admin": true }, "a": 1 }');
    const parsed = CreateInteraction.safeParse({ ...good, metadata });
    expect(Object.keys(parsed.data?.metadata ?? {}).includes('__proto__')).toBe(false);
    expect((parsed.data?.metadata as { admin?: unknown } | undefined)?.admin).toBeUndefined();
  });

  it('holds as much as the limits say, and not a byte of metadata more', () => {
    const edges = { subject: 'x'.repeat(200), body: 'x'.repeat(50_000), externalId: 'x'.repeat(200) };
    expect(problemsOf({ ...good, ...edges, metadata: many(50), occurredAt: '1970-01-01T00:00:00Z' })).toEqual([]);
    // Eight texts of 2,000 characters, and one that fills up: two bytes for each ä.
    const texts = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`k${index}`, 'x'.repeat(2_000)]));
    const room = metadataBytesMax - Buffer.byteLength(JSON.stringify({ ...texts, last: '' }));
    const filled = (bytes: number) => ({ ...texts, last: 'ä'.repeat(Math.floor(bytes / 2)) + 'x'.repeat(bytes % 2) });
    expect(problemsOf({ ...good, metadata: filled(room) })).toEqual([]);
    expect(problemsOf({ ...good, metadata: filled(room + 1) })).toEqual(['metadata: At most 16384 bytes as JSON']);
  });
});

describe('a batch', () => {
  it('holds 1 to 100 items, whatever they say', () => {
    const items = (count: number) => ({ items: Array.from({ length: count }, () => 'anything') });
    expect(CreateInteractions.safeParse(items(batchItemsMax)).success).toBe(true);
    expect(CreateInteractions.safeParse(items(batchItemsMax + 1)).error?.issues[0]).toMatchObject({ path: ['items'] });
    expect(CreateInteractions.safeParse(items(0)).success).toBe(false);
    expect(CreateInteractions.safeParse({ items: [{}], partial: 'perhaps' }).success).toBe(false);
    expect(CreateInteractions.parse({ items: [{}], partial: 'true' }).partial).toBe(true);
    expect(CreateInteractions.parse({ items: [{}] }).partial).toBe(false);
  });
});
