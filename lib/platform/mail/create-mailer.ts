import type { Clock } from '../clock.ts';
import type { Environment } from '../env.ts';
import { fail } from '../errors.ts';
import { createLocalMailbox } from './local-mailbox.ts';
import type { Mailer } from './mailer.ts';
import { createSmtpMailer } from './smtp-mailer.ts';

interface MailerOptions {
  readonly env: Pick<Environment, 'HOLDFAST_ENV' | 'SMTP_URL' | 'MAIL_FROM'>;
  /** Absolute. */
  readonly dataDir: string;
  readonly clock: Clock;
}

/**
 * The mailer of this installation: SMTP where it is configured, else, in local mode, the mailbox in the data folder.
 * @throws `unsafe_configuration` in production without SMTP.
 */
export function createMailer({ env, dataDir, clock }: MailerOptions): Mailer {
  const production = env.HOLDFAST_ENV === 'production';
  if (env.SMTP_URL !== undefined) {
    return createSmtpMailer({ url: env.SMTP_URL, from: env.MAIL_FROM, requireTls: production });
  }
  if (production) throw fail('unsafe_configuration', { detail: 'SMTP_URL is not set' });
  return createLocalMailbox(dataDir, clock);
}

/** Whether mail stays in the local mailbox, to be read at `/dev/mailbox`. */
export function keepsMailLocally(env: MailerOptions['env']): boolean {
  return env.HOLDFAST_ENV === 'local' && env.SMTP_URL === undefined;
}
