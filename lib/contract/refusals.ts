import { limits } from '../access/limits.ts';
import type { Operation } from '../access/operation.ts';
import { type ErrorCode, errorTable } from '../platform/errors.ts';
import { inputFields, takesBody } from './parts.ts';
import { checksVersion, takesIdempotencyKey } from './semantics.ts';

/** Every error that a call of this operation over HTTP can be answered with, by status, then as the table has them. */
export function refusalsOf(op: Operation): ErrorCode[] {
  const codes = new Set<ErrorCode>(op.refuses);
  const add = (holds: boolean, ...more: readonly ErrorCode[]) => {
    if (holds) for (const code of more) codes.add(code);
  };
  const [method = '', path = ''] = (op.http ?? '').split(' ');
  const fields = inputFields(op);
  add(Object.keys(fields).length > 0 || op.scope !== 'public', 'invalid_input');
  add('cursor' in fields, 'invalid_cursor');
  add(takesBody(op), 'body_too_large', 'unsupported_media_type');
  add(takesBody(op) && op.body !== 'stream', 'malformed_body');
  add(path.includes('{'), 'not_found');
  add(op.scope !== 'public', 'unauthorized', 'origin_refused');
  // Guessing at the door is limited before anything else is.
  add(op.limits.length > 0 || op.scope !== 'public', 'rate_limited');
  add(op.scope === 'public' && method !== 'GET', 'origin_refused');
  add(op.scope === 'tenant', 'forbidden', 'plan_required', 'tenant_unavailable');
  add(op.stepUp !== undefined, 'fresh_sign_in_required');
  add(op.stepUp !== undefined || op.scope === 'tenant', 'factor_required', 'account_frozen');
  add(checksVersion(op), 'version_conflict');
  add(takesIdempotencyKey(op), 'idempotency_running', 'idempotency_outcome_unknown', 'idempotency_mismatch');
  const denies = op.limits.some((name) => limits[name].onFailure === 'deny') || op.scope !== 'public';
  add(denies, 'limiter_unavailable');
  add(true, 'internal', 'shutting_down');
  add(op.scope !== 'public' || op.writes, 'storage_unavailable');
  const order = Object.keys(errorTable) as ErrorCode[];
  return [...codes].sort((a, b) => errorTable[a].status - errorTable[b].status || order.indexOf(a) - order.indexOf(b));
}
