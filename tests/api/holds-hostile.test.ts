import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createActivity } from '#lib/crm/activities/create-activity.ts';
import { deleteActivity } from '#lib/crm/activities/delete-activity.ts';
import { updateActivity } from '#lib/crm/activities/update-activity.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { deleteContact } from '#lib/crm/contacts/delete-contact.ts';
import { createDeal } from '#lib/crm/deals/create-deal.ts';
import { deleteDeal } from '#lib/crm/deals/delete-deal.ts';
import { updateDeal } from '#lib/crm/deals/update-deal.ts';
import { eraseAccount } from '#lib/identity/account/erase-account.ts';
import { placeHold } from '#lib/privacy/holds/place-hold.ts';
import { releaseHold } from '#lib/privacy/holds/release-hold.ts';
import { erasePerson } from '#lib/privacy/persons/erase-person.ts';
import { runErasure } from '#lib/privacy/persons/run-erasure.ts';
import { call, createTestMember, createTestOrganization, refused, type TestOrganization } from '../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let org: TestOrganization;
let heldId: string;
let otherId: string;
let holdId: string;
let made = 0;

beforeAll(async () => {
  rt = await createTestRuntime();
});
afterAll(() => rt.close());

beforeEach(async () => {
  made += 1;
  org = await createTestOrganization(`Acme ${made}`);
  heldId = (await call(createContact, org.owner, { firstName: 'Held' })).id;
  otherId = (await call(createContact, org.owner, { firstName: 'Other', lastName: 'One' })).id;
  holdId = (await call(placeHold, org.owner, { contactId: heldId, reason: 'Court' })).id;
});

describe('a legal hold on a contact is not got around', () => {
  it.each([
    ['nobody', () => null],
    ['somebody else', () => otherId],
  ])('409: by moving a record to %s and deleting it there', async (_, to) => {
    const activity = await call(createActivity, org.owner, { kind: 'note', subject: 'Proof', contactId: heldId });
    const deal = await call(createDeal, org.owner, { title: 'Proof', contactId: heldId });
    const contactId = to();
    await refused(call(updateActivity, org.owner, { id: activity.id, contactId }), 'legal_hold');
    await refused(call(updateDeal, org.owner, { id: deal.id, contactId }), 'legal_hold');
    await refused(call(deleteActivity, org.owner, { id: activity.id }), 'legal_hold');
    await refused(call(deleteDeal, org.owner, { id: deal.id }), 'legal_hold');
    // What stays where it is can be worked on, and afterwards everything can be moved.
    await call(updateDeal, org.owner, { id: deal.id, title: 'Proof of it' });
    await call(releaseHold, org.owner, { id: holdId });
    expect(await call(updateDeal, org.owner, { id: deal.id, contactId })).toMatchObject({ contactId });
  });

  it('409: by what hangs on a deal of theirs: neither deleted, nor moved from it, nor with somebody else', async () => {
    const { id: dealId } = await call(createDeal, org.owner, { title: 'Proof', contactId: heldId });
    const own = await call(createActivity, org.owner, { kind: 'note', subject: 'Proof', dealId });
    await call(createActivity, org.owner, { kind: 'note', subject: 'Witness', dealId, contactId: otherId });
    await refused(call(deleteActivity, org.owner, { id: own.id }), 'legal_hold');
    await refused(call(updateActivity, org.owner, { id: own.id, dealId: null, contactId: otherId }), 'legal_hold');
    await refused(call(deleteContact, org.owner, { id: otherId }), 'legal_hold');
    await refused(call(erasePerson, org.owner, { id: otherId, confirm: 'Other One' }), 'legal_hold');
  });
});

it('409: no hold is placed on somebody who is being erased, whom it could not keep', async () => {
  const erasure = await call(erasePerson, org.owner, { id: otherId, confirm: 'Other One' });
  await refused(call(placeHold, org.owner, { contactId: otherId, reason: 'Too late' }), 'conflict');
  const job = { kind: 'job', orgId: org.orgId, actor: 'system' } as const;
  while (!(await call(runErasure, job, { id: erasure.id })).done);
  await refused(call(placeHold, org.owner, { contactId: otherId, reason: 'Too late' }), 'invalid_input');
});

it('an account that is erased takes nothing out of the ledger that a hold keeps, and goes all the same', async () => {
  const email = `leaver-${made}@example.com`;
  const leaver = await createTestMember(org.orgId, 'viewer', email);
  const { id } = await call(createContact, org.owner, { firstName: 'Leaver', email });
  const naming = async () => {
    const lease = await rt.tenancy.acquire(org.orgId);
    const rows = await lease.db.all('SELECT seq FROM ReceiptDetail WHERE instr(detail, ?) > 0', [email]);
    lease.release();
    return rows.length;
  };
  const before = await naming();
  expect(before).toBeGreaterThan(0);
  await call(placeHold, org.owner, { contactId: id, reason: 'Court' });
  await call(eraseAccount, leaver, { email });
  expect(await naming()).toBe(before);
  expect(await rt.tenancy.control.get('SELECT 1 FROM User WHERE id = ?', [leaver.userId])).toBeUndefined();
});
