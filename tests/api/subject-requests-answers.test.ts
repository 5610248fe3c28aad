import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { randomToken } from '#lib/platform/crypto/digest.ts';
import { newId } from '#lib/platform/ids.ts';
import { confirmRequest } from '#lib/privacy/requests/confirm-request.ts';
import { downloadAnswer } from '#lib/privacy/requests/download-answer.ts';
import { fulfilRequest } from '#lib/privacy/requests/fulfil-request.ts';
import { linkRequest } from '#lib/privacy/requests/link-request.ts';
import { openAnswer } from '#lib/privacy/requests/open-answer.ts';
import { peekAnswer } from '#lib/privacy/requests/peek-answer.ts';
import { refuseRequest } from '#lib/privacy/requests/refuse-request.ts';
import { resendAnswer } from '#lib/privacy/requests/resend-answer.ts';
import { revokeAnswer } from '#lib/privacy/requests/revoke-answer.ts';
import { sendAnswerCode } from '#lib/privacy/requests/send-answer-code.ts';
import { anonymous, call, createTestOrganization, refused, type TestOrganization } from '../support/call.ts';
import { eventually } from '../support/eventually.ts';
import {
  answerTokenFor,
  askAndConfirm,
  codeIn,
  mailAbout,
  openAsPerson,
  readIn,
  visitor,
} from '../support/subject-requests.ts';
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

/** A request that was refused, with the token of the link that its person got. */
async function answered(reason = 'We keep it because we must.') {
  const made = await askAndConfirm(acme);
  await call(refuseRequest, acme.owner, { id: made.id, reason });
  return { ...made, token: await answerTokenFor(made.email) };
}

const peek = (org: string, token: string) => call(peekAnswer, anonymous, { org, token }, visitor());
const open = (org: string, token: string, code: string) => call(openAnswer, anonymous, { org, token, code }, visitor());
const download = (token: string) => call(downloadAnswer, anonymous, { token }, visitor());

describe('the link to an answer', () => {
  it('shows nothing of it without a code of the mailbox that asked', async () => {
    const { token, email } = await answered('Canary-Reason');
    const offer = await peek('acme', token);
    expect(Object.keys(offer).sort()).toEqual(['closedAt', 'expiresAt', 'organization']);
    expect(JSON.stringify(offer)).not.toContain(email);
    await refused(open('acme', token, '000000'), 'invalid_input');
    const answer = await openAsPerson(acme, email, token);
    expect(answer).toMatchObject({ kind: 'access', state: 'refused', download: null });
    expect(answer.text).toContain('Canary-Reason');
    expect(answer.text).toContain('complaint with a supervisory authority');
  });

  it('stands in no table: the database has its hash, and another one for the code', async () => {
    const { token, id } = await answered();
    const lease = await rt.tenancy.acquire(acme.orgId);
    try {
      const rows = await lease.db.all('SELECT * FROM SubjectRequest WHERE id = ?', [id]);
      const details = await lease.db.all('SELECT detail FROM ReceiptDetail');
      expect(JSON.stringify([rows, details])).not.toContain(token);
    } finally {
      lease.release();
    }
    const control = await rt.tenancy.control.all('SELECT * FROM AuditEvent');
    expect(JSON.stringify(control)).not.toContain(token);
  });

  it('opens nothing in another organisation, cut short, made up, or with the code of the request itself', async () => {
    const { token, code } = await answered();
    await refused(peek('other', token), 'not_found');
    await refused(peek('acme', token.slice(0, -1)), 'not_found');
    await refused(peek('acme', randomToken()), 'not_found');
    await refused(peek('acme', 'x'.repeat(201)), 'invalid_input');
    await refused(open('acme', token, code), 'invalid_input');
  });

  it('is opened once for each code, and each opening is counted, with a receipt and in the audit log', async () => {
    const { token, email, id } = await answered();
    await call(sendAnswerCode, anonymous, { org: 'acme', token }, visitor());
    const code = codeIn((await mailAbout(email, 'Your code to open')).text);
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => open('acme', token, code)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await readIn(acme, id)).answerOpened).toBe(1);
    const events = await rt.tenancy.control.all<{ outcome: string }>(
      `SELECT outcome FROM AuditEvent WHERE action = 'subjectRequest.open' AND detail LIKE ?`,
      [`%${id}%`],
    );
    expect(events.filter(({ outcome }) => outcome === 'ok')).toHaveLength(1);
    expect(events).toHaveLength(20);
  });

  it('ends after fourteen days', async () => {
    const { token } = await answered();
    rt.clock.advance(14 * 86_400 - 60);
    await peek('acme', token);
    rt.clock.advance(60);
    await refused(peek('acme', token), 'not_found');
  });

  it('ends when it is taken back, and when another is sent', async () => {
    const { token, id, email } = await answered();
    await call(revokeAnswer, acme.owner, { id });
    await refused(peek('acme', token), 'not_found');
    expect((await readIn(acme, id)).answerExpiresAt).toBeNull();
    rt.clock.advance(1);
    await call(resendAnswer, acme.owner, { id });
    const second = await eventually('another link', async () => {
      const found = await answerTokenFor(email);
      return found === token ? null : found;
    });
    await peek('acme', second);
    await refused(peek('acme', token), 'not_found');
  });

  it('cannot be taken back or sent again by another organisation', async () => {
    const { id, token } = await answered();
    await refused(call(revokeAnswer, other.owner, { id }), 'not_found');
    await refused(call(resendAnswer, other.owner, { id }), 'not_found');
    await peek('acme', token);
  });

  it('does not stand in the mail of a code for somebody who has no link', async () => {
    const { id, code } = await askAndConfirm(acme);
    await refused(call(confirmRequest, anonymous, { org: 'acme', requestId: id, code }, visitor()), 'invalid_input');
    await refused(call(sendAnswerCode, anonymous, { org: 'acme', token: id }, visitor()), 'not_found');
  });
});

describe('the archive of an answer', () => {
  /** An answer that an archive goes with, as its person has opened it. */
  async function withArchive() {
    const made = await askAndConfirm(acme);
    const [exportId, object, at] = [newId('exp'), `exports/${made.id}.zip`, rt.clock.now().toISOString()];
    const lease = await rt.tenancy.acquire(acme.orgId);
    try {
      await rt.objects.of(acme.orgId).put(object, new Blob(['archive of Ada']).stream());
      await lease.db.write(async (tx) => {
        await tx.run(
          `INSERT INTO DataExport (id, kind, options, state, object, fileName, createdBy, createdAt, updatedAt, expiresAt)
           VALUES (?, 'person', '{}', 'ready', ?, 'person.zip', ?, ?, ?, ?)`,
          [exportId, object, acme.owner.userId, at, at, at],
        );
        await tx.run('UPDATE SubjectRequest SET exportId = ? WHERE id = ?', [exportId, made.id]);
      });
    } finally {
      lease.release();
    }
    await call(fulfilRequest, acme.owner, { id: made.id, answer: 'Here it is.', carryOut: false });
    const token = await answerTokenFor(made.email);
    return { ...made, token, exportId, opened: await openAsPerson(acme, made.email, token) };
  }

  it('is given five times, however many ask at once, each with a receipt', async () => {
    const { opened, id } = await withArchive();
    expect(opened.download).toMatchObject({ left: 5, expiresInSeconds: 900 });
    const ticket = opened.download?.token ?? '';
    const file = await download(ticket);
    expect(await new Response(file.stream).text()).toBe('archive of Ada');
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => download(ticket)));
    const given = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    expect(given).toHaveLength(4);
    for (const { value } of given) await value.stream.cancel();
    expect((await readIn(acme, id)).answerDownloads).toBe(5);
  });

  it('is given for a quarter of an hour after the code, and not once the link was taken back', async () => {
    const first = await withArchive();
    rt.clock.advance(900);
    await refused(download(first.opened.download?.token ?? ''), 'not_found');
    const second = await withArchive();
    await call(revokeAnswer, acme.owner, { id: second.id });
    await refused(download(second.opened.download?.token ?? ''), 'not_found');
    await refused(download(randomToken()), 'not_found');
    await refused(download(second.token), 'not_found');
  });

  it('is kept as long as the link to it', async () => {
    const { id, exportId } = await withArchive();
    const lease = await rt.tenancy.acquire(acme.orgId);
    try {
      const row = await lease.db.get<{ expiresAt: string }>('SELECT expiresAt FROM DataExport WHERE id = ?', [
        exportId,
      ]);
      expect(row?.expiresAt).toBe((await readIn(acme, id)).answerExpiresAt);
    } finally {
      lease.release();
    }
  });

  it('is waited for before the answer goes out', async () => {
    const made = await askAndConfirm(acme);
    const exportId = newId('exp');
    const at = rt.clock.now().toISOString();
    const setState = async (state: string) => {
      const lease = await rt.tenancy.acquire(acme.orgId);
      try {
        await lease.db.write((tx) =>
          tx.run(
            `INSERT INTO DataExport (id, kind, options, state, object, fileName, createdBy, createdAt, updatedAt)
             VALUES (?, 'person', '{}', ?, 'exports/x.zip', 'person.zip', 'operator', ?, ?)
             ON CONFLICT (id) DO UPDATE SET state = excluded.state`,
            [exportId, state, at, at],
          ),
        );
        await lease.db.write((tx) =>
          tx.run('UPDATE SubjectRequest SET exportId = ? WHERE id = ?', [exportId, made.id]),
        );
      } finally {
        lease.release();
      }
    };
    await setState('running');
    await call(fulfilRequest, acme.owner, { id: made.id, answer: 'Soon.', carryOut: false });
    await mailAbout(made.email, 'was received').catch(() => undefined);
    expect((await readIn(acme, made.id)).owedMail).toBe('answer');
    expect(rt.mailbox().some(({ to, subject }) => to === made.email && subject.includes('answer'))).toBe(false);
    await setState('ready');
    rt.clock.advance(60);
    await answerTokenFor(made.email);
  });
});

describe('what people write', () => {
  it('comes back to the console as text, and to nobody else', async () => {
    const script = '<script>alert(1)</script>';
    const made = await askAndConfirm(acme, { name: script, message: `${script}\n<img src=x onerror=alert(1)>` });
    expect(await readIn(acme, made.id)).toMatchObject({ name: script });
    const contact = await call(createContact, acme.owner, { firstName: script, email: made.email });
    await call(linkRequest, acme.owner, { id: made.id, contactId: contact.id });
    await call(refuseRequest, acme.owner, { id: made.id, reason: script });
    const token = await answerTokenFor(made.email);
    const html = rt.mailbox().map((mail) => mail.html);
    expect(html.join('')).not.toContain('<script>');
    expect((await openAsPerson(acme, made.email, token)).text).toContain(script);
  });
});
