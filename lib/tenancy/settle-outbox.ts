import type { Log } from '../platform/log.ts';
import { settleReceipts } from './outbox.ts';
import type { Tenancy } from './tenancy.ts';

/**
 * Pays what crashed processes left owing to the organisations' ledgers. An organisation that cannot be opened now keeps
 * its debt, which is settled when it is next used.
 *
 * @returns how many organisations were settled.
 */
export async function settleOutbox(tenancy: Tenancy, log: Log): Promise<number> {
  const owing = await tenancy.control.all<{ orgId: string }>(
    // What an organisation that is being erased owes is settled by its erasure.
    `SELECT DISTINCT b.orgId FROM ReceiptOutbox b JOIN Organization o ON o.id = b.orgId
      WHERE o.status <> 'erasing' ORDER BY b.orgId`,
  );
  let settled = 0;
  for (const { orgId } of owing) {
    try {
      const lease = await tenancy.acquire(orgId);
      try {
        await settleReceipts(tenancy.control, lease.db, orgId);
        settled += 1;
      } finally {
        lease.release();
      }
    } catch (error) {
      log.error({ err: error, orgId }, 'receipts stay owed to the ledger');
    }
  }
  return settled;
}
