import { fileOutput, type Operation } from './operation.ts';

/*
 * What HTTP offers with an operation, told from its declaration alone: for the router, the contract and the documents.
 */

/** CLAIMS E9. */
const bodyBytesMaxUsual = 1_000_000;
/** A form's worth: of what anybody may send, a compressed megabyte costs the sender nothing and us ten milliseconds. */
const bodyBytesMaxPublic = 16_384;

/** The largest body that an operation takes, in bytes after decompression. */
export function bodyBytesMaxOf(op: Operation): number {
  return op.bodyBytesMax ?? (op.scope === 'public' ? bodyBytesMaxPublic : bodyBytesMaxUsual);
}

/** What becomes of an `Idempotency-Key` that is sent to an operation. */
export type IdempotencySupport =
  | { readonly kind: 'taken' }
  /** A repetition changes nothing more anyway: what the header asks for holds without it. */
  | { readonly kind: 'ignored' }
  /** It could not be honoured, and saying nothing would let the caller believe otherwise. */
  | { readonly kind: 'refused'; readonly reason: string };

export function idempotencySupport(op: Operation): IdempotencySupport {
  const method = methodOf(op);
  if (!op.writes || (method !== 'POST' && method !== 'PATCH')) return { kind: 'ignored' };
  if (op.scope !== 'tenant') return refused('it does not work inside an organisation');
  if (op.body === 'stream') return refused('its body is a file, which is not kept');
  if (op.output === fileOutput) return refused('its answer is a file, which is not kept');
  if (op.revealsSecret) return refused('its answer holds a secret, which is not kept');
  return { kind: 'taken' };
}

function refused(reason: string): IdempotencySupport {
  return { kind: 'refused', reason };
}

/** Whether a change can be held to what the caller has seen, by `If-Match`. */
export function takesIfMatch(op: Operation): boolean {
  return op.versioned === true && methodOf(op) !== 'POST';
}

/**
 * The `ETag` of its answers. A strong one stands for a record with a version; a weak one says that a list or an overview
 * is as it was, though its bytes may differ (cursors are sealed anew each time).
 */
export function entityTagOf(op: Operation): 'strong' | 'weak' | null {
  if (op.output === fileOutput || op.status === 204) return null;
  if (op.versioned) return 'strong';
  return methodOf(op) === 'GET' ? 'weak' : null;
}

/** Whether the answer is left out, with 304, when the caller has it already. */
export function takesIfNoneMatch(op: Operation): boolean {
  return methodOf(op) === 'GET' && entityTagOf(op) !== null;
}

function methodOf(op: Operation): string | undefined {
  return op.http?.split(' ', 1)[0];
}
