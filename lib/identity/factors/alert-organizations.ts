import type { AlertDetail } from '../../alerts/alerts.ts';
import type { SqlReader } from '../../platform/db/types.ts';
import type { Services } from '../../runtime.ts';
import { organizationsOf } from '../memberships.ts';

interface Telling {
  readonly control: SqlReader;
  readonly services: Pick<Services, 'alerts'>;
}

/**
 * Raises an alert about a member in every organisation that they belong to: an account that somebody else is in is a matter of
 * each. It names them by their opaque id. Afterwards the alerts are durable; never throws because of them. Not to be called
 * inside a write. CLAIMS R4.
 */
export async function alertOrganizationsOf(
  { control, services }: Telling,
  userId: string,
  rule: 'members.passkeyCopied' | 'members.changeReported',
  detail: AlertDetail,
): Promise<void> {
  for (const { id } of await organizationsOf(control, userId)) {
    await services.alerts.raise(id, rule, userId, detail);
  }
}
