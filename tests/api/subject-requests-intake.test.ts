import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { newId } from '#lib/platform/ids.ts';
import { confirmRequest } from '#lib/privacy/requests/confirm-request.ts';
import { listRequests } from '#lib/privacy/requests/list-requests.ts';
import { readPrivacyForm } from '#lib/privacy/requests/read-form.ts';
import { readRequest } from '#lib/privacy/requests/read-request.ts';
import { resendCode } from '#lib/privacy/requests/resend-code.ts';
import { submitRequest } from '#lib/privacy/requests/submit-request.ts';
import { anonymous, call, createTestOrganization, refused, type TestOrganization } from '../support/call.ts';
import { eventually } from '../support/eventually.ts';
import { ask, askAndConfirm, codeIn, mailAbout, visitor } from '../support/subject-requests.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let acme: TestOrganization;
let other: TestOrganization;

beforeAll(async () => {
  rt = await createTestRuntime();
  acme = await createTestOrganization('Acme');
  other = await createTestOrganization('Other');
  await call(createContact, acme.owner, { firstName: 'Known', email: 'known@example.org' });
});
afterAll(() => rt.close());

const confirm = (org: string, requestId: string, code: string) =>
  call(confirmRequest, anonymous, { org, requestId, code }, visitor());
const rowOf = async (org: TestOrganization, id: string) => {
  const lease = await rt.tenancy.acquire(org.orgId);
  try {
    return await lease.db.get<Record<string, unknown>>('SELECT * FROM SubjectRequest WHERE id = ?', [id]);
  } finally {
    lease.release();
  }
};
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('asking', () => {
  it('is answered in the same form for an address that is known and one that is not', async () => {
    const answers = await Promise.all(
      ['known@example.org', 'never-seen@example.org'].map((email) =>
        call(submitRequest, anonymous, { org: 'acme', kind: 'erasure', email }, visitor()),
      ),
    );
    const blind = answers.map((answer) => JSON.stringify(answer).replace(/sub_[0-9A-Z]{26}/, 'sub_'));
    expect(blind[0]).toBe(blind[1]);
    expect(JSON.stringify(answers[0]).length).toBe(JSON.stringify(answers[1]).length);
    const mails = await Promise.all(
      ['known@example.org', 'never-seen@example.org'].map((email) => mailAbout(email, 'Confirm')),
    );
    const text = (mail: { readonly text: string }) => mail.text.replace(/\d{6}/g, '').replace(/sub_\w+/g, '');
    expect(text(mails[0] as never)).toBe(text(mails[1] as never));
  });

  it('finds nothing at an organisation that never was, and the same at one that cannot be used', async () => {
    const broken = await createTestOrganization('Broken');
    await rt.tenancy.control.write((tx) =>
      tx.run("UPDATE Placement SET state = 'quarantined' WHERE orgId = ?", [broken.orgId]),
    );
    const blocked = await createTestOrganization('Blocked');
    await rt.tenancy.control.write((tx) =>
      tx.run("UPDATE Organization SET status = 'blocked' WHERE id = ?", [blocked.orgId]),
    );
    const errors = [];
    for (const org of ['never-was', broken.slug, blocked.slug]) {
      const input = { org, kind: 'access', email: 'a@example.org' };
      errors.push(
        await refused(call(readPrivacyForm, anonymous, { org }, visitor()), 'not_found'),
        await refused(call(submitRequest, anonymous, input, visitor()), 'not_found'),
        await refused(confirm(org, newId('sub'), '000000'), 'not_found'),
      );
    }
    expect(new Set(errors.map(({ publicMessage, status }) => `${status} ${publicMessage}`)).size).toBe(1);
  });

  it('shows the organisation a count and nothing else before it was confirmed', async () => {
    const { id } = await ask(acme, { name: 'Hidden-Name', message: 'Hidden-Words' });
    const page = await call(listRequests, acme.owner, {});
    expect(page.unconfirmed).toBeGreaterThan(0);
    expect(JSON.stringify(page)).not.toMatch(/Hidden-|sub_/);
    expect(JSON.stringify(page)).not.toContain(id);
    await refused(call(readRequest, acme.owner, { id }), 'not_found');
  });

  it('mails nothing that was typed into the form', async () => {
    const { email } = await ask(acme, { name: 'Buy-Now', message: 'https://spam.example/ Buy-Now' });
    const { subject, text, html } = await mailAbout(email, 'Confirm');
    expect(subject + text + html).not.toMatch(/Buy-Now|spam\.example/);
  });

  it.each([
    ['a kind that is none', { kind: 'everything' }],
    ['no address', { email: '' }],
    ['an address that is none', { email: 'Ada <a@example.org>' }],
    ['a message that is too long', { message: 'x'.repeat(4_001) }],
    ['a name that is too long', { name: 'x'.repeat(121) }],
    ['a name of two lines', { name: 'Ada\nBcc: b@example.org' }],
    ['a field that it does not know', { role: 'owner' }],
  ])('is refused with %s', async (_what, input) => {
    const whole = { org: 'acme', kind: 'access', email: 'a@example.org', ...input };
    await refused(call(submitRequest, anonymous, whole, visitor()), 'invalid_input');
  });

  it('does nothing for a program that fills in what people do not see, and tells it nothing', async () => {
    const email = 'robot@example.org';
    const input = { org: 'acme', kind: 'access', email, website: 'https://spam.example' };
    const { requestId } = await call(submitRequest, anonymous, input, visitor());
    expect(requestId).toMatch(/^sub_/);
    expect(await rowOf(acme, requestId)).toBeUndefined();
    expect(rt.mailbox().some(({ to }) => to === email)).toBe(false);
  });

  it('is limited by address, and by address and mailbox', async () => {
    const flood = { request: { address: '203.0.113.77' } };
    const input = { org: 'acme', kind: 'access', email: 'flooded@example.org' };
    for (let sent = 0; sent < 5; sent += 1) await call(submitRequest, anonymous, input, flood);
    await refused(call(submitRequest, anonymous, input, flood), 'rate_limited');
    const many = { request: { address: '203.0.113.78' } };
    for (let sent = 0; sent < 20; sent += 1) {
      await call(submitRequest, anonymous, { ...input, email: `m${sent}@example.org` }, many);
    }
    await refused(call(submitRequest, anonymous, { ...input, email: 'm@example.org' }, many), 'rate_limited');
  });
});

describe('a code', () => {
  it('confirms, once, and only its own request in its own organisation', async () => {
    const [one, two] = [await ask(acme), await ask(acme)];
    await refused(confirm('other', one.id, one.code), 'invalid_input');
    if (one.code !== two.code) await refused(confirm('acme', two.id, one.code), 'invalid_input');
    const told = await confirm('acme', one.id, ` ${one.code.slice(0, 3)}-${one.code.slice(3)} `);
    expect(told).toEqual({ kind: 'access', dueAt: expect.stringMatching(/T23:59:59\.999Z$/) });
    await refused(confirm('acme', one.id, one.code), 'invalid_input');
    expect(await call(readRequest, acme.owner, { id: one.id })).toMatchObject({ state: 'open', email: one.email });
    await refused(call(readRequest, other.owner, { id: one.id }), 'not_found');
  });

  it('is kept as a hash that cannot be tried out with the database alone', async () => {
    const { id, code } = await ask(acme);
    const rows = await rt.tenancy.control.all('SELECT * FROM SubjectCode WHERE requestId = ?', [id]);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(code);
    expect(JSON.stringify(rows)).not.toContain('person-');
  });

  it('works no more after 30 minutes', async () => {
    const { id, code } = await ask(acme);
    rt.clock.advance(1_800);
    await refused(confirm('acme', id, code), 'invalid_input');
    await call(resendCode, anonymous, { org: 'acme', requestId: id }, visitor());
    const mail = (await eventually('a second mail', () => rt.mailbox().find(({ text }) => text.includes(id)))).text;
    await confirm('acme', id, codeIn(mail));
  });

  it('is dead after five wrong ones, however many are typed at once', async () => {
    const { id, code } = await ask(acme);
    const guesses = Array.from({ length: 50 }, (_, index) => String(index).padStart(6, '0')).filter(
      (guess) => guess !== code,
    );
    const outcomes = await Promise.allSettled(guesses.map((guess) => confirm('acme', id, guess)));
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
    const row = await rt.tenancy.control.get<{ attempts: number }>(
      'SELECT attempts FROM SubjectCode WHERE requestId = ?',
      [id],
    );
    expect(row?.attempts).toBe(5);
    await refused(confirm('acme', id, code), 'invalid_input');
  });

  it('is confirmed by one of fifty that type it at once', async () => {
    const { id, code } = await ask(acme);
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => confirm('acme', id, code)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is guessed ten times an hour for one mailbox, whatever number of codes it asks for', async () => {
    const email = 'guessed@example.org';
    const made = [await ask(acme, { email }), await ask(acme, { email }), await ask(acme, { email })];
    for (const { id, code } of made.slice(0, 2)) {
      for (let guess = 0; guess < 5; guess += 1) await refused(confirm('acme', id, wrong(code)), 'invalid_input');
    }
    const last = made[2] as (typeof made)[number];
    // The third mail has the newest code of that mailbox, and nobody has tried it.
    await refused(confirm('acme', last.id, last.code), 'invalid_input');
    rt.clock.advance(3_601);
    await call(resendCode, anonymous, { org: 'acme', requestId: last.id }, visitor());
    await confirm('acme', last.id, codeIn((await mailAbout(email, 'Confirm')).text));
  });

  it('is refused in the same words whatever the reason, and the reason is in the audit log', async () => {
    const { id, code } = await ask(acme);
    const errors = [
      await refused(confirm('acme', newId('sub'), code), 'invalid_input'),
      await refused(confirm('acme', id, wrong(code)), 'invalid_input'),
    ];
    await confirm('acme', id, code);
    errors.push(await refused(confirm('acme', id, code), 'invalid_input'));
    expect(new Set(errors.map((error) => JSON.stringify([error.publicMessage, error.problems]))).size).toBe(1);
    const events = await rt.tenancy.control.all<{ reason: string | null }>(
      "SELECT reason FROM AuditEvent WHERE action = 'subjectRequest.verify' ORDER BY id DESC LIMIT 4",
    );
    expect(events.map(({ reason }) => reason)).toEqual(['used', null, 'wrong_code', 'unknown']);
  });

  it('is mailed again five times an hour at most, and the answer never says whether it was', async () => {
    const { id, email } = await ask(acme);
    const answers = [];
    for (let sent = 0; sent < 6; sent += 1) {
      answers.push(await call(resendCode, anonymous, { org: 'acme', requestId: id }, visitor()));
    }
    answers.push(await call(resendCode, anonymous, { org: 'acme', requestId: newId('sub') }, visitor()));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(rt.mailbox().filter(({ to }) => to === email)).toHaveLength(5);
  });
});

describe('a request that nobody confirms', () => {
  it('loses what was written into it after seven days, and can be confirmed no more', async () => {
    const { id } = await ask(acme, { message: 'Canary-Unconfirmed' });
    rt.clock.advance(7 * 86_400 + 120);
    const row = await eventually('expiry', async () => {
      const found = await rowOf(acme, id);
      return found?.state === 'expired' ? found : null;
    });
    expect(row).toMatchObject({ name: null, email: null, message: null });
    await call(resendCode, anonymous, { org: 'acme', requestId: id }, visitor());
    await refused(call(readRequest, acme.owner, { id }), 'not_found');
  });

  it('and one that was confirmed stays', async () => {
    const { id } = await askAndConfirm(acme);
    rt.clock.advance(7 * 86_400 + 120);
    await eventually('the mail that it was received', () =>
      rt.mailbox().find(({ subject }) => /received/.test(subject)),
    );
    expect((await call(readRequest, acme.owner, { id })).state).toBe('open');
  });
});
