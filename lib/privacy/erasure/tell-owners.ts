import { isoAfter } from '../../platform/clock.ts';
import type { EraserParts } from './eraser-parts.ts';
import type { ErasureRow } from './erasure-store.ts';
import { organizationErasedMail } from './mails.ts';

/** So long it is tried to tell somebody; then nobody is remembered any more. */
const tryingSeconds = 7 * 86_400;

/**
 * Mails the certificate's number to those who owned the organisation. They are remembered by the ids of their accounts alone,
 * each until they were told; their addresses are those of their accounts, which the erasure leaves alone.
 */
export async function tellOwners(parts: EraserParts, row: ErasureRow): Promise<void> {
  const { tenancy, mailer, clock, log, origin } = parts;
  const { control } = tenancy;
  const givenUp = isoAfter(clock.now(), -tryingSeconds) > (row.finishedAt ?? '');
  let left = JSON.parse(row.tell) as string[];
  for (const userId of left) {
    const user = await control.get<{ email: string }>('SELECT email FROM User WHERE id = ?', [userId]);
    if (user !== undefined && !givenUp) {
      try {
        await mailer.send(
          organizationErasedMail(user.email, {
            id: row.orgId,
            number: row.certificate,
            url: `${origin}/erasures/${row.certificate}`,
          }),
        );
      } catch (error) {
        log.warn({ err: error, erasure: row.id }, 'an owner was not told of the certificate yet');
        continue;
      }
    }
    // A crash before this mails one person twice.
    left = left.filter((id) => id !== userId);
    await control.write((tx) =>
      tx.run('UPDATE OrganizationErasure SET tell = ? WHERE id = ?', [JSON.stringify(left), row.id]),
    );
  }
  if (left.length === 0 && row.tell !== '[]') await control.emptyLog();
}
