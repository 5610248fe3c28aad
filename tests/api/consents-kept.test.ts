import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listConsentRows } from '#lib/consent/consent-store.ts';
import { deleteOwnConsents } from '#lib/consent/delete-consents.ts';
import { linkConsent, linkTagOf } from '#lib/consent/link-consent.ts';
import { openConsents } from '#lib/consent/open-consents.ts';
import { proveConsent } from '#lib/consent/prove-consent.ts';
import { readConsentSettings } from '#lib/consent/read-settings.ts';
import { consentDefaults } from '#lib/consent/schema.ts';
import { updateConsentSettings } from '#lib/consent/update-settings.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { appendReceipt } from '#lib/ledger/append.ts';
import { verifyOwnLedger } from '#lib/ledger/verify-ledger.ts';
import type { SqlReader } from '#lib/platform/db/types.ts';
import { placeHold } from '#lib/privacy/holds/place-hold.ts';
import { releaseHold } from '#lib/privacy/holds/release-hold.ts';
import { erasePerson } from '#lib/privacy/persons/erase-person.ts';
import { readErasure } from '#lib/privacy/persons/list-erasures.ts';
import { runRetention } from '#lib/privacy/retention/run-cut.ts';
import { anonymous, call, createTestOrganization, refused, type TestOrganization } from '../support/call.ts';
import { type AskingStorefront, askingStorefront, choose, newOnceKey, visitorRequest } from '../support/consents.ts';
import { type TemporaryFolder, temporaryFolder } from '../support/data-folder.ts';
import { openEverything, searchFolder } from '../support/data-folder-search.ts';
import { eventually } from '../support/eventually.ts';
import { standaloneVerifier } from '../support/holdfast-verify.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

const daySeconds = 86_400;

let folder: TemporaryFolder;
let rt: TestRuntime;
let org: TestOrganization;
let shop: AskingStorefront;
beforeEach(async () => {
  folder = temporaryFolder();
  rt = await createTestRuntime({ dataDir: folder.path });
  org = await createTestOrganization('Acme');
  shop = await askingStorefront(org);
});
afterEach(async () => {
  await rt.close();
  folder.remove();
});

const keyOf = (consentId: string) => ({ storefront: shop.slug, consentId });
const open = (consentId: string) =>
  call(openConsents, anonymous, keyOf(consentId), { request: visitorRequest({ address: '203.0.113.1' }) });
const erase = (consentId: string) =>
  call(deleteOwnConsents, anonymous, keyOf(consentId), { request: visitorRequest() });

async function rows<Row>(sql: string, ...params: string[]): Promise<Row[]> {
  const lease = await rt.tenancy.acquire(org.orgId);
  try {
    return await lease.db.all<Row>(sql, params);
  } finally {
    lease.release();
  }
}

const detailsOf = (id: string) =>
  rows<{ action: string; detail: string | null }>(
    `SELECT r.action, d.detail FROM Receipt r JOIN ReceiptDetail d USING (seq) WHERE r.subject = ? ORDER BY r.seq`,
    id,
  );

async function link(consentId: string, contactId: string): Promise<void> {
  const lease = await rt.tenancy.acquire(org.orgId);
  try {
    await lease.db.write(async (tx) => {
      for (const draft of await linkConsent(tx, { storefrontId: shop.id, tag: linkTagOf(consentId), contactId }))
        await appendReceipt(tx, draft, { orgId: org.orgId, actor: 'visitor', at: rt.clock.now() });
    });
  } finally {
    lease.release();
  }
}

describe('in an organisation that was put back from a backup', () => {
  const restore = () => rt.backups.restoreOrganization({ orgId: org.orgId, wanted: 'latest', actor: 'operator' });

  it('choices of before are proven, and those of after it are recorded once more when they are sent again', async () => {
    const before = { onceKey: newOnceKey() };
    const after = { onceKey: newOnceKey() };
    const kept = await choose(shop, before);
    await rt.backups.take();
    const lost = await choose(shop, after);
    await restore();
    expect(await choose(shop, before)).toEqual(kept);
    const { text } = await call(proveConsent, anonymous, keyOf(kept.consentId), { request: visitorRequest() });
    const { verifyExport } = await standaloneVerifier();
    expect(await verifyExport([Buffer.from(text, 'utf8')])).toMatchObject({ ok: true, receipts: 1 });
    await refused(open(lost.consentId), 'not_found');
    // A browser that was never answered asks again, and gets the id that it would have had.
    const again = await choose(shop, after);
    expect(again.consentId).toBe(lost.consentId);
    expect((await open(lost.consentId)).choices).toHaveLength(1);
    expect(await call(verifyOwnLedger, org.owner)).toMatchObject({ ok: true });
  });

  it('choices that their visitor had deleted stay deleted, and those of others stay', async () => {
    const [gone, stays] = [await choose(shop), await choose(shop)];
    await rt.backups.take();
    await erase(gone.consentId);
    await restore();
    expect(await rows('SELECT 1 FROM ConsentRecord WHERE id = ?', gone.id)).toEqual([]);
    const [recorded, deleted] = await detailsOf(gone.id);
    expect([recorded?.detail, deleted?.action]).toEqual([null, 'consent.deleted']);
    await refused(open(gone.consentId), 'not_found');
    expect((await open(stays.consentId)).choices).toHaveLength(1);
    expect(await call(verifyOwnLedger, org.owner)).toMatchObject({ ok: true });
  });
});

describe('a deletion that was killed once it was decided', () => {
  it('is done at the next start, before anybody is served', async () => {
    const [gone, stays] = [await choose(shop), await choose(shop)];
    const [row] = await rows<{ consentId: string }>('SELECT consentId FROM ConsentRecord WHERE id = ?', gone.id);
    await rt.tombstones.lay({ kind: 'visitor', orgId: org.orgId, subject: row?.consentId ?? '' });
    await rt.close();
    rt = await createTestRuntime({ dataDir: folder.path, clock: rt.clock });
    await refused(open(gone.consentId), 'not_found');
    const [recorded, deleted] = await detailsOf(gone.id);
    expect([recorded?.detail, deleted?.action]).toEqual([null, 'consent.deleted']);
    expect((await open(stays.consentId)).choices).toHaveLength(1);
    expect(await call(verifyOwnLedger, org.owner)).toMatchObject({ ok: true });
  });
});

describe('choices that were linked to a person', () => {
  it('go with that person, and with what the ledger told of them; those of others stay', async () => {
    const contact = await call(createContact, org.owner, { email: 'visitor@example.org' });
    const [theirs, others] = [await choose(shop), await choose(shop)];
    await link(theirs.consentId, contact.id);
    const { id } = await call(erasePerson, org.owner, { id: contact.id, confirm: 'visitor@example.org' });
    await eventually('the erasure', async () => {
      const { state } = await call(readErasure, org.owner, { id });
      return state === 'done' ? state : null;
    });
    expect((await detailsOf(theirs.id)).map(({ detail }) => detail)).toEqual([null, null]);
    await refused(open(theirs.consentId), 'not_found');
    expect((await open(others.consentId)).choices).toHaveLength(1);
    expect(await call(verifyOwnLedger, org.owner)).toMatchObject({ ok: true });
  });
});

describe('after three years', () => {
  it('choices go, but for those of a browser that chose again since and of a person who is held', async () => {
    const contact = await call(createContact, org.owner, { email: 'held@example.org' });
    const [old, again, held] = [await choose(shop), await choose(shop), await choose(shop)];
    await link(held.consentId, contact.id);
    await call(placeHold, org.owner, { contactId: contact.id, reason: 'Court' });
    rt.clock.advance(1_000 * daySeconds);
    await choose(shop, { consentId: again.consentId });
    rt.clock.advance(100 * daySeconds);
    await call(runRetention, org.owner);
    await refused(open(old.consentId), 'not_found');
    expect((await detailsOf(old.id)).map(({ detail }) => detail)).toEqual([null]);
    expect((await open(again.consentId)).choices).toHaveLength(2);
    expect((await open(held.consentId)).choices).toHaveLength(1);
    expect(await call(verifyOwnLedger, org.owner)).toMatchObject({ ok: true });
  });
});

describe('where a visitor asked from', () => {
  it('stands in no file of the data folder and in no page of a database, whatever they did', async () => {
    const [address, marked] = ['198.51.100.213', 'QuackBrowser/77.1'];
    const userAgent = `Mozilla/5.0 (Windows NT 10.0) ${marked} Firefox/140.0`;
    const request = { address, userAgent };
    const { consentId } = await choose(shop, {}, request);
    const second = await choose(shop, {}, request);
    await refused(choose(shop, {}, { ...request, origin: 'https://evil.example' }), 'origin_refused');
    await refused(choose(shop, { policy: 'f'.repeat(64) }, request), 'invalid_input');
    await Promise.allSettled(Array.from({ length: 125 }, () => choose(shop, {}, request)));
    await call(openConsents, anonymous, keyOf(consentId), { request: visitorRequest(request) });
    await call(deleteOwnConsents, anonymous, keyOf(consentId), { request: visitorRequest(request) });
    const keys = await openEverything(rt);
    await rt.close();
    expect(searchFolder(keys, [address, marked, consentId, second.consentId])).toEqual([]);
    // It finds what is there.
    expect(searchFolder(keys, [second.id])).not.toEqual([]);
  });
});

it.each([`https://example.com/${'ж'.repeat(400)}`, `https://${'ж.'.repeat(100)}example`])(
  'settings keep no link that could not be read again, as it stands once it is encoded: %#',
  async (privacyUrl) => {
    const settings = { ...consentDefaults, privacyUrl };
    const error = await refused(call(updateConsentSettings, org.owner, { id: shop.id, settings }), 'invalid_input');
    expect(error.problems).toEqual([{ path: 'settings.privacyUrl', message: 'At most 500 characters' }]);
    expect((await call(readConsentSettings, org.owner, { id: shop.id })).draft.privacyUrl).toBeNull();
  },
);

it('what visitors chose is deleted by nobody, themselves included, while a legal hold keeps everything', async () => {
  const { consentId } = await choose(shop);
  const hold = await call(placeHold, org.owner, { reason: 'Court' });
  await refused(erase(consentId), 'legal_hold');
  await refused(erase('0'.repeat(26)), 'not_found');
  expect((await open(consentId)).choices).toHaveLength(1);
  await call(releaseHold, org.owner, { id: hold.id });
  expect(await erase(consentId)).toEqual({ deleted: 1 });
});

it.each([
  ['all storefronts', {}, 'ConsentRecord_at_id_idx'],
  ['all storefronts from a day on', { from: '2026-01-01T00:00:00.000Z' }, 'ConsentRecord_at_id_idx'],
  ['one storefront', { storefront: 'stf_1' }, 'ConsentRecord_storefrontId_at_idx'],
])('the newest choices of %s are found by an index, however many there are', async (_, filter, index) => {
  const lease = await rt.tenancy.acquire(org.orgId);
  const plans: string[] = [];
  const explaining: SqlReader = {
    get: lease.db.get.bind(lease.db),
    all: async (sql, params) => {
      const steps = await lease.db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, params);
      plans.push(...steps.map(({ detail }) => detail));
      return [];
    },
  };
  await listConsentRows(explaining, filter, null, 26);
  await listConsentRows(explaining, filter, { at: '2026-06-01T00:00:00.000Z', id: 'cns_1' }, 26);
  lease.release();
  expect(plans.filter((step) => step.includes(index))).toHaveLength(2);
  expect(plans.join()).not.toContain('FOR ORDER BY');
});
