import { afterAll, beforeAll, expect, it } from 'vitest';
import { limits } from '#lib/access/limits.ts';
import { openConsents } from '#lib/consent/open-consents.ts';
import { withdrawConsent } from '#lib/consent/withdraw-consent.ts';
import { verifyOwnLedger } from '#lib/ledger/verify-ledger.ts';
import { runtime } from '#lib/runtime.ts';
import { anonymous, call, createTestOrganization, refused, type TestOrganization } from '../support/call.ts';
import { type AskingStorefront, askingStorefront, choose, newOnceKey, visitorRequest } from '../support/consents.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let org: TestOrganization;
let shop: AskingStorefront;
let other: AskingStorefront;
beforeAll(async () => {
  rt = await createTestRuntime();
  org = await createTestOrganization('Acme');
  shop = await askingStorefront(org);
  other = await askingStorefront(org);
});
afterAll(() => rt.close());

let visitors = 0;
/** Each from an address of its own, as a flood from everywhere comes. */
const elsewhere = () => {
  visitors += 1;
  return { address: `10.9.${Math.floor(visitors / 250)}.${visitors % 250}` };
};

async function count(sql: string): Promise<number> {
  const lease = await rt.tenancy.acquire(org.orgId);
  try {
    return (await lease.db.all(sql)).length;
  } finally {
    lease.release();
  }
}

/** As if so many others had just chosen on the storefront. */
async function spend(choices: number): Promise<void> {
  for (let n = 0; n < choices; n += 1) await runtime().limiter.take('consents.storefront', shop.id);
}

it('what is refused and what is sent again takes nothing of the storefront’s room', async () => {
  const onceKey = newOnceKey();
  const before = await choose(shop, { onceKey }, elsewhere());
  const taken: string[] = [];
  const { take } = rt.limiter;
  rt.limiter.take = (name, key) => {
    if (name === 'consents.storefront') taken.push(key);
    return take.call(rt.limiter, name, key);
  };
  try {
    await Promise.all([
      refused(choose(shop, { policy: 'f'.repeat(64) }, elsewhere()), 'invalid_input'),
      refused(choose(shop, { method: 'reject_all' }, elsewhere()), 'invalid_input'),
      refused(choose(shop, {}, { ...elsewhere(), origin: 'https://evil.example' }), 'origin_refused'),
      expect(choose(shop, { onceKey }, elsewhere())).resolves.toEqual(before),
    ]);
    expect(taken).toEqual([]);
    await choose(shop, {}, elsewhere());
    expect(taken).toEqual([shop.id]);
  } finally {
    rt.limiter.take = take;
  }
});

it('a flood from everywhere ends at the storefront’s limit, in the ledger too, and is noted once', async () => {
  const known = await choose(shop, {}, elsewhere());
  const unheard = { onceKey: newOnceKey() };
  await choose(shop, unheard, elsewhere());
  const { limit, windowSeconds } = limits['consents.storefront'];
  await spend(limit - 20);
  const outcomes = await Promise.allSettled(Array.from({ length: 60 }, () => choose(shop, {}, elsewhere())));
  expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(20);
  const receipts = await count(`SELECT 1 FROM Receipt WHERE action = 'consent.recorded'`);
  await refused(choose(shop, {}, elsewhere()), 'rate_limited');
  expect(await count(`SELECT 1 FROM Receipt WHERE action = 'consent.recorded'`)).toBe(receipts);
  expect(receipts).toBe(await count('SELECT 1 FROM ConsentRecord'));
  const noted = await rt.tenancy.control.all<{ address: string | null }>(
    `SELECT address FROM AuditEvent WHERE action = 'limit.hit' AND reason = 'consents.storefront'`,
  );
  expect(noted).toEqual([{ address: null }]);

  // Who has chosen is answered, sees it and withdraws; another storefront of the organisation records on.
  await expect(choose(shop, unheard, elsewhere())).resolves.toBeDefined();
  const key = { storefront: shop.slug, consentId: known.consentId };
  expect((await call(openConsents, anonymous, key, { request: visitorRequest(elsewhere()) })).choices).toHaveLength(1);
  await expect(call(withdrawConsent, anonymous, key, { request: visitorRequest(elsewhere()) })).resolves.toBeDefined();
  await expect(choose(other, {}, elsewhere())).resolves.toBeDefined();

  // A browser that was turned away tells of the same choice later.
  const late = { onceKey: newOnceKey() };
  await refused(choose(shop, late, elsewhere()), 'rate_limited');
  rt.clock.advance(2 * windowSeconds);
  await expect(choose(shop, late, elsewhere())).resolves.toBeDefined();
  expect(await call(verifyOwnLedger, org.owner)).toMatchObject({ ok: true });
});

it('who floods from one address locks out that address alone', async () => {
  const flooder = { address: '192.0.2.50' };
  const outcomes = await Promise.allSettled(Array.from({ length: 200 }, () => choose(other, {}, flooder)));
  const taken = outcomes.filter(({ status }) => status === 'fulfilled').length;
  expect(taken).toBe(limits['consents.record'].limit);
  await refused(choose(other, {}, flooder), 'rate_limited');
  await expect(choose(other, {}, elsewhere())).resolves.toBeDefined();
  // The rest of an IPv6 network is the same neighbour.
  const near = (host: number) => ({ address: `2001:db8:7:7::${host.toString(16)}` });
  const six = await Promise.allSettled(Array.from({ length: 130 }, (_, n) => choose(other, {}, near(n + 1))));
  expect(six.filter(({ status }) => status === 'fulfilled')).toHaveLength(limits['consents.record'].limit);
});
