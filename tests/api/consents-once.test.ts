import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConsents } from '#lib/consent/open-consents.ts';
import { withdrawConsent } from '#lib/consent/withdraw-consent.ts';
import { verifyOwnLedger } from '#lib/ledger/verify-ledger.ts';
import { anonymous, call, createTestOrganization, refused, type TestOrganization } from '../support/call.ts';
import {
  type AskingStorefront,
  askingStorefront,
  choose,
  newOnceKey,
  noToAll,
  visitorRequest,
} from '../support/consents.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let org: TestOrganization;
let shop: AskingStorefront;
beforeAll(async () => {
  rt = await createTestRuntime();
  org = await createTestOrganization('Acme');
  shop = await askingStorefront(org);
});
afterAll(() => rt.close());

async function count(sql: string): Promise<number> {
  const lease = await rt.tenancy.acquire(org.orgId);
  try {
    return (await lease.db.all(sql)).length;
  } finally {
    lease.release();
  }
}

const records = () => count('SELECT 1 FROM ConsentRecord');
const receipts = () => count(`SELECT 1 FROM Receipt WHERE action = 'consent.recorded'`);
const opened = (consentId: string) =>
  call(openConsents, anonymous, { storefront: shop.slug, consentId }, { request: visitorRequest() });
const custom = (analytics: boolean) => ({ method: 'custom', choices: { ...noToAll, analytics } });

describe('a choice that is sent again with its once-key', () => {
  it('is answered as it was, with the id that only its visitor knows, and leaves no second record or receipt', async () => {
    const before = [await records(), await receipts()];
    const onceKey = newOnceKey();
    const first = await choose(shop, { onceKey });
    rt.clock.advance(3_600);
    // The browser of a visitor who moved between networks.
    const again = await choose(shop, { onceKey }, { address: '203.0.113.200', userAgent: 'curl/8' });
    expect(again).toEqual(first);
    expect([await records(), await receipts()]).toEqual(before.map((n) => n + 1));
    expect((await opened(first.consentId)).choices.map(({ id }) => id)).toEqual([first.id]);
  });

  it('is one record when forty arrive at once, of which one is told of all', async () => {
    const before = [await records(), await receipts()];
    const onceKey = newOnceKey();
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) => choose(shop, { onceKey }, { address: `203.0.113.${n}` })),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect([await records(), await receipts()]).toEqual(before.map((n) => n + 1));
    expect(await call(verifyOwnLedger, org.owner)).toMatchObject({ ok: true });
  });

  it('goes on under the id of the choice before it, also the second time', async () => {
    const first = await choose(shop);
    const next = { onceKey: newOnceKey(), consentId: first.consentId, ...custom(true) };
    const once = await choose(shop, next);
    expect(await choose(shop, next)).toEqual(once);
    expect(once.consentId).toBe(first.consentId);
    expect((await opened(first.consentId)).choices).toHaveLength(2);
  });

  it('is answered on a storefront that was taken down meanwhile, where nothing new is recorded', async () => {
    const closing = await askingStorefront(org);
    const onceKey = newOnceKey();
    const first = await choose(closing, { onceKey });
    const lease = await rt.tenancy.acquire(org.orgId);
    await lease.db.write((tx) => tx.run(`UPDATE Storefront SET state = 'unpublished' WHERE id = ?`, [closing.id]));
    lease.release();
    expect(await choose(closing, { onceKey })).toEqual(first);
    await refused(choose(closing), 'not_found');
  });

  it('leads to nobody else: on another storefront it is another record under another id', async () => {
    const other = await askingStorefront(org);
    const onceKey = newOnceKey();
    const [here, there] = [await choose(shop, { onceKey }), await choose(other, { onceKey })];
    expect(there.id).not.toBe(here.id);
    expect(there.consentId).not.toBe(here.consentId);
  });
});

describe('another choice with a once-key that was used', () => {
  it.each([
    ['another answer', custom(false)],
    ['another method', { method: 'reject_all', choices: noToAll }],
    ['another language', { ...custom(true), language: 'en' }],
    ['an id that was not sent before', { ...custom(true), consentId: '0'.repeat(26) }],
  ])('is refused: %s', async (_what, input) => {
    const onceKey = newOnceKey();
    const first = await choose(shop, { onceKey, ...custom(true) });
    const before = [await records(), await receipts()];
    await refused(choose(shop, { onceKey, ...input }), 'conflict');
    expect([await records(), await receipts()]).toEqual(before);
    expect((await opened(first.consentId)).choices[0]).toMatchObject({ id: first.id, choices: custom(true).choices });
  });

  it('is refused where the first went on under an id and the second does not name it', async () => {
    const { consentId } = await choose(shop);
    const onceKey = newOnceKey();
    await choose(shop, { onceKey, consentId, ...custom(true) });
    await refused(choose(shop, { onceKey, ...custom(true) }), 'conflict');
  });

  it.each([
    ['short', 'ab'],
    ['none', undefined],
    ['of other letters', 'G'.repeat(32)],
  ])('a key that is %s is refused before anything is looked up', async (_what, onceKey) => {
    await refused(choose(shop, { onceKey }), 'invalid_input');
  });
});

describe('withdrawing', () => {
  it('ten times at once is one withdrawal, of which all are told', async () => {
    const { consentId } = await choose(shop);
    const withdraw = () =>
      call(withdrawConsent, anonymous, { storefront: shop.slug, consentId }, { request: visitorRequest() });
    const answers = await Promise.all(Array.from({ length: 10 }, withdraw));
    answers.push(await withdraw());
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect((await opened(consentId)).choices.map(({ method }) => method)).toEqual(['withdraw', 'accept_all']);
  });
});
