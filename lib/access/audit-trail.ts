import { type AuditEvent, type AuditWrites, recordAudit } from './audit.ts';

/** The audit log as doors write to it. Each event is durable before its act goes on, or the act fails. */
export interface AuditTrail {
  /** @throws `storage_unavailable` when it could not be noted: then the act fails too. */
  record(event: AuditEvent): Promise<void>;
  /**
   * Notes the event, unless one of the same `key` was noted less than `windowSeconds` before it. When it returns, one of
   * them is durable, also where several callers come at once.
   * @throws `storage_unavailable`; then nothing counts as noted, and the next caller tries again.
   */
  recordOnce(event: AuditEvent, per: Coalescing): Promise<void>;
}

/** Hears of calls of an organisation that were turned away. */
interface RefusalWatch {
  noteRefusal(orgId: string): void;
}

interface Coalescing {
  /** What counts as the same: for example a key and an address. */
  readonly key: string;
  readonly windowSeconds: number;
}

interface Noted {
  readonly untilMs: number;
  readonly written: Promise<void>;
}

/** Past so many kinds of event at once the oldest are forgotten: then more is noted than need be, never less. */
const keysMax = 10_000;

/** One per process: what was noted lately is known to it alone. See docs/decisions/0018-audit-coalescing.md. */
export function createAuditTrail(control: AuditWrites, watch?: RefusalWatch): AuditTrail {
  const lately = new Map<string, Noted>();
  return {
    async record(event) {
      await recordAudit(control, event);
      if (event.action === 'access.denied' && event.orgId != null) watch?.noteRefusal(event.orgId);
    },
    recordOnce(event, { key, windowSeconds }) {
      const atMs = event.at.getTime();
      const before = lately.get(key);
      if (before !== undefined && atMs < before.untilMs) return before.written;
      const written = recordAudit(control, event);
      const noted = { untilMs: atMs + windowSeconds * 1000, written };
      // Deleted first, so that the order of the map is the order of noting.
      lately.delete(key);
      lately.set(key, noted);
      if (lately.size > keysMax) forgetOldest(lately);
      written.catch(() => {
        if (lately.get(key) === noted) lately.delete(key);
      });
      return written;
    },
  };
}

function forgetOldest(lately: Map<string, Noted>): void {
  const oldest = lately.keys().next();
  if (!oldest.done) lately.delete(oldest.value);
}
