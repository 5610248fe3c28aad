import type { Mail } from '../platform/mail/mailer.ts';
import type { TenantContext } from '../tenancy/context.ts';
import type { MailedKey } from './key-mails.ts';
import type { KeyRow } from './store.ts';
import { findKeyKeepers } from './warning-store.ts';

/**
 * Mails everybody who may decide about the organisation's keys. Afterwards at least one of them was reached: an address
 * that takes no mail keeps the others from hearing neither now nor, by a repetition, twice.
 *
 * @throws `mail_unavailable` when nobody was reached: trying again repeats nothing.
 */
export async function mailKeepers(
  ctx: TenantContext,
  row: KeyRow,
  write: (to: string, key: MailedKey) => Mail,
): Promise<void> {
  const { origin, mailer, log } = ctx.services;
  const key: MailedKey = {
    name: row.name,
    start: `ck_${row.mode}_${row.prefix}`,
    organizationName: ctx.org.name,
    url: `${origin}/${ctx.org.slug}/api-keys`,
  };
  let reached = false;
  let failure: unknown;
  for (const { email } of await findKeyKeepers(ctx.directory, ctx.org.id)) {
    try {
      await mailer.send(write(email, key));
      reached = true;
    } catch (error) {
      failure = error;
      log.warn({ err: error, keyId: row.id }, 'somebody was not told of an API key');
    }
  }
  if (!reached && failure !== undefined) throw failure;
}
