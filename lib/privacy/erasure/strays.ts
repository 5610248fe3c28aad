import { forgetLooseRows } from '../../tenancy/erase/directory-rows.ts';
import type { EraserParts } from './eraser-parts.ts';

/**
 * Forgets what requests left behind that were under way while their organisation was erased: an event of the audit log, a
 * job that nobody can do. Looked for again and again, since nobody knows when the last of them ends.
 */
export async function forgetStrays({ tenancy, log }: Pick<EraserParts, 'tenancy' | 'log'>): Promise<void> {
  const { control } = tenancy;
  const strays = await control.all<{ orgId: string }>(
    `SELECT e.orgId FROM OrganizationErasure e WHERE e.state = 'done' AND (
       EXISTS (SELECT 1 FROM AuditEvent a WHERE a.orgId = e.orgId) OR
       EXISTS (SELECT 1 FROM Job j WHERE j.orgId = e.orgId) OR
       EXISTS (SELECT 1 FROM ReceiptOutbox b WHERE b.orgId = e.orgId))`,
  );
  for (const { orgId } of strays) {
    await control.write((tx) => forgetLooseRows(tx, orgId));
    await control.emptyLog();
    log.warn({ orgId }, 'what a late request left of an erased organisation was forgotten');
  }
}
