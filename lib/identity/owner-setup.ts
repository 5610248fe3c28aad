import type { Runtime } from '../runtime.ts';
import { signInLink } from './links.ts';
import { issueLoginToken, ownerSetupSeconds } from './sign-in/login-tokens.ts';
import { anyUser } from './users.ts';

/**
 * The link by which whoever started the installation becomes its first person. It works once, for 24 hours, and while
 * nobody has an account; links of earlier starts die.
 *
 * @returns null when somebody has an account.
 */
export async function issueOwnerSetupLink(
  rt: Pick<Runtime, 'tenancy' | 'secrets' | 'origin' | 'clock'>,
): Promise<string | null> {
  const issued = await rt.tenancy.control.write(async (tx) => {
    await tx.run("DELETE FROM LoginToken WHERE purpose = 'owner-setup'");
    if (await anyUser(tx)) return null;
    return issueLoginToken(tx, rt.secrets, {
      email: '',
      purpose: 'owner-setup',
      redirectTo: null,
      browserHash: null,
      lifeSeconds: ownerSetupSeconds,
      now: rt.clock.now(),
    });
  });
  return issued && signInLink(rt.origin, issued.token);
}
