import type { Runtime } from '../runtime.ts';
import type { DomainRow } from './domain-store.ts';

/**
 * Settles the alert about a domain whose record was missing: the record is back, or the domain is gone. What the alert told
 * of is over by then; where the organisation's database cannot be written now, somebody settles it by hand.
 */
export async function settleMissing(
  { alerts, log }: Pick<Runtime, 'alerts' | 'log'>,
  { orgId, id, missingSince }: Pick<DomainRow, 'orgId' | 'id' | 'missingSince'>,
): Promise<void> {
  if (missingSince === null) return;
  try {
    await alerts.settle(orgId, 'storefronts.domainMissing', id);
  } catch (error) {
    log.warn({ err: error, orgId, domain: id }, 'an alert about a domain stays open');
  }
}
