import { fileOutput, type Operation } from './operation.ts';

/** What becomes of an `Idempotency-Key` that is sent to an operation. */
export type IdempotencySupport =
  | { readonly kind: 'taken' }
  /** The method is idempotent by itself: the header asks for what holds anyway. */
  | { readonly kind: 'ignored' }
  /** It could not be kept, and saying nothing would let the caller believe otherwise. */
  | { readonly kind: 'refused'; readonly reason: string };

/** Derived from the declaration alone: for the router, the contract and the documents. */
export function idempotencySupport(op: Operation): IdempotencySupport {
  const method = op.http?.split(' ', 1)[0];
  if (method !== 'POST' && method !== 'PATCH') return { kind: 'ignored' };
  if (op.scope !== 'tenant') return refused('it does not work inside an organisation');
  if (op.body === 'stream') return refused('its body is a file, which is not kept');
  if (op.output === fileOutput) return refused('its answer is a file, which is not kept');
  if (op.revealsSecret) return refused('its answer holds a secret, which is not kept');
  return { kind: 'taken' };
}

function refused(reason: string): IdempotencySupport {
  return { kind: 'refused', reason };
}
