import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createActivity } from '#lib/crm/activities/create-activity.ts';
import { deleteActivity } from '#lib/crm/activities/delete-activity.ts';
import { listActivities } from '#lib/crm/activities/list-activities.ts';
import { readActivity } from '#lib/crm/activities/read-activity.ts';
import { updateActivity } from '#lib/crm/activities/update-activity.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { createDeal } from '#lib/crm/deals/create-deal.ts';
import { call, createTestOrganization, keyPrincipal, refused, type TestOrganization } from '../support/call.ts';
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

describe('activities', () => {
  test("an activity of a deal belongs to the deal's contact too, unless another one is named", async () => {
    const contact = await call(createContact, acme.owner, { firstName: 'Ana' });
    const other = await call(createContact, acme.owner, { firstName: 'Bea' });
    const deal = await call(createDeal, acme.owner, { title: 'Deal', contactId: contact.id });
    const made = await call(createActivity, acme.owner, {
      kind: 'call',
      subject: 'Ring',
      dealId: deal.id,
      dueAt: '2026-03-02T10:00:00+02:00',
    });
    expect(made).toMatchObject({
      contactId: contact.id,
      contactName: 'Ana',
      dealId: deal.id,
      dealTitle: 'Deal',
      dueAt: '2026-03-02T08:00:00.000Z',
      doneAt: null,
    });
    expect(await call(readActivity, acme.owner, { id: made.id })).toEqual(made);
    const named = { kind: 'note', subject: 'N', dealId: deal.id, contactId: other.id };
    expect((await call(createActivity, acme.owner, named)).contactName).toBe('Bea');
    const nobody = { kind: 'note', subject: 'N', dealId: deal.id, contactId: null };
    expect((await call(createActivity, acme.owner, nobody)).contactId).toBeNull();
    const key = keyPrincipal(acme.orgId, ['activities:read']);
    expect(await call(readActivity, key, { id: made.id })).toMatchObject({ contactName: null, dealTitle: null });
  });

  test('are changed under a receipt and a version, done and undone, and deleted', async () => {
    const made = await call(createActivity, acme.owner, { kind: 'task', subject: 'Send offer' });
    const done = await call(updateActivity, acme.owner, {
      id: made.id,
      version: 1,
      doneAt: '2026-03-01T12:00:00Z',
    });
    expect(done).toMatchObject({ doneAt: '2026-03-01T12:00:00.000Z', version: 2 });
    await refused(call(updateActivity, acme.owner, { id: made.id, version: 1, subject: 'Late' }), 'version_conflict');
    await refused(
      call(updateActivity, acme.owner, { id: made.id, dealId: 'deal_01ARZ3NDEKTSV4RRFFQ69G5FAV' }),
      'invalid_input',
    );
    expect(await call(updateActivity, acme.owner, { id: made.id, doneAt: null })).toMatchObject({ doneAt: null });
    await refused(call(deleteActivity, globex.owner, { id: made.id }), 'not_found');
    await call(deleteActivity, acme.owner, { id: made.id });
    await refused(call(readActivity, acme.owner, { id: made.id }), 'not_found');
    const actions = (await ledgerOf(acme.orgId)).filter((receipt) => receipt.subject === made.id);
    expect(actions.map((receipt) => receipt.action)).toEqual([
      'activity.created',
      'activity.updated',
      'activity.updated',
      'activity.deleted',
    ]);
  });

  test.each([
    ['no subject', { kind: 'note' }, 'subject'],
    ['an unknown kind', { kind: 'fax', subject: 'X' }, 'kind'],
    ['a time without an offset', { kind: 'task', subject: 'X', dueAt: '2026-03-01T10:00:00' }, 'dueAt'],
    ['an unknown deal', { kind: 'task', subject: 'X', dealId: 'nope' }, 'dealId'],
  ])('with %s are refused', async (_what, input, path) => {
    const error = await refused(call(createActivity, acme.owner, input), 'invalid_input');
    expect(error.problems.map((problem) => problem.path)).toContain(path);
  });

  test('are listed by kind, contact, whether they are done and when they are due', async () => {
    const org = await createTestOrganization('Listing');
    const contact = await call(createContact, org.owner, { firstName: 'Ana' });
    for (const activity of [
      { kind: 'task', subject: 'late', dueAt: '2026-02-01T00:00:00Z' },
      { kind: 'task', subject: 'later', dueAt: '2026-04-01T00:00:00Z', contactId: contact.id },
      { kind: 'task', subject: 'done', dueAt: '2026-02-02T00:00:00Z', doneAt: '2026-02-01T00:00:00Z' },
      { kind: 'note', subject: 'a note' },
    ]) {
      await call(createActivity, org.owner, activity);
      rt.clock.advance(1);
    }
    const subjects = async (query: Record<string, unknown>) =>
      (await call(listActivities, org.owner, query)).data.map((activity) => activity.subject);
    expect(await subjects({})).toEqual(['a note', 'done', 'later', 'late']);
    expect(await subjects({ sort: 'dueAt' })).toEqual(['late', 'done', 'later', 'a note']);
    expect(await subjects({ done: 'false', dueBefore: '2026-03-01T00:00:00Z' })).toEqual(['late']);
    expect(await subjects({ done: 'true' })).toEqual(['done']);
    expect(await subjects({ kind: 'note' })).toEqual(['a note']);
    expect(await subjects({ contactId: contact.id })).toEqual(['later']);
    expect(await subjects({ q: 'ATE', sort: 'dueAt' })).toEqual(['late', 'later']);
    expect((await call(listActivities, globex.owner, {})).data).toEqual([]);
  });
});
