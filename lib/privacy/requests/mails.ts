import { letter } from '../../platform/mail/letter.ts';
import type { Mail } from '../../platform/mail/mailer.ts';
import { complaintSentence, kindWords, type RequestKind } from './kinds.ts';

/*
 * The words of our mail to people who ask about their data. Nothing that was typed into the form stands in it: whoever
 * types somebody else's address there must not be able to send them a text of their own.
 */

export interface MailedRequest {
  readonly kind: RequestKind;
  readonly organization: string;
  readonly receivedAt: string;
  readonly dueAt: string;
}

/** A date as people read it, UTC. */
export function dayOf(at: string): string {
  const format = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat('en-GB', format).format(new Date(at));
}

const small = (organization: string) =>
  `You get this because this address was given in a request to ${organization} about personal data.`;

const named = ({ kind, receivedAt }: MailedRequest) =>
  `your request of ${dayOf(receivedAt)} (${kindWords[kind].title.toLowerCase()}, GDPR ${kindWords[kind].article})`;

export function confirmMail(
  to: string,
  asked: { readonly organization: string; readonly kind: RequestKind; readonly code: string; readonly url: string },
): Mail {
  return letter({
    to,
    subject: 'Confirm your request about your data',
    paragraphs: [
      `Somebody gave this address in a request to ${asked.organization}: “${kindWords[asked.kind].wish}”.`,
      'If that was you, type this code on the page where you asked. It works once, for 30 minutes.',
    ],
    verbatim: asked.code,
    button: { label: 'Open that page', url: asked.url },
    small: 'You did not ask for this? Ignore this mail: the request is deleted after seven days, and nobody reads it.',
  });
}

export function answerCodeMail(
  to: string,
  asked: { readonly organization: string; readonly code: string; readonly url: string },
): Mail {
  return letter({
    to,
    subject: 'Your code to open the answer',
    paragraphs: [
      `Type this code on the page that shows the answer of ${asked.organization}. It works once, for 30 minutes.`,
    ],
    verbatim: asked.code,
    button: { label: 'Open that page', url: asked.url },
    small: 'You did not ask for this? Then somebody has the link to your answer. Without the code it opens nothing.',
  });
}

export function receivedMail(to: string, request: MailedRequest, url: string): Mail {
  return letter({
    to,
    subject: 'Your request about your data was received',
    paragraphs: [
      `${request.organization} has ${named(request)}.`,
      `The law gives them until ${dayOf(request.dueAt)} to answer. You hear of it by mail to this address.`,
    ],
    button: { label: 'Your rights at a glance', url },
    small: small(request.organization),
  });
}

export function extensionMail(to: string, request: MailedRequest, reason: string, url: string): Mail {
  return letter({
    to,
    subject: 'Your request about your data takes longer',
    paragraphs: [
      `${request.organization} needs more time for ${named(request)}. They answer by ${dayOf(request.dueAt)} at the latest (GDPR, article 12, paragraph 3).`,
      'Their reason:',
    ],
    verbatim: reason,
    button: { label: 'Your rights at a glance', url },
    small: small(request.organization),
  });
}

/** The answer stands behind the link: mail is read by more eyes than one. */
export function answerMail(
  to: string,
  request: MailedRequest,
  answer: { readonly url: string; readonly expiresAt: string; readonly refused: boolean },
): Mail {
  return letter({
    to,
    subject: 'The answer to your request about your data',
    paragraphs: [
      answer.refused
        ? `${request.organization} has refused ${named(request)}. Their reasons stand behind the link.`
        : `${request.organization} has answered ${named(request)}.`,
      ...(answer.refused ? [complaintSentence] : []),
      `The link works until ${dayOf(answer.expiresAt)}. To open it, you ask for a code that is sent to this address.`,
    ],
    button: { label: 'Open the answer', url: answer.url },
    small: small(request.organization),
  });
}

/** When the address is removed with everything else, the answer stands in the mail itself. */
export function lastMail(
  to: string,
  request: MailedRequest,
  answer: { readonly text: string; readonly url: string; readonly refused: boolean },
): Mail {
  return letter({
    to,
    subject: 'The answer to your request about your data',
    paragraphs: [
      answer.refused
        ? `${request.organization} has refused ${named(request)}. ${complaintSentence}`
        : `${request.organization} has answered ${named(request)}.`,
      'With this mail your address is removed from the request too. They wrote:',
    ],
    verbatim: answer.text,
    button: { label: 'Your rights at a glance', url: answer.url },
    small: small(request.organization),
  });
}

export function withdrawalMail(to: string, request: MailedRequest, url: string): Mail {
  return letter({
    to,
    subject: 'Your request about your data was withdrawn',
    paragraphs: [
      `${request.organization} has noted that you withdrew ${named(request)}. Nothing more is done about it.`,
      'You did not withdraw it? Then ask again.',
    ],
    button: { label: 'Ask again', url },
    small: small(request.organization),
  });
}

export function reminderMail(to: string, request: MailedRequest, days: number, url: string): Mail {
  const { kind, organization, receivedAt, dueAt } = request;
  return letter({
    to,
    subject: `A request about personal data is due within ${days === 1 ? 'one day' : `${days} days`}`,
    paragraphs: [
      `${organization} got a request on ${dayOf(receivedAt)} (${kindWords[kind].title.toLowerCase()}, GDPR ${kindWords[kind].article}).`,
      `It is to be answered by ${dayOf(dueAt)}, the end of that day, UTC.`,
    ],
    button: { label: 'See the request', url },
    small: 'You get this because you may answer requests about personal data in this organisation.',
  });
}
