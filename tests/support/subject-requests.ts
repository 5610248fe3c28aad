import type { z } from 'zod';
import { listLocalMail } from '#lib/platform/mail/local-mailbox.ts';
import { confirmRequest } from '#lib/privacy/requests/confirm-request.ts';
import { openAnswer } from '#lib/privacy/requests/open-answer.ts';
import { readRequest } from '#lib/privacy/requests/read-request.ts';
import type { SubjectAnswer, SubjectRequest } from '#lib/privacy/requests/schema.ts';
import { sendAnswerCode } from '#lib/privacy/requests/send-answer-code.ts';
import { submitRequest } from '#lib/privacy/requests/submit-request.ts';
import { runtime } from '#lib/runtime.ts';
import { anonymous, call, type TestOrganization } from './call.ts';
import { eventually } from './eventually.ts';

let visitors = 0;

/** An address of its own for each visitor, so that no limit stands before what is tried. */
export function visitor(): { readonly request: { readonly address: string } } {
  visitors += 1;
  return { request: { address: `198.51.${Math.floor(visitors / 250) % 250}.${visitors % 250}` } };
}

const mailTo = (email: string) => listLocalMail(runtime().env.HOLDFAST_DATA_DIR).filter(({ to }) => to === email);

/** The newest mail to an address whose subject holds this text. */
export function mailAbout(email: string, subject: string) {
  return eventually(`mail to ${email}: ${subject}`, () => mailTo(email).find((mail) => mail.subject.includes(subject)));
}

export function codeIn(text: string): string {
  return /^\d{6}$/m.exec(text)?.[0] ?? '';
}

let asked = 0;

/** Asks by the public form. @returns the id, the address and the code that was mailed to it. */
export async function ask(org: TestOrganization, input: object = {}) {
  asked += 1;
  const email = `person-${asked}@example.org`;
  const { requestId } = await call(
    submitRequest,
    anonymous,
    { org: org.slug, kind: 'access', email, name: 'Ada Person', message: 'Please tell me.', ...input },
    visitor(),
  );
  const to = (input as { email?: string }).email ?? email;
  return { id: requestId, email: to, code: codeIn((await mailAbout(to, 'Confirm')).text) };
}

/** A request that its person has confirmed. */
export async function askAndConfirm(org: TestOrganization, input: object = {}) {
  const made = await ask(org, input);
  const { dueAt } = await call(
    confirmRequest,
    anonymous,
    { org: org.slug, requestId: made.id, code: made.code },
    visitor(),
  );
  return { ...made, dueAt };
}

export function readIn(org: TestOrganization, id: string): Promise<z.output<typeof SubjectRequest>> {
  return call(readRequest, org.owner, { id });
}

/** What stands after `/answer/` in the mail that the answer came with. */
export async function answerTokenFor(email: string): Promise<string> {
  const { text } = await mailAbout(email, 'The answer to your request');
  return /\/answer\/([\w-]+)/.exec(text)?.[1] ?? '';
}

/** Opens an answer as its person does: asks for a code, reads it in the mailbox, types it. */
export async function openAsPerson(
  org: TestOrganization,
  email: string,
  token: string,
): Promise<z.output<typeof SubjectAnswer>> {
  await call(sendAnswerCode, anonymous, { org: org.slug, token }, visitor());
  const { text } = await mailAbout(email, 'Your code to open');
  return call(openAnswer, anonymous, { org: org.slug, token, code: codeIn(text) }, visitor());
}
