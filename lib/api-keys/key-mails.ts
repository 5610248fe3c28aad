import { letter } from '../platform/mail/letter.ts';
import type { Mail } from '../platform/mail/mailer.ts';

/** What mail about a key needs to know. */
export interface MailedKey {
  readonly name: string;
  /** `ck_live_` or `ck_test_` and the eight characters that are no secret. */
  readonly start: string;
  readonly organizationName: string;
  /** Where the console shows the organisation's keys. */
  readonly url: string;
}

const button = (key: MailedKey) => ({ label: 'See the API keys', url: key.url });
const small = 'You get this because you may decide about the API keys of this organisation.';

function named(key: MailedKey): string {
  return `The API key "${key.name}" (${key.start}…) of ${key.organizationName}`;
}

/** A date as people read it, UTC. */
function dayOf(at: string): string {
  const format = { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const;
  return `${new Intl.DateTimeFormat('en-GB', { ...format, timeZone: 'UTC' }).format(new Date(at))} UTC`;
}

/** @param days that are left; 0 when none are. */
export function expiryMail(to: string, key: MailedKey, days: number, expiresAt: string): Mail {
  const ends =
    days === 0
      ? [`${named(key)} has expired: it was good until ${dayOf(expiresAt)}.`, 'Whatever still used it is refused now.']
      : [
          `${named(key)} expires on ${dayOf(expiresAt)}.`,
          'Rotate it before then: the new key and the old one both work while you change over.',
        ];
  return letter({
    to,
    subject: days === 0 ? 'An API key has expired' : `An API key expires within ${days} days`,
    paragraphs: ends,
    button: button(key),
    small,
  });
}

export function leakMail(to: string, key: MailedKey): Mail {
  return letter({
    to,
    subject: 'A leaked API key was revoked',
    paragraphs: [
      `${named(key)} was reported as leaked, and it was that very key. It was revoked at once.`,
      'Whatever used it is refused now: give it a new key. Then look at the receipts and the audit log for what was done ' +
        'with it; the receipt of the leak says where it was found, if that was reported.',
    ],
    button: button(key),
    small,
  });
}

export function exposureMail(to: string, key: MailedKey): Mail {
  return letter({
    to,
    subject: 'An API key was sent in an address',
    paragraphs: [
      `${named(key)} was sent in the address of a request. The request was refused, and the key still works.`,
      'Addresses end up in logs, histories and referrers: whoever reads those may have the key. Rotate it, and send it in ' +
        'the Authorization header.',
    ],
    button: button(key),
    small,
  });
}
