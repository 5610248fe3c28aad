import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limits } from '#lib/access/limits.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { listContacts } from '#lib/crm/contacts/list-contacts.ts';
import { createApiRouter } from '#lib/http/router.ts';
import { erasePerson } from '#lib/privacy/persons/erase-person.ts';
import { operations } from '#lib/registry.ts';
import { listMessages } from '#lib/storefronts/message/list-messages.ts';
import { call, createTestOrganization, refused, type TestOrganization } from '../support/call.ts';
import { eventually } from '../support/eventually.ts';
import {
  inTenant,
  readForm,
  rowsOf,
  send,
  visitorAddress,
  type WritingStorefront,
  words,
  writingStorefront,
} from '../support/messages.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';
import { startTurnstileStub, type TurnstileStub } from '../support/turnstile-stub.ts';

let rt: TestRuntime;
let turnstile: TurnstileStub;
let org: TestOrganization;
let shop: WritingStorefront;
beforeAll(async () => {
  turnstile = await startTurnstileStub();
  rt = await createTestRuntime({
    env: {
      ...{ TURNSTILE_SITE_KEY: 'site', TURNSTILE_SECRET_KEY: turnstile.secretKey },
      TURNSTILE_VERIFY_URL: turnstile.url,
    },
  });
  org = await createTestOrganization('Acme');
  shop = await writingStorefront(org);
});
afterAll(async () => {
  await rt.close();
  await turnstile.close();
});

let made = 0;
const solved = (action = 'contact', hostname = '127.0.0.1') => {
  made += 1;
  const token = `token-${made}`;
  turnstile.solve(token, { action, hostname, challengedAt: rt.clock.now() });
  return token;
};
const somebody = () => {
  made += 1;
  return { ...words, email: `somebody-${made}@example.org` };
};
const checked = (slug: string, input: Record<string, unknown> = {}, address?: string) =>
  send(slug, { turnstileToken: solved(), ...input }, address);
const isThere = async (email: string) => (await call(listContacts, org.owner, { email })).data.length > 0;
/** But for those of mail, which goes in its own time. */
const actions = async () =>
  (await rowsOf<{ action: string }>(org, 'SELECT action FROM Receipt ORDER BY seq'))
    .map(({ action }) => action)
    .filter((action) => action !== 'message.notified');
const heldReason = async (email: string) =>
  (await call(listMessages, org.owner, {})).data.find((each) => each.email === email)?.reason;

/** A storefront that stands at this host too. */
async function storefrontAt(host: string): Promise<WritingStorefront> {
  const at = rt.clock.now().toISOString();
  const own = await writingStorefront(org);
  await rt.tenancy.control.write((tx) =>
    tx.run(
      `INSERT INTO StorefrontDomain (id, host, verifiedHost, orgId, storefrontId, token, verifiedAt, createdAt)
       VALUES (?, ?, ?, ?, ?, 'x', ?, ?)`,
      [`dom_${host}`, host, host, org.orgId, own.id, at, at],
    ),
  );
  return own;
}

describe('the check that a person sends it', () => {
  it('passes: the message is taken', async () => {
    const one = somebody();
    await checked(shop.slug, one);
    expect(await isThere(one.email)).toBe(true);
  });

  it('did not run, or cannot be asked: the sender hears the same, and somebody looks first', async () => {
    const one = somebody();
    expect(await send(shop.slug, one)).toEqual({ status: 'received' });
    expect(await heldReason(one.email)).toBe('no_token');
    const other = somebody();
    turnstile.misbehave('error');
    expect(await checked(shop.slug, other)).toEqual({ status: 'received' });
    turnstile.misbehave(null);
    expect(await heldReason(other.email)).toBe('verifier');
    expect([await isThere(one.email), await isThere(other.email)]).toEqual([false, false]);
    rt.clock.advance(600);
  });

  it('fails, for whatever reason: nothing is kept', async () => {
    const spent = solved();
    await eventually('that the verifier is asked again', async () => {
      rt.clock.advance(60);
      return checked(shop.slug, { ...somebody(), turnstileToken: solved() }).then(
        () => true,
        () => false,
      );
    });
    await send(shop.slug, { ...somebody(), turnstileToken: spent });
    const before = await actions();
    for (const turnstileToken of ['made-up', spent, solved('login'), solved('contact', 'evil.example')]) {
      await refused(send(shop.slug, { ...somebody(), turnstileToken }), 'bot_check_failed');
    }
    expect(await actions()).toEqual(before);
  });

  it('was made on a verified domain of the storefront, and on no other', async () => {
    const own = await storefrontAt('shop.example');
    expect(await checked(own.slug, { turnstileToken: solved('contact', 'shop.example') })).toBeDefined();
    const elsewhere = checked(shop.slug, { turnstileToken: solved('contact', 'shop.example') });
    await refused(elsewhere, 'bot_check_failed');
  });
});

describe('nobody learns', () => {
  const api = createApiRouter(operations);
  const post = (slug: string, body: object, headers: Record<string, string> = {}, address = visitorAddress()) =>
    api(
      new Request(`${rt.origin}/api/v1/storefronts/${slug}/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
      { address, door: 'api' },
    );
  const seen = async (answer: Response) => ({
    status: answer.status,
    body: await answer.text(),
    headers: [...answer.headers].filter(([name]) => name !== 'x-request-id'),
  });

  it('whether an address was known: byte for byte the same answer, and the same kinds of receipts', async () => {
    const known = 'known@example.org';
    await call(createContact, org.owner, { email: known });
    const countedBefore = await actions();
    const told = await seen(await post(shop.slug, { ...words, email: known, turnstileToken: solved() }));
    const countedBetween = await actions();
    const fresh = await seen(await post(shop.slug, { ...words, email: 'new@example.org', turnstileToken: solved() }));
    expect(fresh).toEqual(told);
    expect(told).toMatchObject({ status: 202, body: '{"status":"received"}' });
    // Nor how much others wrote.
    expect(JSON.stringify(told.headers)).not.toContain('messages.storefront');
    expect(countedBetween.slice(countedBefore.length)).toEqual((await actions()).slice(countedBetween.length));
  });

  it('whether a storefront is a draft, gone, without a form, or of an organisation that is looked after', async () => {
    const states = ['draft', 'unpublished'];
    const hidden = await writingStorefront(org, { shown: false });
    const never = await seen(await post('never-was', { ...words, turnstileToken: solved() }));
    expect(never.status).toBe(404);
    expect(await seen(await post(hidden.slug, { ...words, turnstileToken: solved() }))).toMatchObject({ status: 404 });
    for (const state of states) {
      const one = await writingStorefront(org);
      await inTenant(org, 'UPDATE Storefront SET state = ? WHERE id = ?', [state, one.id]);
      expect((await seen(await post(one.slug, { ...words, turnstileToken: solved() }))).status).toBe(404);
    }
    for (const status of ['suspended', 'erasing']) {
      const away = await createTestOrganization(`Away ${status}`);
      const one = await writingStorefront(away);
      await rt.tenancy.control.write((tx) =>
        tx.run('UPDATE Organization SET status = ? WHERE id = ?', [status, away.orgId]),
      );
      const told = await seen(await post(one.slug, { ...words, turnstileToken: solved() }));
      expect({ ...told, body: without(told.body) }).toEqual({ ...never, body: without(never.body) });
    }
  });
  const without = (body: string) => body.replace(/req_\w+/, '');

  it('an answer that pages of others can read: they may not send at all', async () => {
    const foreign = await post(shop.slug, { ...words, turnstileToken: solved() }, { origin: 'https://evil.example' });
    expect(foreign.status).toBe(403);
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
    const own = await post(shop.slug, { ...words, turnstileToken: solved() }, { origin: rt.origin });
    expect(own.status).toBe(202);
  });

  it('more than that it was sent: a page at the storefront’s own host may send to it, and to no other', async () => {
    const own = await storefrontAt('own.example');
    const origin = 'https://own.example';
    const sent = await post(own.slug, { ...somebody(), turnstileToken: solved('contact', 'own.example') }, { origin });
    expect([sent.status, sent.headers.get('access-control-allow-origin')]).toEqual([202, origin]);
    expect(sent.headers.get('access-control-allow-credentials')).toBeNull();
    const other = await post(shop.slug, { ...somebody(), turnstileToken: solved() }, { origin });
    expect(other.status).toBe(403);
  });

  it('an address: neither database nor audit log keeps one', async () => {
    const address = '198.51.100.213';
    await post(shop.slug, { ...somebody() }, { 'user-agent': 'a-program-of-mine' }, address);
    for (let n = 0; n < 30; n += 1) await post(shop.slug, { ...somebody() }, {}, address);
    const events = await rt.tenancy.control.all(`SELECT * FROM AuditEvent`);
    expect(JSON.stringify(events)).toContain('storefronts.sendMessage');
    expect(JSON.stringify(events)).not.toContain(address);
    const kept = await rowsOf(org, `SELECT fields FROM HeldMessage UNION ALL SELECT metadata FROM Interaction`);
    expect(JSON.stringify(kept)).not.toMatch(/198\.51\.100\.213|a-program-of-mine/);
  });

  it.each([
    ['a body that is no JSON', 'nonsense', 'application/json', 400],
    ['a list', '[]', 'application/json', 400],
    ['a form', 'name=x', 'application/x-www-form-urlencoded', 415],
    ['a member that it does not know', JSON.stringify({ ...words, admin: true }), 'application/json', 400],
    ['a slug in the body', JSON.stringify({ ...words, slug: 'other' }), 'application/json', 400],
    ['more than it takes', JSON.stringify({ ...words, message: 'x'.repeat(40_000) }), 'application/json', 413],
    ['a message that is too long', JSON.stringify({ ...words, message: 'x'.repeat(5_001) }), 'application/json', 400],
    ['an Idempotency-Key, which it needs none of', JSON.stringify(words), 'application/json', 400],
  ])('%s is refused', async (what, body, type, status) => {
    const headers = { 'content-type': type, ...(what.includes('Idempotency') ? { 'idempotency-key': 'k' } : {}) };
    const request = new Request(`${rt.origin}/api/v1/storefronts/${shop.slug}/messages`, {
      ...{ method: 'POST', headers, body },
    });
    expect((await api(request, { address: visitorAddress(), door: 'api' })).status).toBe(status);
  });
});

describe('limits', () => {
  /** How many of so many at once get through. */
  const passing = async (attempt: (n: number) => Promise<unknown>, count: number) => {
    const outcomes = await Promise.allSettled(Array.from({ length: count }, (_, n) => attempt(n)));
    return outcomes.filter(({ status }) => status === 'fulfilled').length;
  };

  it('hold one address', async () => {
    rt.clock.advance(4_000);
    const address = visitorAddress();
    const { limit } = limits['messages.address'];
    expect(await passing(() => checked(shop.slug, somebody(), address), limit + 3)).toBe(limit);
    await refused(checked(shop.slug, somebody(), address), 'rate_limited');
  });

  it('hold one address that writes as one person, and messages that nobody vouches for', async () => {
    rt.clock.advance(4_000);
    const one = somebody();
    const address = visitorAddress();
    const sent = await passing((n) => checked(shop.slug, { ...one, message: `${n}` }, address), 9);
    expect(sent).toBe(limits['messages.email'].limit);
    const other = visitorAddress();
    const unchecked = await passing(() => send(shop.slug, { ...somebody(), form: readForm(shop.slug) }, other), 9);
    expect(unchecked).toBe(limits['messages.unchecked'].limit);
    // The one with a good token still gets through from there.
    expect(await checked(shop.slug, somebody(), other)).toEqual({ status: 'received' });
  });

  it('hold what is held on one storefront, and leave what is checked alone', async () => {
    rt.clock.advance(4_000);
    const flooded = await writingStorefront(org);
    const { limit } = limits['messages.held'];
    expect(await passing(() => send(flooded.slug, somebody()), limit + 3)).toBe(limit);
    expect(await checked(flooded.slug, somebody())).toEqual({ status: 'received' });
    expect(await send(shop.slug, somebody())).toEqual({ status: 'received' });
  });
});

describe('the room of a storefront', () => {
  it('is for what is kept, not for what is refused; beyond it everybody is turned away', async () => {
    rt.clock.advance(4_000);
    const { slug } = await writingStorefront(org);
    const left = async () => (await rt.limiter.take('messages.storefront', slug)).remaining;
    const before = await left();
    for (let n = 0; n < 5; n += 1) {
      await refused(send(slug, { ...somebody(), turnstileToken: 'made-up' }), 'bot_check_failed');
    }
    expect(await left()).toBe(before - 1);
    await checked(slug, somebody());
    expect(await left()).toBe(before - 3);
    while ((await left()) > 0);
    await refused(checked(slug, somebody()), 'rate_limited');
  });
});

describe('somebody who was erased', () => {
  it('is a new person by right', async () => {
    rt.clock.advance(4_000);
    const one = somebody();
    await checked(shop.slug, one);
    const [before] = (await call(listContacts, org.owner, { email: one.email })).data;
    const owner = { ...org.owner, signedInAt: rt.clock.now().toISOString() };
    await call(erasePerson, owner, { id: before?.id, confirm: 'Vera Visitor' });
    await eventually('that they are erased', async () => !(await isThere(one.email)));
    await checked(shop.slug, { ...one, message: 'Me again' });
    const [after, ...more] = (await call(listContacts, org.owner, { email: one.email })).data;
    expect(more).toEqual([]);
    expect(after?.id).not.toBe(before?.id);
    rt.clock.advance(86_400);
    expect(await isThere(one.email)).toBe(true);
  });
});
