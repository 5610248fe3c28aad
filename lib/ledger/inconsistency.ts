import type { Alerts } from '../alerts/alerts.ts';
import { fail, type HoldfastError, isHoldfastError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';

/** The ledger as it is stored cannot be what was signed, or what was written. `what` goes to the log alone. */
export function inconsistent(what: string): HoldfastError {
  return fail('ledger_inconsistent', { detail: what });
}

/** Two hashes that have to be the same one. @throws `ledger_inconsistent` */
export function assertSame(a: Uint8Array | undefined, b: Uint8Array, what: string): void {
  if (a === undefined || Buffer.compare(a, b) !== 0) throw inconsistent(what);
}

/** Whoever finds that a ledger is not what it was tells it here, and nowhere else: it must not go unheard. */
export function reportInconsistency(
  { log, alerts }: { readonly log: Log; readonly alerts: Pick<Alerts, 'report'> },
  orgId: string,
  error: unknown,
): void {
  if (!isHoldfastError(error) || error.code !== 'ledger_inconsistent') return;
  const reason = error.detail ?? null;
  log.error({ orgId, reason }, 'a ledger is not what was signed: nothing is signed any more');
  alerts.report(orgId, 'ledger.mismatch', 'signing', { reason, foundBy: 'signing' });
}
