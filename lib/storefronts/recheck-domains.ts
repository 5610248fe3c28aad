import { recordAuditIn } from '../access/audit.ts';
import type { ReceiptDraft } from '../ledger/receipt.ts';
import type { Turn } from '../platform/jobs/schedule.ts';
import type { Runtime } from '../runtime.ts';
import { oweReceipts } from '../tenancy/outbox.ts';
import {
  type DomainRow,
  type DomainState,
  findVerified,
  isTaken,
  saveDomainState,
  verifiedDomains,
} from './domain-store.ts';
import { type DomainSight, judgeDomain, lookAtDomain, servedUntil } from './judge-domain.ts';
import { settleMissing } from './settle-missing.ts';

/** Questions that are asked of DNS at a time. */
const atOnce = 8;

type Checking = Pick<Runtime, 'tenancy' | 'textRecords' | 'alerts' | 'clock' | 'log'>;

/**
 * Looks again at every verified domain. A record that is gone raises an alert with its organisation, and after the days of
 * grace the host is verified no more: nothing is served there, and its pages ask for no consent. One that is back settles the
 * alert. For the calendar.
 */
export async function recheckDomains(rt: Checking, { signal }: Turn): Promise<void> {
  for (let after = ''; ; ) {
    const rows = await verifiedDomains(rt.tenancy.control, after, atOnce);
    const looked = await Promise.all(
      rows.map(async (row) => ({ row, sight: await lookAtDomain(rt.textRecords, row) })),
    );
    for (const { row, sight } of looked) await note(rt, row.id, sight);
    const last = rows.at(-1);
    if (last === undefined || signal.aborted) return;
    after = last.id;
  }
}

async function note(rt: Checking, id: string, sight: DomainSight): Promise<void> {
  const now = rt.clock.now();
  const change = await rt.tenancy.control.write(async (tx) => {
    const before = await findVerified(tx, id);
    if (before === undefined) return undefined;
    const after = judgeDomain(before, { sight, taken: await isTaken(tx, before), now });
    await saveDomainState(tx, before, after, now.toISOString());
    const receipt = receiptOf(before, after);
    if (receipt !== null) {
      const { orgId, storefrontId, host } = before;
      await oweReceipts(tx, [receipt], { orgId, actor: 'system', at: now });
      const detail = { storefrontId, host, problem: after.problem };
      const outcome = after.missingSince === null ? 'ok' : 'refused';
      await recordAuditIn(tx, { action: 'storefrontDomain.verify', outcome, at: now, orgId, actor: 'system', detail });
    }
    return { before, after };
  });
  if (change === undefined) return;
  const { before, after } = change;
  if (after.missingSince !== null) {
    const detail = { host: before.host, servedUntil: servedUntil(after), missingSince: after.missingSince };
    await rt.alerts.raise(before.orgId, 'storefronts.domainMissing', id, detail);
  } else await settleMissing(rt, before);
}

/** What the ledger is told: that a record is gone, that it is back, that the host is lost; a look that finds the same is no news. */
function receiptOf(before: DomainRow, after: DomainState): ReceiptDraft | null {
  const { id, storefrontId, host } = before;
  const detail = { storefrontId, host, problem: after.problem };
  if (after.verifiedAt === null) return { action: 'storefrontDomain.lapsed', subject: id, detail };
  if ((before.missingSince === null) === (after.missingSince === null)) return null;
  return { action: 'storefrontDomain.checked', subject: id, detail };
}
