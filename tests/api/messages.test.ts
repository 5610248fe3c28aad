import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { listContacts } from '#lib/crm/contacts/list-contacts.ts';
import { listInteractions } from '#lib/interactions/list-interactions.ts';
import { verifyOwnLedger } from '#lib/ledger/verify-ledger.ts';
import { acceptMessage } from '#lib/storefronts/message/accept-message.ts';
import { dismissMessage } from '#lib/storefronts/message/dismiss-message.ts';
import { listMessages } from '#lib/storefronts/message/list-messages.ts';
import { heldMax } from '#lib/storefronts/message/take-message.ts';
import {
  call,
  createTestMember,
  createTestOrganization,
  keyPrincipal,
  refused,
  type TestOrganization,
} from '../support/call.ts';
import { askingStorefront, choose } from '../support/consents.ts';
import {
  heldMessage,
  inTenant,
  readForm,
  rowsOf,
  send,
  type WritingStorefront,
  words,
  writingStorefront,
} from '../support/messages.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let org: TestOrganization;
let shop: WritingStorefront;
beforeAll(async () => {
  rt = await createTestRuntime();
  org = await createTestOrganization('Acme');
  shop = await writingStorefront(org);
});
afterAll(() => rt.close());

let people = 0;
const somebody = () => {
  people += 1;
  return { name: 'Somebody Else', email: `somebody-${people}@example.org`, message: `Hello, number ${people}` };
};
const contactsOf = async (email: string) => (await call(listContacts, org.owner, { email })).data;
const interactionsOf = async (email: string) => (await call(listInteractions, org.owner, { email })).data;
const receiptsAbout = (subject: string) =>
  rowsOf<{ action: string; actor: string }>(org, 'SELECT action, actor FROM Receipt WHERE subject = ? ORDER BY seq', [
    subject,
  ]);

describe('a message', () => {
  it('makes a contact and an interaction, told by one receipt', async () => {
    expect(await send(shop.slug, { form: readForm(shop.slug) })).toEqual({ status: 'received' });
    const [contact, ...others] = await contactsOf(words.email);
    expect(others).toEqual([]);
    expect(contact).toMatchObject({ firstName: 'Vera', lastName: 'Visitor', phone: null, company: null, notes: null });
    const [interaction, ...more] = await interactionsOf(words.email);
    expect(more).toEqual([]);
    expect(interaction).toMatchObject({
      ...{ contactId: contact?.id, channel: 'web', direction: 'inbound', body: words.message },
      subject: `Contact form of marker-${org.slug}`,
      metadata: { storefrontId: shop.id, name: words.name, email: words.email },
    });
    expect(await receiptsAbout(interaction?.id ?? '')).toEqual([{ action: 'message.received', actor: 'visitor' }]);
    expect(await receiptsAbout(contact?.id ?? '')).toEqual([]);
    expect(await call(verifyOwnLedger, org.owner)).toMatchObject({ ok: true });
  });

  it('is added to a contact who is there, and changes nothing about them', async () => {
    const known = { firstName: 'Grace', lastName: 'Hopper', email: 'grace@example.org', company: 'Navy', phone: '1' };
    const contact = await call(createContact, org.owner, known);
    const asked = await writingStorefront(org, { phone: true, company: true });
    const typed = { name: 'Mallory M', email: 'GRACE@example.org', phone: '+43 1 99', company: 'Evil' };
    await send(asked.slug, typed);
    expect(await contactsOf(known.email)).toEqual([contact]);
    const [interaction] = await interactionsOf(known.email);
    expect(interaction?.metadata).toEqual({
      ...{ storefrontId: asked.id, name: 'Mallory M', email: 'grace@example.org', phone: '+43 1 99', company: 'Evil' },
    });
  });

  it('keeps telephone and company of a new contact where the form asks for them, and is refused where it does not', async () => {
    const asked = await writingStorefront(org, { phone: true, company: true });
    const one = somebody();
    await send(asked.slug, { ...one, phone: '+43 1 2', company: 'Initech' });
    expect(await contactsOf(one.email)).toMatchObject([{ phone: '+43 1 2', company: 'Initech' }]);
    const error = await refused(send(shop.slug, { ...somebody(), phone: '1', company: 'x' }), 'invalid_input');
    expect(error.problems.map(({ path }) => path)).toEqual(['phone', 'company']);
    expect(await send(shop.slug, { ...somebody(), phone: '', company: null })).toEqual({ status: 'received' });
  });

  it('sent again, or twice at once, is taken once; other words or another form are another message', async () => {
    const one = somebody();
    const form = readForm(shop.slug);
    await Promise.all(Array.from({ length: 8 }, () => send(shop.slug, { ...one, form })));
    await send(shop.slug, { ...one, form });
    expect(await interactionsOf(one.email)).toHaveLength(1);
    expect(await contactsOf(one.email)).toHaveLength(1);
    await send(shop.slug, { ...one, form, message: 'Something else' });
    await send(shop.slug, { ...one, form: readForm(shop.slug) });
    expect(await interactionsOf(one.email)).toHaveLength(3);
    expect(await contactsOf(one.email)).toHaveLength(1);
  });

  it('of two different ones of a new person at once both are kept, of one contact', async () => {
    const one = somebody();
    await Promise.all([0, 1, 2, 3].map((n) => send(shop.slug, { ...one, message: `Number ${n}` })));
    expect(await contactsOf(one.email)).toHaveLength(1);
    expect(await interactionsOf(one.email)).toHaveLength(4);
  });

  it('links choices about cookies when the visitor says so, and only then', async () => {
    const { id, slug, policy } = await askingStorefront(org);
    await inTenant(
      org,
      `UPDATE Storefront SET published = (SELECT published FROM Storefront WHERE id = ?) WHERE id = ?`,
      [...[shop.id, id]],
    );
    const linkOf = async (choice: string) =>
      (
        await rowsOf<{ contactId: string | null }>(org, 'SELECT contactId FROM ConsentRecord WHERE id = ?', [choice])
      )[0];
    const choice = await choose({ id, slug, policy });
    const one = somebody();
    await send(slug, one);
    expect(await linkOf(choice.id)).toEqual({ contactId: null });
    await send(slug, { ...one, message: 'And link it', consentId: choice.consentId });
    const [contact] = await contactsOf(one.email);
    expect(await linkOf(choice.id)).toEqual({ contactId: contact?.id });
    expect(await send(slug, { ...somebody(), consentId: 'nonsense' })).toEqual({ status: 'received' });
  });
});

describe('soft signs', () => {
  const reasonOf = async (email: string) => {
    const { data } = await call(listMessages, org.owner, { storefront: shop.id });
    return data.find((each) => each.email === email)?.reason ?? null;
  };

  it.each([
    ['a field that people do not see', () => ({ website: 'https://spam.example' }), 'honeypot'],
    ['a form that is sent at once', () => ({ form: readForm(shop.slug, 1) }), 'hurried'],
    ['a form of another storefront', () => ({ form: readForm('another', 20) }), 'hurried'],
    ['a token that is made up', () => ({ form: 'x' }), 'hurried'],
    ['no token where a form was', () => ({ form: '' }), 'hurried'],
  ])('%s: the sender hears the same, and somebody looks first', async (_sign, more, reason) => {
    const one = somebody();
    expect(await send(shop.slug, { ...one, ...more() })).toEqual({ status: 'received' });
    expect(await contactsOf(one.email)).toEqual([]);
    expect(await reasonOf(one.email)).toBe(reason);
    expect(await call(verifyOwnLedger, org.owner)).toMatchObject({ ok: true });
  });

  it('a form that was shown long ago, or to nobody, is none', async () => {
    for (const form of [readForm(shop.slug, 3), readForm(shop.slug, 3 * 86_400), undefined]) {
      const one = somebody();
      await send(shop.slug, { ...one, ...(form === undefined ? {} : { form }) });
      expect(await contactsOf(one.email)).toHaveLength(1);
    }
  });

  it('what is held is held once, however often it is sent', async () => {
    const one = somebody();
    const form = readForm(shop.slug, 1);
    await Promise.all([1, 2, 3].map(() => send(shop.slug, { ...one, form })));
    const { data } = await call(listMessages, org.owner, { storefront: shop.id });
    expect(data.filter(({ email }) => email === one.email)).toHaveLength(1);
  });
});

describe('held messages', () => {
  it('are accepted into contact and interaction, at the time at which they came', async () => {
    const one = somebody();
    await send(shop.slug, { ...one, website: 'x' });
    const held = (await call(listMessages, org.owner, {})).data.find(({ email }) => email === one.email);
    expect(held).toMatchObject({ ...one, storefrontId: shop.id, storefrontName: `marker-${org.slug}`, phone: null });
    rt.clock.advance(3_600);
    const accepted = await call(acceptMessage, org.owner, { id: held?.id });
    expect(accepted.contactAdded).toBe(true);
    expect(await interactionsOf(one.email)).toMatchObject([
      { id: accepted.interactionId, body: one.message, occurredAt: held?.at },
    ]);
    expect(await receiptsAbout(held?.id ?? '')).toEqual([
      { action: 'message.held', actor: 'visitor' },
      { action: 'message.accepted', actor: org.owner.userId },
    ]);
    expect(await receiptsAbout(accepted.interactionId)).toEqual([
      { action: 'message.received', actor: org.owner.userId },
    ]);
    await refused(call(acceptMessage, org.owner, { id: held?.id }), 'not_found');
  });

  it('are dismissed for good: no word of them is left', async () => {
    const one = { ...somebody(), message: 'canary-in-a-held-message' };
    await send(shop.slug, { ...one, website: 'x' });
    const held = (await call(listMessages, org.owner, {})).data.find(({ email }) => email === one.email);
    await call(dismissMessage, org.owner, { id: held?.id });
    await refused(call(dismissMessage, org.owner, { id: held?.id }), 'not_found');
    expect(await receiptsAbout(held?.id ?? '')).toMatchObject([
      { action: 'message.held' },
      { action: 'message.dismissed' },
    ]);
    const details = await rowsOf(org, `SELECT 1 FROM ReceiptDetail WHERE detail LIKE '%canary-in-a-held-message%'`);
    expect(details).toEqual([]);
    expect(await contactsOf(one.email)).toEqual([]);
  });

  it('of accepting and dismissing at once one happens, once', async () => {
    const id = await heldMessage(org);
    const outcomes = await Promise.allSettled([
      ...[1, 2, 3].map(() => call(acceptMessage, org.owner, { id })),
      call(dismissMessage, org.owner, { id }),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await receiptsAbout(id)).toHaveLength(2);
  });

  it('accepted twice under one Idempotency-Key answer the same', async () => {
    const id = await heldMessage(org);
    const request = { idempotencyKey: 'accept-once' };
    const first = await call(acceptMessage, org.owner, { id }, { request });
    expect(await call(acceptMessage, org.owner, { id }, { request })).toEqual(first);
  });

  it('are read by whoever reads contacts, decided by whoever writes them, and are absent elsewhere', async () => {
    const id = await heldMessage(org);
    const viewer = await createTestMember(org.orgId, 'viewer');
    expect((await call(listMessages, viewer, {})).data.map((each) => each.id)).toContain(id);
    await refused(call(acceptMessage, viewer, { id }), 'forbidden');
    await refused(call(dismissMessage, keyPrincipal(org.orgId, ['contacts:read']), { id }), 'forbidden');
    await refused(call(listMessages, keyPrincipal(org.orgId, ['deals:read']), {}), 'forbidden');
    const globex = await createTestOrganization('Globex');
    await refused(call(acceptMessage, globex.owner, { id }), 'not_found');
    await refused(call(dismissMessage, globex.owner, { id }), 'not_found');
    expect((await call(listMessages, globex.owner, { storefront: shop.id })).data).toEqual([]);
  });

  it('are bounded: beyond the most that wait, a sender is told to come back, and others still get through', async () => {
    const full = await createTestOrganization('Hooli');
    const stuffed = await writingStorefront(full);
    await inTenant(
      full,
      `INSERT INTO HeldMessage (id, storefrontId, fields, reason, at)
       WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${heldMax})
       SELECT 'msg_' || i, ?, '{}', 'no_token', '2026-01-01T00:00:00.000Z' FROM n`,
      [stuffed.id],
    );
    const error = await refused(send(stuffed.slug, { website: 'x' }), 'rate_limited');
    expect(error.headers).toMatchObject({ 'Retry-After': '3600' });
    expect(await send(stuffed.slug)).toEqual({ status: 'received' });
  });
});
