import type { Mail } from '../../platform/mail/mailer.ts';
import type { EraserParts } from './eraser-parts.ts';
import { findOwners } from './erasure-store.ts';

/** An organisation as mail speaks of it. */
export interface MailedOrganization {
  readonly name: string;
  /** Where its owners decide about its erasure. */
  readonly url: string;
}

/** Mails every owner, as far as that can be done: an address that takes no mail keeps no other from hearing. */
export async function mailOwners(
  { tenancy, mailer, log, origin }: Pick<EraserParts, 'tenancy' | 'mailer' | 'log' | 'origin'>,
  orgId: string,
  write: (to: string, org: MailedOrganization) => Mail,
): Promise<void> {
  const row = await tenancy.control.get<{ name: string; slug: string }>(
    'SELECT name, slug FROM Organization WHERE id = ?',
    [orgId],
  );
  if (row === undefined) return;
  const org = { name: row.name, url: `${origin}/${row.slug}/erasure` };
  for (const { email } of await findOwners(tenancy.control, orgId)) {
    try {
      await mailer.send(write(email, org));
    } catch (error) {
      log.warn({ err: error, orgId }, 'an owner was not told of the erasure');
    }
  }
}
