import { addressBlock } from '../platform/address.ts';
import { type ErrorCode, isHoldfastError } from '../platform/errors.ts';
import { type AuditEvent, auditOf } from './audit.ts';
import type { AuditTrail } from './audit-trail.ts';
import { type LimitVerdict, limits } from './limits.ts';
import type { Operation } from './operation.ts';
import { actorOf, type Principal } from './principal.ts';
import type { RequestMeta } from './request.ts';

/** A call as the audit log tells of it. */
export interface AuditedCall {
  readonly principal: Principal;
  readonly request: RequestMeta;
  /** The operation's name, or the route where none was found. */
  readonly operation: string;
  now(): Date;
}

/** Errors by which a caller is turned away for what they are or may do. Limits are noted where they are counted. */
const denials: ReadonlySet<ErrorCode> = new Set([
  'unauthorized',
  'forbidden',
  'plan_required',
  'origin_refused',
  'bot_check_failed',
]);

/** How often a page of another site is noted that sends requests of people or of nobody: no limit stands before that. */
const foreignPageSeconds = 60;

/** How often an outage of the limiter is noted for each limit that it closes. */
const outageSeconds = 60;

/**
 * Notes that a call was denied, with the true reason; errors that deny nothing pass by. What is absent for the caller
 * (`not_found`) is no denial: whether it exists elsewhere was never asked. CLAIMS R3, K5.
 *
 * Operations open to anybody note their own outcome when they answer `unauthorized`.
 *
 * @throws `storage_unavailable` when it could not be noted.
 */
export async function noteDenial(
  trail: AuditTrail,
  call: AuditedCall,
  error: unknown,
  scope: Operation['scope'] = 'tenant',
): Promise<void> {
  if (!isHoldfastError(error)) return;
  const event = { ...auditOf(call), outcome: 'refused' } as const;
  if (error.code === 'limiter_unavailable') {
    const per = { key: `outage ${error.detail}`, windowSeconds: outageSeconds };
    const detail = { operation: call.operation, ...(error.detail ? { what: error.detail } : {}) };
    return trail.recordOnce({ ...event, action: 'limit.hit', reason: error.code, detail }, per);
  }
  if (!denials.has(error.code) || (error.code === 'unauthorized' && scope === 'public')) return;
  const { permission, feature } = error.extension;
  const denied: AuditEvent = {
    ...event,
    action: 'access.denied',
    reason: error.code,
    detail: {
      operation: call.operation,
      ...(permission === undefined ? {} : { permission }),
      ...(feature === undefined ? {} : { feature }),
      ...(error.detail === undefined ? {} : { what: error.detail }),
    },
  };
  const proven = call.principal.kind === 'key' || call.principal.kind === 'client';
  if (error.code !== 'origin_refused' || proven) return trail.record(denied);
  const network = addressBlock(call.request.address);
  const key = `foreign page ${call.operation} ${event.actor ?? 'nobody'} ${network}`;
  await trail.recordOnce(denied, { key, windowSeconds: foreignPageSeconds });
}

/**
 * Notes that a limit stopped a caller: once for each limit and key in a window's length, however many attempts follow, so
 * that a flood of attempts does not become a flood of writes.
 *
 * @param key what the limit counts by, as the limiter was given it.
 * @throws `storage_unavailable` when it could not be noted.
 */
export function noteLimitHit(trail: AuditTrail, verdict: LimitVerdict, key: string, call: AuditedCall): Promise<void> {
  const { name, limit, windowSeconds } = verdict;
  const event: AuditEvent = {
    ...auditOf(call),
    action: 'limit.hit',
    outcome: 'refused',
    reason: name,
    detail: { operation: call.operation, limit, windowSeconds },
  };
  return trail.recordOnce(event, { key: `limit ${name} ${countedAs(name, key)}`, windowSeconds });
}

/** As the limiter counts it: whoever has a /64 has 2^64 addresses to be noted by. */
function countedAs(name: LimitVerdict['name'], key: string): string {
  if (!limits[name].by.startsWith('address')) return key;
  const [address = '', ...rest] = key.split(' ');
  return [addressBlock(address), ...rest].join(' ');
}

/** How long one note of a key's use from one network stands for all that follow. */
const provenSeconds = 60;

/**
 * Notes that an API key, or the token of a program that acts for a person, was proven: once a minute for each and network (IPv4 address, IPv6 /64), before its request does anything. What the
 * requests change stands in receipts, each for itself; this says from where the key was at work. Sessions are noted as
 * they are opened.
 *
 * @throws `storage_unavailable` when it could not be noted.
 */
export async function noteProven(trail: AuditTrail, call: AuditedCall): Promise<void> {
  const { principal } = call;
  if (principal.kind !== 'key' && principal.kind !== 'client') return;
  const whose = principal.kind === 'client' ? { userId: principal.userId, clientId: principal.clientId } : {};
  const event: AuditEvent = {
    ...auditOf(call),
    action: 'api.authenticate',
    outcome: 'ok',
    detail: { operation: call.operation, ...whose },
  };
  await trail.recordOnce(event, {
    key: `proven ${actorOf(principal)} ${addressBlock(call.request.address)}`,
    windowSeconds: provenSeconds,
  });
}
