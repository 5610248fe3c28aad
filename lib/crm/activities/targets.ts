import { fail } from '../../platform/errors.ts';
import type { TenantClient } from '../../tenancy/clients.ts';
import type { Reads } from '../../tenancy/context.ts';
import { type ActivityRow, findTargets } from './store.ts';

/**
 * The activity with the names of the contact and the deal that it points to.
 * @throws `invalid_input` when one of them does not exist.
 */
export async function withTargets(db: Reads<TenantClient>, row: ActivityRow): Promise<ActivityRow> {
  const targets = await findTargets(db, row);
  const problems = [
    ...(row.contactId !== null && targets.contact === undefined
      ? [{ path: 'contactId', message: 'There is no such contact' }]
      : []),
    ...(row.dealId !== null && targets.deal === undefined
      ? [{ path: 'dealId', message: 'There is no such deal' }]
      : []),
  ];
  if (problems.length > 0) throw fail('invalid_input', { problems });
  return { ...row, contactName: targets.contact?.name ?? null, dealTitle: targets.deal?.title ?? null };
}
