import { letter } from '../platform/mail/letter.ts';
import type { Mail } from '../platform/mail/mailer.ts';

/** The words of our mail. What people typed (names) stands in the body alone, never in headers. */

export function signInMail(to: string, link: { readonly url: string; readonly code: string }): Mail {
  return letter({
    to,
    subject: 'Your sign-in link for Holdfast',
    paragraphs: ['Open this link in the browser you asked from. It works once, for 10 minutes.'],
    button: { label: 'Sign in to Holdfast', url: link.url },
    code: link.code,
    small: 'You did not ask for this? Then somebody typed your address; ignore this mail and nothing happens.',
  });
}

export function inviteMail(
  to: string,
  invite: { readonly url: string; readonly organizationName: string; readonly role: string; readonly days: number },
): Mail {
  return letter({
    to,
    subject: 'You are invited to an organisation on Holdfast',
    paragraphs: [
      `You are invited to join ${invite.organizationName} as ${withArticle(invite.role)}.`,
      `The invitation works once, for ${invite.days} days, and for this address alone.`,
    ],
    button: { label: 'See the invitation', url: invite.url },
    small: 'You do not know who sent this? Ignore this mail and nothing happens.',
  });
}

function withArticle(role: string): string {
  return /^[aeiou]/.test(role) ? `an ${role}` : `a ${role}`;
}
