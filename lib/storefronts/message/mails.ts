import { letter } from '../../platform/mail/letter.ts';
import type { Mail } from '../../platform/mail/mailer.ts';
import type { TypedMessage } from './schema.ts';

/*
 * The words of our mail about messages of contact forms. It goes to addresses that the organisation has chosen. What a
 * visitor typed stands in its text alone, never in a header: subject and recipient are not theirs to say.
 */

const small = 'You get this because messages of this contact form are sent to your address.';

export type ShownMessage = Pick<TypedMessage, 'name' | 'email' | 'phone' | 'company' | 'message'>;

interface Told {
  /** What the storefront is called. */
  readonly form: string;
  readonly url: string;
}

export function messageMail(to: string, { form, url }: Told, shown: ShownMessage): Mail {
  const { name, email, phone, company, message } = shown;
  const more = [company, phone].filter((part) => part !== null).join(', ');
  return letter({
    to,
    subject: 'A message by your contact form',
    paragraphs: [`By the contact form of ${form}, ${name} (${email}) wrote:`, ...(more === '' ? [] : [more])],
    verbatim: message,
    button: { label: 'See the contact', url },
    small,
  });
}

/** A message that nobody has looked at is not spread by mail. */
export function heldMail(to: string, { form, url }: Told): Mail {
  return letter({
    to,
    subject: 'A message waits to be looked at',
    paragraphs: [
      `Somebody used the contact form of ${form}. Nothing shows for sure that a person sent it, so it waits until you have looked at it.`,
    ],
    button: { label: 'Look at the message', url },
    small,
  });
}

export function collectedMail(to: string, { form, url }: Told, count: number): Mail {
  return letter({
    to,
    subject: 'Messages by your contact form',
    paragraphs: [`${count} more messages came by the contact form of ${form}.`],
    button: { label: 'See the messages', url },
    small,
  });
}
