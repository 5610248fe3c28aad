import { appendReceipt } from '../ledger/append.ts';
import { eraseOpenings, openingsOf } from '../ledger/erase-openings.ts';
import type { Runtime } from '../runtime.ts';
import { forgetErased } from '../tenancy/forget-erased.ts';
import { consentsUnder, deleteConsents } from './consent-store.ts';

/** Whom receipts name who act for a restore. */
const actor = 'operator';

/**
 * Erases the choices that visitors deleted and that a restored copy brought back. Afterwards nothing of them is in the
 * organisation's database, and a receipt stands for each that was there. For an organisation that serves nobody yet. Cheap
 * where nothing is back, and safe to repeat. CLAIMS G3.
 *
 * @param tags digests of their ids.
 * @returns how many visitors were back.
 */
export async function eraseChoicesAgain(
  rt: Pick<Runtime, 'tenancy' | 'clock'>,
  orgId: string,
  tags: readonly string[],
): Promise<number> {
  if (tags.length === 0) return 0;
  const lease = await rt.tenancy.acquire(orgId);
  try {
    const back = await consentsUnder(lease.db, tags);
    const visitors = new Set(back.map(({ consentId }) => consentId));
    for (const visitor of visitors) {
      const rows = back.filter(({ consentId }) => consentId === visitor);
      const ids = rows.map(({ id }) => id);
      await lease.db.write(async (tx) => {
        const at = rt.clock.now();
        await eraseOpenings(tx, await openingsOf(tx, ids), at);
        await deleteConsents(tx, ids);
        for (const { id, storefrontId } of rows) {
          const detail = { storefront: storefrontId };
          await appendReceipt(tx, { action: 'consent.deleted', subject: id, detail }, { orgId, actor, at });
        }
      });
    }
    if (visitors.size > 0) await forgetErased(lease.db, rt.tenancy.control);
    return visitors.size;
  } finally {
    lease.release();
  }
}
