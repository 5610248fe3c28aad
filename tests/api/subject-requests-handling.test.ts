import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Permission } from '#lib/access/permissions.ts';
import { listAlerts } from '#lib/alerts/list-alerts.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { readContact } from '#lib/crm/contacts/read-contact.ts';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import { verifyOwnLedger } from '#lib/ledger/verify-ledger.ts';
import { listHolds } from '#lib/privacy/holds/list-holds.ts';
import { placeHold } from '#lib/privacy/holds/place-hold.ts';
import { assignRequest } from '#lib/privacy/requests/assign-request.ts';
import { extendRequest } from '#lib/privacy/requests/extend-request.ts';
import { fulfilRequest } from '#lib/privacy/requests/fulfil-request.ts';
import { linkRequest } from '#lib/privacy/requests/link-request.ts';
import { listRequests } from '#lib/privacy/requests/list-requests.ts';
import { readRequest } from '#lib/privacy/requests/read-request.ts';
import { readStatistics } from '#lib/privacy/requests/read-statistics.ts';
import { refuseRequest } from '#lib/privacy/requests/refuse-request.ts';
import { withdrawRequest } from '#lib/privacy/requests/withdraw-request.ts';
import {
  call,
  createTestMember,
  createTestOrganization,
  keyPrincipal,
  refused,
  type TestOrganization,
} from '../support/call.ts';
import { eventually } from '../support/eventually.ts';
import { answerTokenFor, askAndConfirm, mailAbout, openAsPerson, readIn } from '../support/subject-requests.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let acme: TestOrganization;
let other: TestOrganization;

beforeAll(async () => {
  rt = await createTestRuntime();
  acme = await createTestOrganization('Acme');
  other = await createTestOrganization('Other');
});
afterAll(() => rt.close());

/** The owner, who has signed in a moment ago. */
const freshOwner = () => ({ ...acme.owner, signedInAt: rt.clock.now().toISOString() });
const contactWith = async (email: string) =>
  (await call(createContact, acme.owner, { firstName: 'Canary', lastName: 'Person', email })).id;
const paid = (id: string) =>
  eventually(`the mail that ${id} owes`, async () => {
    const row = await readIn(acme, id);
    return row.owedMail === null ? row : null;
  });
/** Until the job of the request has nothing to do before its next time comes: then the clock may move. */
const atRest = (id: string) =>
  eventually('the job to rest', () =>
    rt.tenancy.control.get("SELECT 1 AS one FROM Job WHERE subject = ? AND state = 'queued' AND runAfter > ?", [
      id,
      rt.clock.now().toISOString(),
    ]),
  );
const answer = 'Here you are.';

describe('a request that is open', () => {
  it('is due one month after it was received, however late its person confirmed it', async () => {
    const { id, dueAt } = await askAndConfirm(acme);
    const row = await readIn(acme, id);
    expect(row).toMatchObject({ state: 'open', dueAt, version: 2 });
    expect(Date.parse(dueAt) - Date.parse(row.receivedAt)).toBeGreaterThan(27 * 86_400_000);
  });

  it('belongs to its organisation alone, and to owners and admins there', async () => {
    const { id } = await askAndConfirm(acme);
    for (const op of [readRequest, withdrawRequest]) await refused(call(op, other.owner, { id }), 'not_found');
    await refused(call(fulfilRequest, other.owner, { id, answer }), 'not_found');
    const admin = await createTestMember(acme.orgId, 'admin');
    expect((await call(readRequest, admin, { id })).id).toBe(id);
    for (const role of ['member', 'viewer'] as const) {
      const person = await createTestMember(acme.orgId, role);
      await refused(call(readRequest, person, { id }), 'forbidden');
      await refused(call(refuseRequest, person, { id, reason: 'No.' }), 'forbidden');
    }
    const key = (...scopes: Permission[]) => keyPrincipal(acme.orgId, scopes);
    await refused(call(readRequest, key('contacts:read'), { id }), 'forbidden');
    await refused(call(refuseRequest, key('subjectRequests:read'), { id, reason: 'No.' }), 'forbidden');
    expect((await call(readRequest, key('subjectRequests:read'), { id })).id).toBe(id);
  });

  it('is taken on by somebody who may answer it', async () => {
    const { id } = await askAndConfirm(acme);
    const [admin, member, stranger] = [
      await createTestMember(acme.orgId, 'admin'),
      await createTestMember(acme.orgId, 'member'),
      await createTestMember(other.orgId, 'owner'),
    ];
    for (const { userId } of [member, stranger]) {
      await refused(call(assignRequest, acme.owner, { id, userId }), 'not_found');
    }
    expect((await call(assignRequest, acme.owner, { id, userId: admin.userId })).assignedTo).toBe(admin.userId);
    expect((await call(assignRequest, acme.owner, { id, userId: null })).assignedTo).toBeNull();
  });

  it('is extended once, with a reason of which its person hears, and only within the first term', async () => {
    const { id, email, dueAt } = await askAndConfirm(acme);
    await refused(call(extendRequest, acme.owner, { id, reason: '' }), 'invalid_input');
    const row = await call(extendRequest, acme.owner, { id, reason: 'Ten thousand letters to read.' });
    expect(Date.parse(row.dueAt) - Date.parse(dueAt)).toBeGreaterThan(55 * 86_400_000);
    expect((await mailAbout(email, 'takes longer')).text).toContain('Ten thousand letters to read.');
    await refused(call(extendRequest, acme.owner, { id, reason: 'More.' }), 'conflict');
    const late = await askAndConfirm(acme);
    rt.clock.setTo(new Date(Date.parse(late.dueAt) + 1));
    await refused(call(extendRequest, acme.owner, { id: late.id, reason: 'Too late.' }), 'conflict');
  });

  it('is linked to a contact of its own organisation alone', async () => {
    const { id, email } = await askAndConfirm(acme);
    const theirs = (await call(createContact, other.owner, { firstName: 'B', email })).id;
    await refused(call(linkRequest, acme.owner, { id, contactId: theirs }), 'not_found');
    const contactId = await contactWith(email);
    expect((await call(linkRequest, acme.owner, { id, contactId })).contactId).toBe(contactId);
  });

  it('heeds the version that the reader saw', async () => {
    const { id } = await askAndConfirm(acme);
    await paid(id);
    const { version } = await readIn(acme, id);
    await call(assignRequest, acme.owner, { id, version, userId: acme.owner.userId });
    await refused(call(withdrawRequest, acme.owner, { id, version }), 'version_conflict');
  });
});

describe('reminders', () => {
  it('come seven days and one day before the term, then an alert that ends with the answer', async () => {
    const { id, dueAt } = await askAndConfirm(acme);
    await paid(id);
    const dueDay = Date.parse(dueAt) - 86_400_000 + 1;
    const mine = (days: string) =>
      rt
        .mailbox()
        .filter(({ to, text, subject }) => to === acme.owner.email && text.includes(id) && subject.includes(days));
    await atRest(id);
    rt.clock.setTo(new Date(dueDay - 7 * 86_400_000));
    await eventually('the reminder of seven days', () => mine('within 7 days').length === 1);
    await atRest(id);
    rt.clock.setTo(new Date(dueDay - 86_400_000));
    await eventually('the reminder of one day', () => mine('within one day').length === 1);
    await atRest(id);
    rt.clock.setTo(new Date(dueDay + 86_400_000));
    await eventually('the mail of the alert', () => mine('overdue').length === 1);
    const alert = await eventually('the alert', async () =>
      (await call(listAlerts, acme.owner, { rule: 'requests.overdue' })).data.find(({ subject }) => subject === id),
    );
    expect(alert).toMatchObject({ severity: 'critical', state: 'open' });
    expect((await call(listRequests, acme.owner, { due: 'overdue' })).data.map((row) => row.id)).toContain(id);
    expect((await call(readStatistics, acme.owner)).overdue).toBeGreaterThan(0);
    await call(refuseRequest, acme.owner, { id, reason: 'Late, and no.' });
    await eventually('the alert to end', async () =>
      (await call(listAlerts, acme.owner, { state: 'resolved' })).data.find(({ subject }) => subject === id),
    );
    expect((await call(readStatistics, acme.owner)).late).toBeGreaterThan(0);
    expect([mine('within 7 days').length, mine('within one day').length, mine('overdue').length]).toEqual([1, 1, 1]);
  });
});

describe('fulfilling', () => {
  it('access: an archive of the contact goes with the answer, and nobody else’s', async () => {
    const { id, email } = await askAndConfirm(acme);
    await contactWith('somebody-else@example.org');
    await refused(call(fulfilRequest, acme.owner, { id, answer }), 'conflict');
    await call(linkRequest, acme.owner, { id, contactId: await contactWith(email) });
    const row = await call(fulfilRequest, acme.owner, { id, answer });
    expect(row).toMatchObject({ state: 'fulfilled', exportId: expect.stringMatching(/^exp_/), answer });
    const opened = await openAsPerson(acme, email, await answerTokenFor(email));
    expect(opened.download?.left).toBe(5);
  });

  it('without having it carried out: the answer alone', async () => {
    const { id, email } = await askAndConfirm(acme);
    await call(fulfilRequest, acme.owner, { id, answer: 'We keep nothing about you.', carryOut: false });
    const opened = await openAsPerson(acme, email, await answerTokenFor(email));
    expect(opened).toMatchObject({ text: 'We keep nothing about you.', download: null });
  });

  it('erasure: only by a person who has just signed in, never past a hold; then the address goes too', async () => {
    const { id, email } = await askAndConfirm(acme, { kind: 'erasure', message: 'Canary-Message' });
    const contactId = await contactWith(email);
    await call(linkRequest, acme.owner, { id, contactId });
    rt.clock.advance(601);
    await refused(call(fulfilRequest, acme.owner, { id, answer }), 'fresh_sign_in_required');
    await refused(call(fulfilRequest, keyPrincipal(acme.orgId), { id, answer }), 'forbidden');
    const held = await askAndConfirm(acme, { kind: 'erasure' });
    const heldContact = await contactWith(held.email);
    await call(placeHold, acme.owner, { contactId: heldContact, reason: 'A court asks for it' });
    await call(linkRequest, acme.owner, { id: held.id, contactId: heldContact });
    await refused(call(fulfilRequest, freshOwner(), { id: held.id, answer }), 'legal_hold');
    expect((await readIn(acme, held.id)).state).toBe('open');

    const row = await call(fulfilRequest, freshOwner(), { id, answer: 'All of it is gone.' });
    expect(row).toMatchObject({ state: 'fulfilled', erasureId: expect.stringMatching(/^pre_/) });
    const { text } = await mailAbout(email, 'The answer to your request');
    expect(text).toContain('All of it is gone.');
    expect(text).not.toContain('/answer/');
    const gone = await eventually('the address to go', async () => {
      const found = await readIn(acme, id);
      return found.erasedAt === null ? null : found;
    });
    expect(gone).toMatchObject({ email: null, name: null, message: null, answer: null, contactId: null });
    await eventually('the contact to go', () =>
      call(readContact, acme.owner, { id: contactId }).then(
        () => false,
        () => true,
      ),
    );
    expect((await call(verifyOwnLedger, acme.owner)).ok).toBe(true);
  });

  it('erasure: nobody is told of it before nothing of them is left', async () => {
    const { id, email } = await askAndConfirm(acme, { kind: 'erasure' });
    await call(linkRequest, acme.owner, { id, contactId: await contactWith(email) });
    await paid(id);
    await atRest(id);
    // Somebody who reads an earlier state keeps the erasure from ending.
    const reader = await rt.tenancy.snapshot(acme.orgId);
    const { erasureId } = await call(fulfilRequest, freshOwner(), { id, answer: 'All of it is gone.' });
    await atRest(id);
    await atRest(erasureId ?? '');
    expect((await readIn(acme, id)).owedMail).toBe('answer');
    reader.close();
    rt.clock.advance(3);
    const { text } = await mailAbout(email, 'The answer to your request');
    expect(text).toContain('All of it is gone.');
    await paid(id);
    expect(await readIn(acme, id)).toMatchObject({ email: null, answer: null });
  });

  it('restriction: the contact is put on hold', async () => {
    const { id, email } = await askAndConfirm(acme, { kind: 'restriction' });
    const contactId = await contactWith(email);
    await call(linkRequest, acme.owner, { id, contactId });
    await call(fulfilRequest, acme.owner, { id, answer });
    expect((await call(listHolds, acme.owner, { contactId })).data).toHaveLength(1);
  });

  it('is done once, however many do it at once', async () => {
    const { id, email } = await askAndConfirm(acme);
    await call(linkRequest, acme.owner, { id, contactId: await contactWith(email) });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => call(fulfilRequest, acme.owner, { id, answer: `Answer ${index}` })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { data } = await call(listReceipts, acme.owner, { subject: id, limit: 100 });
    expect(data.filter(({ action }) => action === 'subjectRequest.fulfilled')).toHaveLength(1);
    await answerTokenFor(email);
    expect(rt.mailbox().filter(({ to, subject }) => to === email && subject.includes('The answer'))).toHaveLength(1);
  });

  it('ends a request: nothing more can be done with it', async () => {
    const { id } = await askAndConfirm(acme);
    await call(withdrawRequest, acme.owner, { id });
    await refused(call(fulfilRequest, acme.owner, { id, answer, carryOut: false }), 'conflict');
    await refused(call(refuseRequest, acme.owner, { id, reason: 'No.' }), 'conflict');
    await refused(call(extendRequest, acme.owner, { id, reason: 'Why.' }), 'conflict');
    await refused(call(assignRequest, acme.owner, { id, userId: null }), 'conflict');
  });
});

describe('the ledger', () => {
  it('tells of each step, and never in the words of the person', async () => {
    const { id, email } = await askAndConfirm(acme, { name: 'Canary-Name', message: 'Canary-Words' });
    await call(assignRequest, acme.owner, { id, userId: acme.owner.userId });
    await call(extendRequest, acme.owner, { id, reason: 'Canary-Extension' });
    await call(refuseRequest, acme.owner, { id, reason: 'Canary-Refusal' });
    await openAsPerson(acme, email, await answerTokenFor(email));
    const { data } = await call(listReceipts, acme.owner, { subject: id, limit: 100 });
    const actions = data.map(({ action }) => action.replace('subjectRequest.', '')).toReversed();
    for (const step of ['received', 'verified', 'assigned', 'extended', 'refused', 'mailed', 'opened']) {
      expect(actions).toContain(step);
    }
    const lease = await rt.tenancy.acquire(acme.orgId);
    try {
      const details = await lease.db.all(
        'SELECT d.detail FROM ReceiptDetail d JOIN Receipt r ON r.seq = d.seq WHERE r.subject = ?',
        [id],
      );
      expect(JSON.stringify(details)).not.toMatch(/Canary|person-|@/);
    } finally {
      lease.release();
    }
  });
});

describe('the list', () => {
  it('narrows by state, kind and term, goes on by its cursor, and shows what is most urgent first', async () => {
    const org = await createTestOrganization('Listed');
    const kinds = ['access', 'erasure', 'objection', 'access', 'access'];
    const made = [];
    for (const kind of kinds) {
      made.push(await askAndConfirm(org, { kind }));
      rt.clock.advance(86_400);
    }
    await call(withdrawRequest, org.owner, { id: made[3]?.id ?? '' });
    const list = (input: object) => call(listRequests, org.owner, input);
    expect((await list({ kind: 'access' })).data).toHaveLength(3);
    expect((await list({ state: 'withdrawn' })).data.map(({ id }) => id)).toEqual([made[3]?.id]);
    const newest = (await list({})).data.map(({ id }) => id);
    expect(newest).toEqual(made.map(({ id }) => id).toReversed());
    const first = await list({ state: 'open', limit: 3 });
    const rest = await list({ state: 'open', limit: 3, cursor: first.nextCursor });
    expect([...first.data, ...rest.data].map(({ id }) => id)).toEqual(
      made.filter((_, index) => index !== 3).map(({ id }) => id),
    );
    await refused(list({ kind: 'access', cursor: first.nextCursor }), 'invalid_cursor');
    expect((await call(readStatistics, org.owner)).byKind).toMatchObject({ access: 3, erasure: 1, objection: 1 });
    expect((await list({})).formUrl).toBe(`${rt.origin}/privacy/listed`);
  });
});
