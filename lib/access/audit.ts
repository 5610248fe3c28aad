import type { SqlWriter } from '../platform/db/types.ts';
import { newId } from '../platform/ids.ts';
import { visibleText } from '../platform/visible-text.ts';
import type { AuditAction } from './audit-actions.ts';
import { hideKeys } from './hide-keys.ts';
import { actorOf, organizationOf, type Principal } from './principal.ts';
import type { RequestMeta } from './request.ts';

/** What happened at a door. It never leaves the installation, and it holds no secret. CLAIMS R3, K5. */
export interface AuditEvent {
  readonly action: AuditAction;
  readonly outcome: 'ok' | 'refused';
  readonly at: Date;
  /** Why, as a short fixed word: the answer that left says less. */
  readonly reason?: string;
  readonly orgId?: string | null;
  /** The opaque id of who acted; null when nobody was proven. */
  readonly actor?: string | null;
  readonly address?: string;
  readonly door?: RequestMeta['door'];
  /** As the client gave it. */
  readonly userAgent?: string | null;
  readonly requestId?: string;
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Anything that commits a change to the control database. */
export interface AuditWrites {
  write<T>(body: (tx: SqlWriter) => Promise<T>): Promise<T>;
}

const wordCharsMax = 100;
const textCharsMax = 300;

/**
 * Notes the event in a write of its own.
 * @throws `storage_unavailable` when it could not be noted: then the act fails too.
 */
export function recordAudit(control: AuditWrites, event: AuditEvent): Promise<void> {
  return control.write((tx) => recordAuditIn(tx, event));
}

/**
 * Notes the event inside the write that it tells of: both are kept, or neither is. Whatever a client had a hand in is
 * kept as visible text on one line, so that no event forges another one where the log is printed or exported, and without
 * the secret of any API key that they put there.
 */
export async function recordAuditIn(tx: SqlWriter, event: AuditEvent): Promise<void> {
  await tx.run(
    `INSERT INTO AuditEvent
       (id, at, orgId, actor, action, outcome, reason, address, door, userAgent, requestId, detail)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      newId('aud'),
      event.at.toISOString(),
      event.orgId ?? null,
      kept(event.actor, wordCharsMax),
      event.action,
      event.outcome,
      kept(event.reason, wordCharsMax),
      kept(event.address, wordCharsMax),
      event.door ?? null,
      kept(event.userAgent, textCharsMax),
      event.requestId ?? null,
      event.detail === undefined ? null : JSON.stringify(visibleDetail(event.detail)),
    ],
  );
}

function kept(text: string | null | undefined, charsMax: number): string | null {
  return text == null ? null : visibleText(hideKeys(text), charsMax);
}

function visibleDetail(detail: NonNullable<AuditEvent['detail']>): NonNullable<AuditEvent['detail']> {
  return Object.fromEntries(
    Object.entries(detail).map(([name, value]) => [
      name,
      typeof value === 'string' ? kept(value, textCharsMax) : value,
    ]),
  );
}

/** Who, where and when, of a call: the part that every event of that call shares. */
export function auditOf(ctx: {
  readonly principal: Principal;
  readonly request: RequestMeta;
  now(): Date;
}): Pick<AuditEvent, 'at' | 'actor' | 'orgId' | 'address' | 'door' | 'userAgent' | 'requestId'> {
  return {
    at: ctx.now(),
    actor: ctx.principal.kind === 'anonymous' ? null : actorOf(ctx.principal),
    orgId: organizationOf(ctx.principal),
    ...(ctx.request.unnamed ? {} : { address: ctx.request.address, userAgent: ctx.request.userAgent }),
    door: ctx.request.door,
    requestId: ctx.request.requestId,
  };
}
