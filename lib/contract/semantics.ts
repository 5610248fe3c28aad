import type { Operation } from '../access/operation.ts';
import { entityTagOf, idempotencySupport, takesIfMatch } from '../access/semantics.ts';
import { inputFields } from './parts.ts';

/** What HTTP offers with an operation, as the contract tells it. */

/** Whether a repeated request with the same `Idempotency-Key` is answered as the first was. */
export function takesIdempotencyKey(op: Operation): boolean {
  return idempotencySupport(op).kind === 'taken';
}

/** Whether a change can be held to the version that the caller has seen. */
export function checksVersion(op: Operation): boolean {
  return takesIfMatch(op) || 'version' in inputFields(op);
}

export function hasEntityTag(op: Operation): boolean {
  return entityTagOf(op) !== null;
}

/** The statuses of calls that succeed. */
export function statusesOf(op: Operation): number[] {
  const usual = op.status ?? 200;
  return op.otherStatus === undefined ? [usual] : [op.otherStatus.status, usual].sort();
}
