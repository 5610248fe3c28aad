import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createActivity } from '#lib/crm/activities/create-activity.ts';
import { readActivity } from '#lib/crm/activities/read-activity.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { createDeal } from '#lib/crm/deals/create-deal.ts';
import { deleteDeal } from '#lib/crm/deals/delete-deal.ts';
import { listDeals } from '#lib/crm/deals/list-deals.ts';
import { readDeal } from '#lib/crm/deals/read-deal.ts';
import { updateDeal } from '#lib/crm/deals/update-deal.ts';
import {
  call,
  createTestMember,
  createTestOrganization,
  keyPrincipal,
  refused,
  type TestOrganization,
} from '../support/call.ts';
import { ledgerOf } from '../support/ledger.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let acme: TestOrganization;
let globex: TestOrganization;

beforeAll(async () => {
  rt = await createTestRuntime();
  acme = await createTestOrganization('Acme');
  globex = await createTestOrganization('Globex');
});

afterAll(() => rt.close());

describe('deals.create', () => {
  test('keeps amounts exact up to the largest whole number, and names the contact', async () => {
    const contact = await call(createContact, acme.owner, { firstName: 'Ana', lastName: 'Lee' });
    const deal = await call(createDeal, acme.owner, {
      contactId: contact.id,
      title: 'Big one',
      stage: 'proposal',
      amountMinor: Number.MAX_SAFE_INTEGER,
      currency: 'eur',
      expectedCloseOn: '2026-12-31',
    });
    expect(deal).toMatchObject({
      contactId: contact.id,
      contactName: 'Ana Lee',
      amountMinor: Number.MAX_SAFE_INTEGER,
      currency: 'EUR',
      expectedCloseOn: '2026-12-31',
      closedAt: null,
      version: 1,
    });
    expect(await call(readDeal, acme.owner, { id: deal.id })).toEqual(deal);
    expect((await call(listDeals, acme.owner, { contactId: contact.id })).data).toEqual([deal]);
    expect((await ledgerOf(acme.orgId)).at(-1)).toMatchObject({
      action: 'deal.created',
      subject: deal.id,
      detail: { amountMinor: Number.MAX_SAFE_INTEGER, currency: 'EUR', contactId: contact.id },
    });
  });

  test.each([
    ['no title', { title: '  ' }, 'title'],
    ['an amount without a currency', { title: 'X', amountMinor: 100 }, 'currency'],
    ['a fraction of a cent', { title: 'X', amountMinor: 1.5, currency: 'USD' }, 'amountMinor'],
    ['an amount below zero', { title: 'X', amountMinor: -1, currency: 'USD' }, 'amountMinor'],
    ['an amount that is not exact any more', { title: 'X', amountMinor: 2 ** 53, currency: 'USD' }, 'amountMinor'],
    ['a currency that does not exist', { title: 'X', amountMinor: 1, currency: 'XYZ' }, 'currency'],
    ['a day that does not exist', { title: 'X', expectedCloseOn: '2026-02-30' }, 'expectedCloseOn'],
    ['an unknown stage', { title: 'X', stage: 'maybe' }, 'stage'],
    ['a contact that does not exist', { title: 'X', contactId: 'con_01ARZ3NDEKTSV4RRFFQ69G5FAV' }, 'contactId'],
  ])('refuses %s and writes nothing', async (_what, input, path) => {
    const before = (await ledgerOf(acme.orgId)).length;
    const error = await refused(call(createDeal, acme.owner, input), 'invalid_input');
    expect(error.problems.map((problem) => problem.path)).toContain(path);
    expect((await ledgerOf(acme.orgId)).length).toBe(before);
  });

  test('is refused to a viewer', async () => {
    const viewer = await createTestMember(acme.orgId, 'viewer');
    await refused(call(createDeal, viewer, { title: 'No' }), 'forbidden');
  });
});

describe('deals.update', () => {
  test('closes a deal when it is won, and opens it again', async () => {
    const deal = await call(createDeal, acme.owner, { title: 'Deal' });
    rt.clock.advance(3600);
    const won = await call(updateDeal, acme.owner, { id: deal.id, version: 1, stage: 'won' });
    expect(won).toMatchObject({ stage: 'won', closedAt: rt.clock.now().toISOString(), version: 2 });
    const renamed = await call(updateDeal, acme.owner, { id: deal.id, title: 'Deal!' });
    expect(renamed.closedAt).toBe(won.closedAt);
    expect(await call(updateDeal, acme.owner, { id: deal.id, stage: 'lead' })).toMatchObject({ closedAt: null });
    const receipts = (await ledgerOf(acme.orgId)).filter((receipt) => receipt.subject === deal.id);
    expect(receipts.map((receipt) => receipt.action)).toEqual([
      'deal.created',
      'deal.updated',
      'deal.updated',
      'deal.updated',
    ]);
    expect(receipts[1]?.detail).toMatchObject({ changes: { stage: { from: 'lead', to: 'won' } } });
  });

  test('with an old version, of an unknown deal, or leaving an amount without currency is refused', async () => {
    const deal = await call(createDeal, acme.owner, { title: 'Deal', amountMinor: 5, currency: 'USD' });
    await call(updateDeal, acme.owner, { id: deal.id, title: 'Changed' });
    await refused(call(updateDeal, acme.owner, { id: deal.id, version: 1, title: 'Late' }), 'version_conflict');
    await refused(call(updateDeal, acme.owner, { id: deal.id, currency: null }), 'invalid_input');
    await refused(call(updateDeal, globex.owner, { id: deal.id, title: 'Mine' }), 'not_found');
    expect((await call(readDeal, acme.owner, { id: deal.id })).title).toBe('Changed');
  });
});

describe('deals.delete', () => {
  test('takes the activities of the deal along; the receipt says how many', async () => {
    const deal = await call(createDeal, acme.owner, { title: 'Doomed' });
    const activity = await call(createActivity, acme.owner, { kind: 'call', subject: 'Ring', dealId: deal.id });
    await refused(call(deleteDeal, globex.owner, { id: deal.id }), 'not_found');
    await call(deleteDeal, acme.owner, { id: deal.id });
    await refused(call(readDeal, acme.owner, { id: deal.id }), 'not_found');
    await refused(call(readActivity, acme.owner, { id: activity.id }), 'not_found');
    expect((await ledgerOf(acme.orgId)).at(-1)).toMatchObject({
      action: 'deal.deleted',
      subject: deal.id,
      detail: { activitiesDeleted: 1, deal: { title: 'Doomed' } },
    });
  });
});

describe('deals.list', () => {
  test('filters by stage, title and contact, and pages through deals with and without a date', async () => {
    const org = await createTestOrganization('Listing');
    const contact = await call(createContact, org.owner, { company: 'Initech' });
    const deals = [
      { title: 'Alpha 100%', stage: 'lead', expectedCloseOn: '2026-05-01' },
      { title: 'Beta', stage: 'won', contactId: contact.id },
      { title: 'Gamma', stage: 'lead', expectedCloseOn: '2026-04-01' },
      { title: 'Delta', stage: 'lead' },
    ];
    for (const deal of deals) await call(createDeal, org.owner, deal);
    const titles = async (query: Record<string, unknown>) =>
      (await call(listDeals, org.owner, query)).data.map((deal) => deal.title);
    expect(await titles({ stage: 'lead', sort: 'title' })).toEqual(['Alpha 100%', 'Delta', 'Gamma']);
    expect(await titles({ contactId: contact.id })).toEqual(['Beta']);
    expect(await titles({ q: '0%' })).toEqual(['Alpha 100%']);

    const paged: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof call<typeof listDeals.input, typeof listDeals.output>>> = await call(
        listDeals,
        org.owner,
        { sort: 'expectedCloseOn', limit: 1, ...(cursor === null ? {} : { cursor }) },
      );
      paged.push(...page.data.map((deal) => deal.title));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(paged).toEqual(['Gamma', 'Alpha 100%', 'Beta', 'Delta']);
    expect((await call(listDeals, globex.owner, {})).data).toEqual([]);
  });

  test('does not tell the names of contacts to a key that may not read contacts', async () => {
    const contact = await call(createContact, acme.owner, { firstName: 'Hidden' });
    const deal = await call(createDeal, acme.owner, { title: 'Visible', contactId: contact.id });
    const key = keyPrincipal(acme.orgId, ['deals:read', 'deals:write']);
    expect(await call(readDeal, key, { id: deal.id })).toMatchObject({ contactId: contact.id, contactName: null });
    const { data } = await call(listDeals, key, { q: 'Visible' });
    expect(data).toMatchObject([{ contactName: null }]);
    expect(await call(updateDeal, key, { id: deal.id, title: 'Seen' })).toMatchObject({ contactName: null });
  });
});
