import { letter } from '../../platform/mail/letter.ts';
import type { PublicContext } from '../../tenancy/context.ts';
import { commandLineClient } from './clients.ts';
import { findGrant } from './grant-store.ts';

/**
 * Tells the organisation, by an alert, and the person, by mail, that what they allowed a program has ended, because one of its
 * tokens was shown twice or by somebody else. The grant is over whether they can be told or not. CLAIMS I5, R4.
 * @param reason why, as the audit log has it.
 */
export async function tellOfReuse(ctx: PublicContext, grantId: string, reason: string): Promise<void> {
  const { origin, mailer, log, alerts } = ctx.services;
  const row = await findGrant(ctx.control, grantId);
  if (row === undefined || row.userGone === 1) return;
  const detail = { program: row.clientId, grant: grantId, reason };
  await alerts.raise(row.orgId, 'programs.tokenReused', row.userId, detail);
  const name = row.clientId === commandLineClient.id ? commandLineClient.name : (row.clientName ?? 'A program');
  try {
    await mailer.send(
      letter({
        to: row.email,
        subject: 'The access of a program has ended',
        paragraphs: [
          `${name} can no longer act for you in ${row.orgName}: something that is good for one use was used twice.`,
          'Either the program lost an answer on its way, or somebody has a copy of what it keeps. Allow it again if you still use it, on a device that you trust.',
        ],
        button: { label: 'See connected apps', url: `${origin}/${row.orgSlug}/connected-apps` },
        small: 'You do not know this program? End all your sessions, and tell the owners of your organisation.',
      }),
    );
  } catch (error) {
    log.warn({ err: error, grantId }, 'a person was not told that a program lost its access');
  }
}
