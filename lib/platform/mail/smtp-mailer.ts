import { createTransport } from 'nodemailer';
import { fail } from '../errors.ts';
import type { Mailer } from './mailer.ts';

interface SmtpOptions {
  /** `smtp://` or `smtps://`, with user and password if any. */
  readonly url: string;
  readonly from: string;
  /** Whether a server that offers no encryption is refused. */
  readonly requireTls: boolean;
}

const connectMs = 5_000;
const silenceMs = 10_000;

/** Hands mail to an SMTP server, one connection a message. */
export function createSmtpMailer({ url, from, requireTls }: SmtpOptions): Mailer {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const transport = createTransport({
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port ? Number(port) : secure ? 465 : 587,
    secure,
    requireTLS: requireTls && !secure,
    ...(username ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {}),
    tls: { minVersion: 'TLSv1.2' },
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: silenceMs,
    // What is sent is the text we were given: nothing in it may name a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, subject, text, html }) {
      try {
        // As an object the address is taken whole: no list, no display name, no second recipient.
        const sent = await transport.sendMail({ from, to: { name: '', address: to }, subject, text, html });
        if (sent.accepted.length !== 1) throw new Error('the server accepted no recipient');
      } catch (cause) {
        throw fail('mail_unavailable', { detail: 'the message was not accepted', cause });
      }
    },
  };
}
