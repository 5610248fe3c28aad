import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import { isoAfter } from '#lib/platform/clock.ts';
import { newId } from '#lib/platform/ids.ts';
import { erasePerson } from '#lib/privacy/persons/erase-person.ts';
import { confirmRequest } from '#lib/privacy/requests/confirm-request.ts';
import { eraseOldRequests } from '#lib/privacy/requests/erase-old-requests.ts';
import { refuseRequest } from '#lib/privacy/requests/refuse-request.ts';
import { submitRequest } from '#lib/privacy/requests/submit-request.ts';
import { withdrawRequest } from '#lib/privacy/requests/withdraw-request.ts';
import { withTenantContext } from '#lib/tenancy/open-context.ts';
import {
  anonymous,
  call,
  createTestOrganization,
  recordedAnswer,
  refused,
  type TestOrganization,
} from '../support/call.ts';
import { eventually } from '../support/eventually.ts';
import { type SmtpCatcher, startSmtpCatcher } from '../support/smtp-catcher.ts';
import { codeIn, readIn, visitor } from '../support/subject-requests.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let acme: TestOrganization;
let smtp: SmtpCatcher;
let closed = false;

beforeAll(async () => {
  smtp = await startSmtpCatcher();
  rt = await createTestRuntime({ env: { SMTP_URL: smtp.url, MAIL_FROM: 'privacy@holdfast.example' } });
  acme = await createTestOrganization('Acme');
  smtp.refuse(() => closed);
});
afterAll(async () => {
  await rt.close();
  await smtp.close();
});

const sentTo = (email: string, subject: string) =>
  smtp.mails.filter(({ envelope, parsed }) => envelope.to.includes(email) && parsed.subject?.includes(subject));

let asked = 0;
async function confirmed(again?: string) {
  asked += 1;
  const email = again ?? `mailed-${asked}@example.org`;
  const before = sentTo(email, 'Confirm').length;
  const { requestId: id } = await call(submitRequest, anonymous, { org: 'acme', kind: 'access', email }, visitor());
  const mail = await eventually('the code', () => sentTo(email, 'Confirm')[before]);
  await call(
    confirmRequest,
    anonymous,
    { org: 'acme', requestId: id, code: codeIn(mail.parsed.text ?? '') },
    visitor(),
  );
  await eventually('that it was received', () => sentTo(email, 'received').length > 0);
  await eventually('that it owes nothing', async () => (await readIn(acme, id)).owedMail === null);
  return { id, email };
}

/** Does something inside the organisation, as a job does. */
const inAcme = <T>(body: Parameters<typeof withTenantContext<T>>[2]) =>
  withTenantContext(
    acme.orgId,
    {
      principal: { kind: 'job', orgId: acme.orgId, actor: 'system' },
      request: {
        requestId: newId('req'),
        door: 'job',
        address: 'local',
        userAgent: null,
        cookies: new Map(),
        body: null,
      },
      answer: { setCookie: () => undefined, noteLimit: () => recordedAnswer() },
    },
    body,
  );

describe('mail that is not taken', () => {
  it('stays owed and is tried again; the answer is as it was, and comes once', async () => {
    const { id, email } = await confirmed();
    closed = true;
    await call(refuseRequest, acme.owner, { id, reason: 'Because.' });
    await eventually('an attempt', async () =>
      rt.tenancy.control.get("SELECT 1 AS one FROM Job WHERE subject = ? AND state = 'queued' AND runAfter > ?", [
        id,
        rt.clock.now().toISOString(),
      ]),
    );
    expect((await readIn(acme, id)).owedMail).toBe('answer');
    closed = false;
    rt.clock.advance(3_600);
    await eventually('the answer', () => sentTo(email, 'The answer').length === 1);
    await eventually('that nothing is owed', async () => (await readIn(acme, id)).owedMail === null);
    const receipts = await call(listReceipts, acme.owner, { subject: id, action: 'subjectRequest.mailed', limit: 10 });
    // That it was received, and the answer.
    expect(receipts.data).toHaveLength(2);
    expect(sentTo(email, 'The answer')).toHaveLength(1);
  });

  it('of a code is told to the person at once', async () => {
    closed = true;
    const input = { org: 'acme', kind: 'access', email: 'turned-away@example.org' };
    await refused(call(submitRequest, anonymous, input, visitor()), 'mail_unavailable');
    closed = false;
    await call(submitRequest, anonymous, input, visitor());
  });
});

describe('what is removed in time', () => {
  it('words and address go three years after a request was closed, and not before', async () => {
    const { id } = await confirmed();
    await call(withdrawRequest, acme.owner, { id });
    await eventually('that nothing is owed', async () => (await readIn(acme, id)).owedMail === null);
    const { closedAt } = await readIn(acme, id);
    rt.clock.setTo(isoAfter(new Date(closedAt ?? ''), (3 * 365 - 1) * 86_400));
    await inAcme((ctx) => eraseOldRequests(ctx));
    expect((await readIn(acme, id)).erasedAt).toBeNull();
    rt.clock.advance(3 * 86_400);
    expect(await inAcme((ctx) => eraseOldRequests(ctx))).toBeGreaterThan(0);
    expect(await readIn(acme, id)).toMatchObject({ state: 'withdrawn', email: null, name: null, message: null });
    expect(await inAcme((ctx) => eraseOldRequests(ctx))).toBe(0);
  });

  it('an erasure of the person takes them from closed requests at once, and from open ones with their answer', async () => {
    const done = await confirmed();
    await call(withdrawRequest, acme.owner, { id: done.id });
    await eventually('that nothing is owed', async () => (await readIn(acme, done.id)).owedMail === null);
    const open = await confirmed(done.email);
    const owner = { ...acme.owner, signedInAt: rt.clock.now().toISOString() };
    await call(erasePerson, owner, { id: done.email, confirm: done.email });
    await eventually('the erasure', async () => (await readIn(acme, done.id)).email === null);
    await eventually('the mark', async () => (await readIn(acme, open.id)).erasureId !== null);
    expect((await readIn(acme, open.id)).email).toBe(open.email);
    await call(refuseRequest, acme.owner, { id: open.id, reason: 'Nothing is left.' });
    const mail = await eventually('the answer itself', () => sentTo(open.email, 'The answer').at(-1));
    expect(mail.parsed.text).toContain('Nothing is left.');
    await eventually('the address to go', async () => (await readIn(acme, open.id)).email === null);
  });
});
