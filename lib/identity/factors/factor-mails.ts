import { letter } from '../../platform/mail/letter.ts';
import type { Mail } from '../../platform/mail/mailer.ts';
import type { SecurityChange } from './notices.ts';

const words: Readonly<Record<SecurityChange, { readonly subject: string; readonly text: string }>> = {
  'passkey-added': {
    subject: 'A passkey was added to your account',
    text: 'A passkey was added to your Holdfast account: from now on it signs in to it.',
  },
  'passkey-removed': {
    subject: 'A passkey was removed from your account',
    text: 'A passkey was removed from your Holdfast account: it signs in to it no more.',
  },
  'passkey-copied': {
    subject: 'A copy of your passkey may be in use',
    text: 'A passkey of your Holdfast account was refused: it counted backwards, as a copy of it would. Remove it and add another one, unless you know why.',
  },
  'totp-added': {
    subject: 'An authenticator app was added to your account',
    text: 'An authenticator app was added to your Holdfast account: its codes are asked for when you sign in.',
  },
  'totp-replaced': {
    subject: 'The authenticator app of your account was replaced',
    text: 'Another authenticator app took the place of the one of your Holdfast account: the codes of the earlier one work no more.',
  },
  'totp-removed': {
    subject: 'The authenticator app was removed from your account',
    text: 'The authenticator app was removed from your Holdfast account: its codes work no more.',
  },
  'codes-made': {
    subject: 'New recovery codes were made for your account',
    text: 'New recovery codes were made for your Holdfast account. Older ones work no more.',
  },
  'code-used': {
    subject: 'A recovery code of your account was used',
    text: 'A recovery code was used in the place of a second factor of your Holdfast account. It works no more.',
  },
  'factors-reset': {
    subject: 'The second factors of your account were reset',
    text: 'Every second factor and recovery code was taken from your Holdfast account by somebody who may do so, and all of your sessions have ended. Sign in by mail and add a factor again.',
  },
  'provider-linked': {
    subject: 'Google was connected to your account',
    text: 'An account at Google was connected to your Holdfast account: from now on it signs in to it.',
  },
  'provider-unlinked': {
    subject: 'Google was disconnected from your account',
    text: 'An account at Google was disconnected from your Holdfast account: it signs in to it no more.',
  },
};

/** Tells a person of a change of how they sign in, and how to stop it. */
export function changeMail(
  to: string,
  told: { readonly change: SecurityChange; readonly at: string; readonly url: string },
): Mail {
  const { subject, text } = words[told.change];
  return letter({
    to,
    subject,
    paragraphs: [
      text,
      `When: ${told.at.slice(0, 16).replace('T', ' ')} UTC.`,
      'This was you? Then there is nothing to do.',
    ],
    button: { label: 'This was not me', url: told.url },
    small:
      'The page behind the button ends all of your sessions and holds further changes for three days, once you confirm. The link works for seven days.',
  });
}

/** Tells the other owners of an organisation. Names stand in the body alone. */
export function reportedMail(
  to: string,
  told: { readonly email: string; readonly organizationName: string; readonly url: string },
): Mail {
  return letter({
    to,
    subject: 'A member reported a change of their account as not theirs',
    paragraphs: [
      `${told.email}, a member of ${told.organizationName}, reported that somebody else changed how their account is signed in to.`,
      'All of their sessions have ended and what programs may do for them too. For three days nothing of how they sign in can be changed.',
    ],
    button: { label: 'See the alerts', url: told.url },
    small: 'You get this mail because you own the organisation.',
  });
}

/** What a change was, for the page behind the link. */
export function changeText(change: SecurityChange): string {
  return words[change].text;
}
