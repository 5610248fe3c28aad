import { letter } from '../../platform/mail/letter.ts';
import type { Mail } from '../../platform/mail/mailer.ts';
import type { MailedOrganization } from './mail-owners.ts';

const small = 'You get this because you own this organisation.';

function dayOf(at: string): string {
  const format = { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const;
  return `${new Intl.DateTimeFormat('en-GB', { ...format, timeZone: 'UTC' }).format(new Date(at))} UTC`;
}

const decide = (org: MailedOrganization) => ({ label: 'See the erasure', url: org.url });

/** @param notBefore when it begins; null while another owner has to approve it. */
export function erasureProposedMail(to: string, org: MailedOrganization, notBefore: string | null): Mail {
  return letter({
    to,
    subject: 'An owner wants an organisation erased',
    paragraphs: [
      `An owner asked to erase ${org.name}: everything in it, for everybody, without a way back.`,
      notBefore === null
        ? 'Nothing happens before another owner approves it. If it is not what you want, call it off.'
        : `It begins on ${dayOf(notBefore)}. Until then every owner can call it off.`,
    ],
    button: decide(org),
    small,
  });
}

export function erasureApprovedMail(to: string, org: MailedOrganization, notBefore: string): Mail {
  return letter({
    to,
    subject: 'The erasure of an organisation was approved',
    paragraphs: [
      `A second owner approved the erasure of ${org.name}.`,
      `It begins on ${dayOf(notBefore)}. Until then every owner can call it off.`,
    ],
    button: decide(org),
    small,
  });
}

export function erasureCancelledMail(to: string, org: MailedOrganization): Mail {
  return letter({
    to,
    subject: 'The erasure of an organisation was called off',
    paragraphs: [`An owner called off the erasure of ${org.name}. Nothing was erased.`],
    button: decide(org),
    small,
  });
}

export function erasureHeldMail(to: string, org: MailedOrganization): Mail {
  return letter({
    to,
    subject: 'A legal hold keeps an organisation',
    paragraphs: [
      `${org.name} was to be erased, and a legal hold stands on it or on somebody in it. Nothing was erased.`,
      'End the hold first, then ask again.',
    ],
    button: decide(org),
    small,
  });
}

export function erasureSettingsMail(to: string, org: MailedOrganization): Mail {
  return letter({
    to,
    subject: 'An organisation can be erased more easily now',
    paragraphs: [`An owner changed what it takes to erase ${org.name}: less than before.`],
    button: decide(org),
    small,
  });
}

/** It does not say what the organisation was called: that is gone. */
export function organizationErasedMail(
  to: string,
  erased: { readonly id: string; readonly number: string; readonly url: string },
): Mail {
  return letter({
    to,
    subject: 'An organisation was erased',
    paragraphs: [
      'The organisation that you owned is erased: its database, files, keys and links are gone, and its backups cannot be read any more.',
      'The certificate says by counts and digests what there was, and proves when it was erased. Keep its number:',
    ],
    verbatim: `Certificate ${erased.number}\nOrganisation ${erased.id}`,
    button: { label: 'See the certificate', url: erased.url },
    small: 'Your account stays: you can sign in, and found another organisation.',
  });
}
