import type { SqlWriter } from '../platform/db/types.ts';
import { newId } from '../platform/ids.ts';
import { actorOf, organizationOf, type Principal } from './principal.ts';
import type { RequestMeta } from './request.ts';

/** What happened at a door. It never leaves the installation, and it holds no secret. CLAIMS R3, K5. */
export interface AuditEvent {
  /** `<area>.<verb>`, for example `auth.verify`. */
  readonly action: string;
  readonly outcome: 'ok' | 'refused';
  readonly at: Date;
  /** Why, as a short fixed word: the answer that left says less. */
  readonly reason?: string;
  readonly orgId?: string | null;
  /** The opaque id of who acted; null when nobody was proven. */
  readonly actor?: string | null;
  readonly address?: string;
  readonly requestId?: string;
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Anything that commits a change to the control database. */
export interface AuditWrites {
  write<T>(body: (tx: SqlWriter) => Promise<T>): Promise<T>;
}

/**
 * Notes the event in a write of its own.
 * @throws `storage_unavailable` when it could not be noted: then the act fails too.
 */
export function recordAudit(control: AuditWrites, event: AuditEvent): Promise<void> {
  return control.write((tx) => recordAuditIn(tx, event));
}

/** Notes the event inside the write that it tells of: both are kept, or neither is. */
export async function recordAuditIn(tx: SqlWriter, event: AuditEvent): Promise<void> {
  await tx.run(
    `INSERT INTO AuditEvent (id, at, orgId, actor, action, outcome, reason, address, requestId, detail)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      newId('aud'),
      event.at.toISOString(),
      event.orgId ?? null,
      event.actor ?? null,
      event.action,
      event.outcome,
      event.reason ?? null,
      event.address ?? null,
      event.requestId ?? null,
      event.detail ? JSON.stringify(event.detail) : null,
    ],
  );
}

/** Who, where and when, of a call: the part that every event of that call shares. */
export function auditOf(ctx: {
  readonly principal: Principal;
  readonly request: RequestMeta;
  now(): Date;
}): Pick<AuditEvent, 'at' | 'actor' | 'orgId' | 'address' | 'requestId'> {
  return {
    at: ctx.now(),
    actor: ctx.principal.kind === 'anonymous' ? null : actorOf(ctx.principal),
    orgId: organizationOf(ctx.principal),
    address: ctx.request.address,
    requestId: ctx.request.requestId,
  };
}
