import { resolve } from 'node:path';
import { z } from 'zod';
import { publicOperation } from '../../access/operation.ts';
import type { Environment } from '../../platform/env.ts';
import { fail } from '../../platform/errors.ts';
import { keepsMailLocally } from '../../platform/mail/create-mailer.ts';
import { listLocalMail, readLocalMail } from '../../platform/mail/local-mailbox.ts';
import { NoInput } from '../schema.ts';

const MailHead = z.object({ id: z.string(), at: z.string(), to: z.string(), subject: z.string() });
const MailBody = MailHead.extend({ text: z.string(), html: z.string() });

/** Where mail is sent for real there is no mailbox: the page answers like one that never was. */
function localDataDir(env: Environment): string {
  if (!keepsMailLocally(env)) throw fail('not_found');
  return resolve(env.HOLDFAST_DATA_DIR);
}

/** The mail that this installation would have sent, newest first. Local mode only. */
export const listMailbox = publicOperation({
  name: 'mailbox.list',
  title: 'List the mail kept on this machine',
  limits: [],
  input: NoInput,
  output: z.object({ data: z.array(MailHead) }),
  writes: false,
  run: async (ctx) => ({
    data: listLocalMail(localDataDir(ctx.services.env)).map(({ id, at, to, subject }) => ({ id, at, to, subject })),
  }),
});

export const readMailbox = publicOperation({
  name: 'mailbox.read',
  title: 'Read one mail kept on this machine',
  limits: [],
  input: z.strictObject({ id: z.string().min(1).max(64) }),
  output: MailBody,
  writes: false,
  run: async (ctx, input) => {
    const mail = readLocalMail(localDataDir(ctx.services.env), input.id);
    if (mail === null) throw fail('not_found');
    const { id, at, to, subject, text, html } = mail;
    return { id, at, to, subject, text, html };
  },
});
