import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '#lib/access/operation.ts';
import { deleteOwnConsents } from '#lib/consent/delete-consents.ts';
import { exportConsents } from '#lib/consent/export-consents.ts';
import { linkConsent, linkTagOf } from '#lib/consent/link-consent.ts';
import { openConsents } from '#lib/consent/open-consents.ts';
import { proveConsent } from '#lib/consent/prove-consent.ts';
import { bannerTexts } from '#lib/consent/texts/texts.ts';
import { withdrawConsent } from '#lib/consent/withdraw-consent.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { verifyOwnLedger } from '#lib/ledger/verify-ledger.ts';
import { placeHold } from '#lib/privacy/holds/place-hold.ts';
import { anonymous, call, createTestOrganization, refused, type TestOrganization } from '../support/call.ts';
import {
  type AskingStorefront,
  askingStorefront,
  choose,
  firefox,
  noToAll,
  visitorRequest,
  yesToAll,
} from '../support/consents.ts';
import { type ExportReport, standaloneVerifier } from '../support/holdfast-verify.ts';
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

let visitors = 0;
/** Each call from an address of its own, so that limits stay out of the way. */
const as = (op: Operation, input: unknown) => {
  visitors += 1;
  const address = `10.0.${Math.floor(visitors / 250)}.${visitors % 250}`;
  return call(op, anonymous, input, { request: visitorRequest({ address }) });
};
const keyOf = (consentId: string) => ({ storefront: shop.slug, consentId });

async function verified(text: string): Promise<ExportReport> {
  const { verifyExport } = await standaloneVerifier();
  return verifyExport([Buffer.from(text, 'utf8')]);
}

async function rows<Row>(sql: string): Promise<Row[]> {
  const lease = await rt.tenancy.acquire(org.orgId);
  try {
    return await lease.db.all<Row>(sql);
  } finally {
    lease.release();
  }
}

describe('with their id visitors', () => {
  it('see what was asked, word for word in their language, and every choice, newest first', async () => {
    const first = await choose(shop);
    rt.clock.advance(5);
    const second = await choose(shop, { consentId: first.consentId, method: 'reject_all', choices: noToAll });
    const shown = await call(openConsents, anonymous, keyOf(first.consentId), { request: visitorRequest() });
    expect(shown.choices.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(shown.choices[1]).toMatchObject({ choices: yesToAll, at: first.at, linked: false });
    expect(Object.keys(shown.policies[0]?.texts ?? {})).toEqual(['de']);
    expect(shown.policies[0]?.texts.de?.acceptAll).toBe(bannerTexts.de.acceptAll);
    // As people type it.
    const typed = first.consentId.toLowerCase().replace(/(.{5})/g, '$1-');
    expect(await call(openConsents, anonymous, keyOf(typed), { request: visitorRequest() })).toEqual(shown);
  });

  it('get a proof that the standalone verifier takes, with the choice opened', async () => {
    const { consentId, id } = await choose(shop);
    const { text } = await call(proveConsent, anonymous, keyOf(consentId), { request: visitorRequest() });
    expect(await verified(text)).toMatchObject({ ok: true, kind: 'filtered', receipts: 1 });
    const line = text.split('\n').find((each) => each.includes('"receipt"') && each.includes(id));
    expect(JSON.parse(JSON.parse(line ?? '').opening.detail)).toMatchObject({ policy: shop.policy, choices: yesToAll });
    const forged = text.replace('\\"marketing\\":true', '\\"marketing\\":false');
    expect(forged).not.toBe(text);
    expect((await verified(forged)).ok).toBe(false);
  });

  it('withdraw: the last choice is no to everything, and those before it stay', async () => {
    const { consentId } = await choose(shop);
    rt.clock.advance(5);
    const withdrawn = await call(withdrawConsent, anonymous, keyOf(consentId), { request: visitorRequest() });
    const { choices } = await call(openConsents, anonymous, keyOf(consentId), { request: visitorRequest() });
    expect(choices).toHaveLength(2);
    expect(choices[0]).toMatchObject({ id: withdrawn.id, method: 'withdraw', choices: noToAll, language: 'de' });
    const receipts = await rows(`SELECT 1 FROM Receipt WHERE subject = '${withdrawn.id}'`);
    expect(receipts).toHaveLength(1);
  });

  it('delete: nothing is left to open or to prove, and the ledger verifies', async () => {
    const { consentId, id } = await choose(shop, { choices: { ...noToAll, analytics: true }, method: 'custom' });
    const before = await rows<{ detail: string | null }>(detailOf(id));
    expect(before[0]?.detail).toContain('"analytics":true');
    expect(await as(deleteOwnConsents, keyOf(consentId))).toEqual({ deleted: 1 });
    expect(await rows(`SELECT id FROM ConsentRecord WHERE id = '${id}'`)).toEqual([]);
    const [erased] = await rows<{ detail: string | null; salt: unknown }>(detailOf(id));
    expect(erased).toEqual({ detail: null, salt: null });
    for (const op of [openConsents, proveConsent, withdrawConsent, deleteOwnConsents]) {
      await refused(as(op as unknown as Operation, keyOf(consentId)), 'not_found');
    }
    expect(await call(verifyOwnLedger, org.owner)).toMatchObject({ ok: true });
    // A browser that still has the id begins another.
    expect((await choose(shop, { consentId })).consentId).not.toBe(consentId);
  });

  const detailOf = (id: string) =>
    `SELECT d.detail, d.salt FROM Receipt r JOIN ReceiptDetail d ON d.seq = r.seq
      WHERE r.subject = '${id}' AND r.action = 'consent.recorded'`;

  it('may do so too once the storefront is no longer published', async () => {
    const gone = await askingStorefront(org);
    const { consentId } = await choose(gone);
    const lease = await rt.tenancy.acquire(org.orgId);
    await lease.db.write((tx) => tx.run(`UPDATE Storefront SET state = 'unpublished' WHERE id = ?`, [gone.id]));
    lease.release();
    const key = { storefront: gone.slug, consentId };
    await expect(as(withdrawConsent as unknown as Operation, key)).resolves.toBeDefined();
    await expect(as(deleteOwnConsents as unknown as Operation, key)).resolves.toEqual({ deleted: 2 });
  });
});

describe('without their id nobody', () => {
  it.each([
    ['open', openConsents],
    ['prove', proveConsent],
    ['withdraw', withdrawConsent],
    ['delete', deleteOwnConsents],
  ])('can %s: whatever is wrong is answered alike', async (_what, op) => {
    const { consentId, id } = await choose(shop);
    const elsewhere = await askingStorefront(await createTestOrganization(`Else ${_what}`));
    const [row] = await rows<{ consentId: string }>(`SELECT consentId FROM ConsentRecord WHERE id = '${id}'`);
    const tries = [
      { storefront: shop.slug, consentId: '0'.repeat(26) },
      { storefront: shop.slug, consentId: 'nonsense' },
      { storefront: shop.slug, consentId: id },
      { storefront: shop.slug, consentId: row?.consentId ?? '' },
      { storefront: elsewhere.slug, consentId },
      { storefront: 'never-was', consentId },
    ];
    const answers = [];
    for (const input of tries) answers.push(await refused(as(op as unknown as Operation, input), 'not_found'));
    expect(new Set(answers.map(({ publicMessage }) => publicMessage)).size).toBe(1);
  });

  it('tries many: the limit counts by address', async () => {
    const outcomes = [];
    for (let n = 0; n < 32; n += 1) {
      const request = visitorRequest({ address: '192.0.2.200' });
      outcomes.push(call(openConsents, anonymous, keyOf('0'.repeat(26)), { request }).catch(({ code }) => code));
    }
    const codes = await Promise.all(outcomes);
    expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(2);
  });
});

describe('a linked choice', () => {
  it('names the contact, is linked once, and stays while its person is held', async () => {
    const contact = await call(createContact, org.owner, { email: 'visitor@example.org' });
    const second = await call(createContact, org.owner, { email: 'second@example.org' });
    const { consentId, id } = await choose(shop);
    const link = async (contactId: string, given: string) => {
      const lease = await rt.tenancy.acquire(org.orgId);
      try {
        const linked = { storefrontId: shop.id, tag: linkTagOf(given), contactId };
        return await lease.db.write((tx) => linkConsent(tx, linked));
      } finally {
        lease.release();
      }
    };
    expect(await link(contact.id, '0'.repeat(26))).toEqual([]);
    expect(await link(contact.id, consentId)).toEqual([
      { action: 'consent.linked', subject: id, detail: { contactId: contact.id } },
    ]);
    expect(await link(second.id, consentId)).toEqual([]);
    await call(placeHold, org.owner, { contactId: contact.id, reason: 'Court' });
    await refused(as(deleteOwnConsents as unknown as Operation, keyOf(consentId)), 'legal_hold');
  });
});

describe('proof for the organisation', () => {
  it('is a file that verifies, of one storefront or of all', async () => {
    const own = await askingStorefront(org);
    await choose(own);
    await choose(shop);
    const textOf = async (input: object) => {
      const { stream } = await call(exportConsents, org.owner, input);
      return new Response(stream as ReadableStream).text();
    };
    const all = await textOf({});
    const one = await textOf({ storefront: own.id });
    expect(await verified(all)).toMatchObject({ ok: true, kind: 'filtered' });
    expect(await verified(one)).toMatchObject({ ok: true, kind: 'filtered', receipts: 1 });
    expect(one).not.toContain(shop.id);
  });
});

describe('no address of a visitor', () => {
  it('is kept anywhere, whatever becomes of the request', async () => {
    const canary = '198.51.100.123';
    const request = { address: canary };
    const { consentId } = await choose(shop, {}, request);
    await refused(choose(shop, {}, { ...request, origin: 'https://evil.example' }), 'origin_refused');
    for (let n = 0; n < 130; n += 1) await choose(shop, {}, request).catch(() => undefined);
    await call(openConsents, anonymous, keyOf(consentId), { request: visitorRequest(request) });
    await call(deleteOwnConsents, anonymous, keyOf(consentId), { request: visitorRequest(request) });
    const tables = await rt.tenancy.control.all<{ name: string }>(tablesOf);
    let looked = '';
    for (const { name } of tables) looked += JSON.stringify(await rt.tenancy.control.all(`SELECT * FROM "${name}"`));
    for (const { name } of await rows<{ name: string }>(tablesOf))
      looked += JSON.stringify(await rows(`SELECT * FROM "${name}"`));
    // The limit, the refusal, the opening and the deletion were noted; where they came from was not.
    for (const noted of ['limit.hit', 'access.denied', 'consent.open', 'consent.delete'])
      expect(looked).toContain(noted);
    expect(looked).not.toContain(canary);
    expect(looked).not.toContain(firefox);
    expect(looked).not.toContain(consentId);
  });

  const tablesOf = `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%\\_fts%' ESCAPE '\\' AND sql NOT LIKE 'CREATE VIRTUAL%'`;
});
