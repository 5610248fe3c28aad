import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { deleteContact } from '#lib/crm/contacts/delete-contact.ts';
import { createInteraction } from '#lib/interactions/create-interaction.ts';
import { listInteractions } from '#lib/interactions/list-interactions.ts';
import { verifyOwnLedger } from '#lib/ledger/verify-ledger.ts';
import { placeHold } from '#lib/privacy/holds/place-hold.ts';
import { releaseHold } from '#lib/privacy/holds/release-hold.ts';
import { listRetentionHistory } from '#lib/privacy/retention/list-history.ts';
import { listRetention } from '#lib/privacy/retention/list-rules.ts';
import { previewRetention } from '#lib/privacy/retention/preview-cut.ts';
import { organisationRuleNames, ruleOf } from '#lib/privacy/retention/rules.ts';
import { runRetention } from '#lib/privacy/retention/run-cut.ts';
import { updateRetention } from '#lib/privacy/retention/update-rule.ts';
import { call, createTestMember, createTestOrganization, refused, type TestOrganization } from '../support/call.ts';
import { ledgerOf } from '../support/ledger.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let acme: TestOrganization;
let globex: TestOrganization;

beforeEach(async () => {
  rt = await createTestRuntime();
  acme = await createTestOrganization('Acme');
  globex = await createTestOrganization('Globex');
});
afterEach(() => rt.close());

const daySeconds = 86_400;

/** A contact with interactions that happened so many seconds ago. */
async function contactWith(org: TestOrganization, ...secondsAgo: readonly number[]): Promise<string> {
  const { id } = await call(createContact, org.owner, { firstName: 'Ada' });
  for (const seconds of secondsAgo) {
    await call(createInteraction, org.owner, {
      contactId: id,
      channel: 'email',
      direction: 'inbound',
      occurredAt: new Date(rt.clock.now().getTime() - seconds * 1000).toISOString(),
      body: 'a secret of Ada',
    });
  }
  return id;
}

async function interactionsOf(org: TestOrganization): Promise<number> {
  return (await call(listInteractions, org.owner, { limit: 100 })).data.length;
}

const fresh = async (org: TestOrganization) => createTestMember(org.orgId, 'owner');

describe('interactions', () => {
  test('a second before their 24 months are kept, a second after they go, and so does what receipts say of them', async () => {
    await contactWith(acme, 0);
    await contactWith(globex, 0);
    rt.clock.advance(730 * daySeconds);
    expect(await call(runRetention, acme.owner)).toEqual({ data: [], total: 0, done: true });
    expect(await interactionsOf(acme)).toBe(1);
    const before = await ledgerOf(acme.orgId);
    rt.clock.advance(1);
    expect(await call(previewRetention, acme.owner, { rule: 'interactions' })).toMatchObject({ total: 1 });
    const cut = await call(runRetention, acme.owner);
    expect(cut).toEqual({ data: [{ rule: 'interactions', title: 'Interactions', count: 1 }], total: 1, done: true });
    expect(await interactionsOf(acme)).toBe(0);
    expect(await interactionsOf(globex)).toBe(1);

    const after = await ledgerOf(acme.orgId);
    const actions = (entries: typeof before) => entries.map(({ action, subject }) => [action, subject]);
    expect(actions(after).slice(0, before.length)).toEqual(actions(before));
    expect(after.at(-1)).toMatchObject({ action: 'retention.ran', actor: acme.owner.userId });
    const lease = await rt.tenancy.acquire(acme.orgId);
    const details = await lease.db.all<{ detail: string | null }>('SELECT detail FROM ReceiptDetail ORDER BY seq');
    lease.release();
    expect(JSON.stringify(details)).not.toContain('a secret of Ada');
    expect(await call(verifyOwnLedger, acme.owner)).toMatchObject({ ok: true });
  });

  test('nothing to remove leaves no receipt', async () => {
    await contactWith(acme, 0);
    const before = await ledgerOf(acme.orgId);
    await call(runRetention, acme.owner);
    expect(await ledgerOf(acme.orgId)).toEqual(before);
  });
});

describe('a rule', () => {
  test('is overridden within its bounds, and only there', async () => {
    await contactWith(acme, 40 * daySeconds);
    for (const days of [29, 3_651]) {
      const error = await refused(call(updateRetention, acme.owner, { rule: 'interactions', days }), 'invalid_input');
      expect(error.problems).toEqual([{ path: 'days', message: 'From 30 to 3650 days.' }]);
    }
    await refused(call(updateRetention, acme.owner, { rule: 'idempotency', days: 2 }), 'invalid_input');
    await refused(call(updateRetention, acme.owner, { rule: 'limiter', days: 2 }), 'invalid_input');
    expect(await call(previewRetention, acme.owner, { rule: 'interactions', days: 30 })).toMatchObject({ total: 1 });
    expect(await call(updateRetention, acme.owner, { rule: 'interactions', days: 30 })).toMatchObject({
      days: 30,
      defaultDays: 730,
      updatedBy: acme.owner.userId,
    });
    expect(await call(runRetention, acme.owner)).toMatchObject({ total: 1 });
    expect((await ledgerOf(acme.orgId)).map(({ action }) => action)).toContain('retention.changed');
    const { data } = await call(listRetention, globex.owner);
    expect(data.find(({ rule }) => rule === 'interactions')).toMatchObject({ days: 730, updatedAt: null });
    expect(await call(updateRetention, acme.owner, { rule: 'interactions', days: null })).toMatchObject({ days: 730 });
  });

  test('asks for a fresh sign-in before it keeps less, not before it keeps more', async () => {
    rt.clock.advance(3_600);
    await call(updateRetention, acme.owner, { rule: 'interactions', days: 800 });
    await refused(call(updateRetention, acme.owner, { rule: 'interactions', days: 799 }), 'fresh_sign_in_required');
    await refused(call(updateRetention, acme.owner, { rule: 'interactions', days: null }), 'fresh_sign_in_required');
    await call(updateRetention, await fresh(acme), { rule: 'interactions', days: 799 });
  });

  test('says what goes, why, and which days an organisation may set', async () => {
    const { data } = await call(listRetention, acme.owner);
    expect(data.map(({ rule }) => rule)).toEqual(organisationRuleNames);
    for (const { rule, defaultDays, daysMin, daysMax } of data) {
      expect(defaultDays).toBe(ruleOf(rule as (typeof organisationRuleNames)[number]).days);
      if (daysMin !== null) expect(daysMin <= defaultDays && defaultDays <= (daysMax ?? 0), rule).toBe(true);
    }
  });

  test('is seen by admins and set by them, by members not', async () => {
    const member = await createTestMember(acme.orgId, 'member');
    await refused(call(listRetention, member), 'forbidden');
    await refused(call(runRetention, member), 'forbidden');
    await call(listRetention, await createTestMember(acme.orgId, 'admin'));
  });
});

describe('a legal hold', () => {
  test('on the organisation stops every cut of its records; released, the next run takes them', async () => {
    await contactWith(acme, 800 * daySeconds);
    await contactWith(globex, 800 * daySeconds);
    const hold = await call(placeHold, acme.owner, { reason: 'Case 7 O 12/26' });
    expect(await call(previewRetention, acme.owner)).toMatchObject({ total: 0 });
    expect(await call(runRetention, acme.owner)).toMatchObject({ total: 0, done: true });
    expect(await interactionsOf(acme)).toBe(1);
    expect(await call(runRetention, globex.owner)).toMatchObject({ total: 1 });
    await call(releaseHold, await fresh(acme), { id: hold.id });
    expect(await call(runRetention, acme.owner)).toMatchObject({ total: 1 });
  });

  test('on a contact keeps what is about that contact, and nothing of others', async () => {
    const held = await contactWith(acme, 800 * daySeconds, 900 * daySeconds);
    await contactWith(acme, 800 * daySeconds);
    await call(placeHold, acme.owner, { contactId: held, reason: 'Complaint of the regulator' });
    expect(await call(previewRetention, acme.owner)).toMatchObject({ total: 1 });
    expect(await call(runRetention, acme.owner)).toMatchObject({ total: 1 });
    expect((await call(listInteractions, acme.owner, {})).data.map(({ contactId }) => contactId)).toEqual([held, held]);
  });

  test('that is placed while a cut runs stops it', async () => {
    await contactWith(acme, ...Array.from({ length: 3 }, () => 800 * daySeconds));
    const [, cut] = await Promise.all([
      call(placeHold, acme.owner, { reason: 'Case 7 O 12/26' }),
      call(runRetention, acme.owner),
    ]);
    expect(cut.total + (await interactionsOf(acme))).toBe(3);
    expect((await call(runRetention, acme.owner)).total).toBe(0);
  });
});

test('what a deleted contact left in receipts goes after its days, and what is still there stays', async () => {
  const gone = await contactWith(acme);
  const kept = await contactWith(acme);
  await call(deleteContact, acme.owner, { id: gone });
  rt.clock.advance(730 * daySeconds + 1);
  expect(await call(previewRetention, acme.owner, { rule: 'receiptDetails' })).toMatchObject({ total: 2 });
  await call(runRetention, acme.owner);
  const lease = await rt.tenancy.acquire(acme.orgId);
  const open = await lease.db.all<{ subject: string }>(
    `SELECT r.subject FROM Receipt r JOIN ReceiptDetail d ON d.seq = r.seq
      WHERE d.detail IS NOT NULL AND r.action LIKE 'contact.%'`,
  );
  lease.release();
  expect(open).toEqual([{ subject: kept }]);
  expect(await call(verifyOwnLedger, acme.owner)).toMatchObject({ ok: true });
});

describe('the daily run', () => {
  test('cuts every organisation by jobs, catches up after days off, and is the history', async () => {
    await contactWith(acme, 729 * daySeconds);
    await contactWith(globex, 729 * daySeconds);
    await rt.scheduler.runDue();
    rt.clock.advance(5 * daySeconds);
    await rt.scheduler.runDue();
    const today = rt.clock.now().toISOString().slice(0, 10);
    for (const org of [acme, globex]) {
      await expect.poll(() => interactionsOf(org), { timeout: 30_000 }).toBe(0);
      const { data } = await call(listRetentionHistory, org.owner);
      expect(data).toContainEqual(expect.objectContaining({ day: today, rule: 'interactions', count: 1, cuts: 1 }));
    }
  });
});
