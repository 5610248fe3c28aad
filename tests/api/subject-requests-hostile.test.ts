import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { readContact } from '#lib/crm/contacts/read-contact.ts';
import { erasePerson } from '#lib/privacy/persons/erase-person.ts';
import { extendRequest } from '#lib/privacy/requests/extend-request.ts';
import { fulfilRequest } from '#lib/privacy/requests/fulfil-request.ts';
import { linkRequest } from '#lib/privacy/requests/link-request.ts';
import { refuseRequest } from '#lib/privacy/requests/refuse-request.ts';
import { resendAnswer } from '#lib/privacy/requests/resend-answer.ts';
import { resendCode } from '#lib/privacy/requests/resend-code.ts';
import { submitRequest } from '#lib/privacy/requests/submit-request.ts';
import { withdrawRequest } from '#lib/privacy/requests/withdraw-request.ts';
import { anonymous, call, createTestOrganization, refused, type TestOrganization } from '../support/call.ts';
import { eventually } from '../support/eventually.ts';
import { askAndConfirm, readIn, visitor } from '../support/subject-requests.ts';
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

const mailsTo = (email: string) => rt.mailbox().filter(({ to }) => to === email).length;

describe('a mailbox', () => {
  it('gets ten codes an hour, from however many addresses, for however many requests, and nobody is told', async () => {
    const email = 'victim@example.org';
    const answers = [];
    for (let n = 0; n < 8; n += 1) {
      const org = (n % 2 === 0 ? acme : other).slug;
      const { requestId } = await call(submitRequest, anonymous, { org, kind: 'access', email }, visitor());
      answers.push(await call(resendCode, anonymous, { org, requestId }, visitor()));
    }
    expect(answers).toEqual(Array.from({ length: 8 }, () => ({ status: 'sent' })));
    expect(mailsTo(email)).toBe(10);
    rt.clock.advance(3_601);
    await call(submitRequest, anonymous, { org: acme.slug, kind: 'access', email }, visitor());
    expect(mailsTo(email)).toBe(11);
  });
});

describe('an organisation', () => {
  it('429: does not use answers to send its words to a list', () => {
    for (const op of [extendRequest, fulfilRequest, refuseRequest, resendAnswer, withdrawRequest]) {
      expect(op.limits, op.name).toContain('subjectRequests.answer');
    }
  });

  it('does not take the erasure of somebody else for that of the person who asked, whatever request it names', async () => {
    const owner = { ...acme.owner, signedInAt: rt.clock.now().toISOString() };
    const contact = async (firstName: string, email: string) =>
      (await call(createContact, owner, { firstName, email })).id;
    const [bystander, asking] = [await contact('B', 'b@example.net'), await contact('C', 'c@example.net')];
    const { id } = await askAndConfirm(acme, { kind: 'erasure' });
    await call(linkRequest, owner, { id, contactId: asking });
    await call(erasePerson, owner, { id: bystander, confirm: 'b@example.net', requestId: id });
    await call(fulfilRequest, owner, { id, answer: 'Done.' });
    await eventually('the one who asked is gone', () =>
      call(readContact, owner, { id: asking }).then(
        () => null,
        () => true,
      ),
    );
  });

  it('409: sends nobody the archive of somebody else, who was linked while the answer was on its way', async () => {
    const owner = { ...acme.owner, signedInAt: rt.clock.now().toISOString() };
    const contact = async (firstName: string) => (await call(createContact, owner, { firstName })).id;
    const [wrong, right] = [await contact('Wrong'), await contact('Right')];
    const { id } = await askAndConfirm(acme);
    await call(linkRequest, owner, { id, contactId: wrong });
    const record = rt.audit.record.bind(rt.audit);
    Object.assign(rt.audit, {
      record: async (event: Parameters<typeof record>[0]) => {
        await record(event);
        if (event.action === 'subjectRequest.answer') await call(linkRequest, owner, { id, contactId: right });
      },
    });
    try {
      await refused(call(fulfilRequest, owner, { id, answer: 'Here.' }), 'conflict');
    } finally {
      Object.assign(rt.audit, { record });
    }
    expect(await readIn(acme, id)).toMatchObject({ state: 'open', contactId: right, exportId: null });
  });
});
