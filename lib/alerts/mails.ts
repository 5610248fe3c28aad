import { letter } from '../platform/mail/letter.ts';
import type { Mail } from '../platform/mail/mailer.ts';
import type { AlertData, CheckpointData } from './message.ts';

/** Of which organisation mail speaks, and where its console is. */
export interface MailedOrganization {
  readonly name: string;
  /** Its console, without a trailing slash. */
  readonly url: string;
}

export function alertMail(to: string, organization: MailedOrganization, alert: AlertData): Mail {
  const facts = Object.entries(alert.detail).map(([name, value]) => `${name}: ${value ?? 'none'}`);
  return letter({
    to,
    subject: alert.severity === 'critical' ? `Critical: ${alert.title}` : alert.title,
    paragraphs: [
      `${organization.name}: ${alert.title}.`,
      alert.means,
      alert.whatToDo,
      [`About: ${alert.subject}`, ...facts].join('; '),
    ].filter((text) => text !== ''),
    button: { label: 'See the alert', url: `${organization.url}/alerts/${alert.id}` },
    small: 'You get this because the alerts of this organisation go to you. Its owners and admins can change that.',
  });
}

export function checkpointMail(to: string, organization: MailedOrganization, checkpoint: CheckpointData): Mail {
  return letter({
    to,
    subject: `Ledger checkpoint, ${checkpoint.size} receipts`,
    paragraphs: [
      `This is the signed head of the ledger of ${organization.name}: ${checkpoint.size} receipts, ${checkpoint.at}.`,
      'Keep this mail. If the ledger is ever cut, rolled back or rewritten before this place, what stands below proves it: ' +
        'save it as a text file, from its first line to the line that begins with a dash, and give it to holdfast-verify ' +
        'or to the verify page together with an export.',
    ],
    verbatim: checkpoint.note,
    button: { label: 'See the ledger', url: `${organization.url}/receipts` },
    small:
      'You get this because the checkpoints of this organisation are sent by mail. Its owners and admins can change that.',
  });
}
