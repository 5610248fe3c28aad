import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listConsents } from '#lib/consent/list-consents.ts';
import { publishConsentSettings } from '#lib/consent/publish-settings.ts';
import { readConsent } from '#lib/consent/read-consent.ts';
import { readConsentPolicy } from '#lib/consent/read-policy.ts';
import { readConsentSettings } from '#lib/consent/read-settings.ts';
import { readConsentStatistics } from '#lib/consent/read-statistics.ts';
import { consentDefaults } from '#lib/consent/schema.ts';
import { updateConsentSettings } from '#lib/consent/update-settings.ts';
import { verifyOwnLedger } from '#lib/ledger/verify-ledger.ts';
import { sha256 } from '#lib/platform/crypto/digest.ts';
import { call, createTestOrganization, refused, type TestOrganization } from '../support/call.ts';
import {
  type AskingStorefront,
  askingStorefront,
  banner,
  choose,
  noToAll,
  unaskedStorefront,
  yesToAll,
} from '../support/consents.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let org: TestOrganization;
let other: TestOrganization;
let shop: AskingStorefront;
beforeAll(async () => {
  rt = await createTestRuntime();
  org = await createTestOrganization('Acme');
  other = await createTestOrganization('Other');
  shop = await askingStorefront(org);
});
afterAll(() => rt.close());

async function rowsOf<Row>(sql: string, orgId = org.orgId): Promise<Row[]> {
  const lease = await rt.tenancy.acquire(orgId);
  try {
    return await lease.db.all<Row>(sql);
  } finally {
    lease.release();
  }
}

describe('what visitors are asked', () => {
  it('is named by the SHA-256 of the exact text that is kept', async () => {
    const { text } = await call(readConsentPolicy, org.owner, { hash: shop.policy });
    expect(sha256(text).toString('hex')).toBe(shop.policy);
    const { texts, policy } = await banner(shop.slug, 'de');
    expect(policy).toBe(shop.policy);
    expect(JSON.parse(text).texts.de).toEqual(texts);
  });

  it('is told in the first wanted language that is offered, else in English', async () => {
    for (const [wanted, spoken] of [
      ['de-AT', 'de'],
      ['xx, fr-CA,de', 'fr'],
      ['zh', 'en'],
      [undefined, 'en'],
    ] as const) {
      expect((await banner(shop.slug, wanted)).language).toBe(spoken);
    }
  });

  it('is another hash when a word changes, and the same when only a colour does', async () => {
    const own = await askingStorefront(org);
    const theme = { ...consentDefaults.theme, brand: '#aa0000' };
    await call(updateConsentSettings, org.owner, { id: own.id, settings: { ...consentDefaults, theme } });
    const coloured = await call(publishConsentSettings, org.owner, { id: own.id });
    expect(coloured.policy).toBe(own.policy);
    expect((await banner(own.slug)).theme.brand).toBe('#aa0000');
    const settings = { ...consentDefaults, texts: { en: { title: 'Cookies?' } } };
    const drafted = await call(updateConsentSettings, org.owner, { id: own.id, settings });
    expect(drafted.asksAgain).toBe(true);
    expect((await banner(own.slug)).texts.title).not.toBe('Cookies?');
    const { policy } = await call(publishConsentSettings, org.owner, { id: own.id });
    expect(policy).not.toBe(own.policy);
    expect(await banner(own.slug)).toMatchObject({ policy, texts: { title: 'Cookies?', acceptAll: 'Accept all' } });
    // What an open page still shows was asked there.
    await expect(choose(own)).resolves.toBeDefined();
  });

  it('is published only as it was looked at', async () => {
    const id = await unaskedStorefront(org, { askAgainDays: 90 });
    const settings = { ...consentDefaults, askAgainDays: 30 };
    const looked = await call(updateConsentSettings, org.owner, { id, settings });
    expect(looked).toMatchObject({ state: 'published', scriptUrl: `${rt.origin}/consent.js`, published: null });
    await call(updateConsentSettings, org.owner, { id, settings: consentDefaults });
    await refused(call(publishConsentSettings, org.owner, { id, version: looked.version }), 'version_conflict');
    const { version } = await call(readConsentSettings, org.owner, { id });
    const { published } = await call(publishConsentSettings, org.owner, { id, version });
    expect(published?.askAgainDays).toBe(consentDefaults.askAgainDays);
  });

  it('is not told where a storefront is not published, as if it had never been', async () => {
    const hidden = await askingStorefront(org);
    const lease = await rt.tenancy.acquire(org.orgId);
    await lease.db.write((tx) => tx.run(`UPDATE Storefront SET state = 'unpublished' WHERE id = ?`, [hidden.id]));
    lease.release();
    const { publicMessage } = await refused(banner('never-was'), 'not_found');
    expect((await refused(banner(hidden.slug), 'not_found')).publicMessage).toBe(publicMessage);
    expect((await refused(choose(hidden), 'not_found')).publicMessage).toBe(publicMessage);
  });

  it('is shown to nobody once the kept text is not what its hash names', async () => {
    const broken = await askingStorefront(org);
    const lease = await rt.tenancy.acquire(org.orgId);
    await lease.db.write(async (tx) => {
      await tx.run('DROP TRIGGER "ConsentPolicy_fixed"');
      await tx.run(`UPDATE ConsentPolicy SET snapshot = json_set(snapshot, '$.organization', 'Evil') WHERE hash = ?`, [
        broken.policy,
      ]);
    });
    lease.release();
    await refused(banner(broken.slug), 'internal');
    await refused(choose(broken), 'internal');
    await refused(call(readConsentPolicy, org.owner, { hash: broken.policy }), 'internal');
  });

  it.each([
    ['markup', { texts: { en: { title: '<b>Yes</b>' } } }],
    ['a language that is not offered', { languages: ['de'], texts: { en: { title: 'Hi' } } }],
    ['a service of a category that is not asked for', { categories: ['functional'], gpc: [], services: [service()] }],
    ['an address in place of a host', { services: [service({ hosts: ['127.0.0.1'] })] }],
    ['a whole ending', { services: [service({ hosts: ['*.com'] })] }],
    ['a pattern that takes the choice itself', { services: [service({ cookies: ['hf_*'] })] }],
    ['every cookie', { services: [service({ cookies: ['*'] })] }],
    ['a link that runs', { services: [service({ privacyUrl: 'javascript:alert(1)' })] }],
    ['two services of one id', { services: [service(), service()] }],
  ])('refuses settings with %s', async (_what, settings) => {
    const id = await unaskedStorefront(org);
    await refused(
      call(updateConsentSettings, org.owner, { id, settings: { ...consentDefaults, ...settings } }),
      'invalid_input',
    );
  });

  function service(own: object = {}) {
    return { id: 'tool', name: 'Tool', category: 'analytics', hosts: ['x.example'], cookies: ['_x*'], ...own };
  }
});

describe('a choice', () => {
  it('is kept with what proves it, and a receipt that says the same', async () => {
    const made = await choose(shop);
    expect(made.url).toBe(`${rt.origin}/consent/${shop.slug}#${made.consentId}`);
    expect(made.consentId).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    const [row] = await rowsOf<Record<string, string>>(`SELECT * FROM ConsentRecord WHERE id = '${made.id}'`);
    expect(row).toMatchObject({ policy: shop.policy, method: 'accept_all', language: 'de', origin: rt.origin });
    expect(row?.userAgent).toBe('Firefox on Windows');
    const entry = await call(readConsent, org.owner, { id: made.id });
    expect(entry).toEqual((await call(listConsents, org.owner, { storefront: shop.id })).data[0]);
    expect(JSON.stringify(entry)).not.toContain(made.consentId);
    expect(JSON.stringify(row)).not.toContain(made.consentId);
    const [receipt] = await rowsOf<{ detail: string; actor: string; action: string }>(
      `SELECT r.action, r.actor, d.detail FROM Receipt r JOIN ReceiptDetail d ON d.seq = r.seq WHERE r.subject = '${made.id}'`,
    );
    expect(receipt).toMatchObject({ action: 'consent.recorded', actor: 'visitor' });
    expect(JSON.parse(receipt?.detail ?? '')).toEqual({
      ...{ storefront: shop.id, policy: shop.policy, choices: yesToAll, method: 'accept_all', language: 'de' },
      at: made.at,
    });
  });

  it.each([
    ['a forged policy', { policy: 'f'.repeat(64) }],
    ['a category that was not asked for', { choices: { ...yesToAll, spying: true } }],
    ['a category that is not answered', { choices: { functional: true, analytics: true } }],
    ['necessary as if it were asked', { choices: { ...yesToAll, necessary: true } }],
    ['accept all with a no', { choices: { ...yesToAll, marketing: false } }],
    ['reject all with a yes', { method: 'reject_all', choices: { ...noToAll, marketing: true } }],
    ['GPC with a yes', { method: 'gpc', choices: yesToAll }],
    ['withdraw with a yes', { method: 'withdraw', choices: yesToAll }],
    ['an unknown method', { method: 'scrolled' }],
    ['an unknown language', { language: 'tlh' }],
    ['a time of its own', { at: '2020-01-01T00:00:00Z' }],
  ])('is refused with %s', async (_what, input) => {
    const before = await rowsOf('SELECT id FROM ConsentRecord');
    await refused(choose(shop, input), 'invalid_input');
    expect(await rowsOf('SELECT id FROM ConsentRecord')).toHaveLength(before.length);
  });

  it('is refused under the policy of another storefront, of this organisation or another', async () => {
    const second = await askingStorefront(org, { askAgainDays: 30 });
    const foreign = await askingStorefront(other);
    for (const { policy } of [second, foreign]) await refused(choose(shop, { policy }), 'invalid_input');
  });

  it('of the same browser goes on under its id; a forged or foreign id is never taken over', async () => {
    const first = await choose(shop);
    const next = await choose(shop, { consentId: first.consentId, method: 'reject_all', choices: noToAll });
    expect(next.consentId).toBe(first.consentId);
    const foreign = await choose(await askingStorefront(other));
    for (const consentId of [foreign.consentId, '0'.repeat(26), 'nonsense', first.consentId.slice(1)]) {
      const made = await choose(shop, { consentId });
      expect(made.consentId).not.toBe(consentId);
      expect(made.consentId).not.toBe(first.consentId);
    }
    const elsewhere = await choose(await askingStorefront(org), { consentId: first.consentId });
    expect(elsewhere.consentId).not.toBe(first.consentId);
  });

  it('two hundred at once leave two hundred receipts in a ledger that verifies', async () => {
    const busy = await createTestOrganization('Busy');
    const { id, ...rest } = await askingStorefront(busy);
    const made = await Promise.all(
      Array.from({ length: 200 }, (_, n) => choose({ id, ...rest }, {}, { address: `203.0.113.${n}` })),
    );
    expect(new Set(made.map(({ consentId }) => consentId)).size).toBe(200);
    const receipts = await rowsOf(`SELECT seq FROM Receipt WHERE action = 'consent.recorded'`, busy.orgId);
    expect(receipts).toHaveLength(200);
    expect(await call(verifyOwnLedger, busy.owner)).toMatchObject({ ok: true });
  });

  it('is limited by address, before anything is kept', async () => {
    const flooded = { address: '192.0.2.9' };
    const outcomes = await Promise.allSettled(Array.from({ length: 130 }, () => choose(shop, {}, flooded)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(120);
  });
});

describe('the organisation', () => {
  it('lists choices by filter and page, without what opens them', async () => {
    const own = await askingStorefront(org);
    const made = [];
    for (const method of ['accept_all', 'reject_all', 'gpc']) {
      made.push(await choose(own, { method, choices: method === 'accept_all' ? yesToAll : noToAll }));
      rt.clock.advance(1);
    }
    const first = await call(listConsents, org.owner, { storefront: own.id, limit: 2 });
    expect(first.data.map(({ id }) => id)).toEqual([made[2]?.id, made[1]?.id]);
    const second = await call(listConsents, org.owner, { storefront: own.id, limit: 2, cursor: first.nextCursor });
    expect(second.data.map(({ id }) => id)).toEqual([made[0]?.id]);
    for (const { consentId } of made) expect(JSON.stringify([first, second])).not.toContain(consentId);
    const rejected = await call(listConsents, org.owner, { storefront: own.id, method: 'reject_all' });
    expect(rejected.data).toHaveLength(1);
    expect((await call(listConsents, other.owner, { storefront: own.id })).data).toEqual([]);
    const { total, days, languages } = await call(readConsentStatistics, org.owner, { storefront: own.id, days: 7 });
    expect(total).toEqual({ accept_all: 1, reject_all: 1, custom: 0, gpc: 1, withdraw: 0 });
    expect(days).toHaveLength(7);
    expect(languages).toEqual([{ language: 'de', counts: total }]);
  });
});
