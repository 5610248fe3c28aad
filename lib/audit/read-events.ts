import { z } from 'zod';
import { canonicalAddress } from '../platform/address.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { SqlReader } from '../platform/db/types.ts';
import { fail } from '../platform/errors.ts';
import { type AuditFilter, type AuditPlace, type AuditRow, listAuditRows, type Whose } from './store.ts';

interface Reading {
  readonly whose: Whose;
  readonly filter: AuditFilter;
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** The operation's name: a cursor opens for this list alone. */
  readonly list: string;
  readonly secret: Uint8Array;
}

const placeSchema = z.strictObject({ at: z.string(), id: z.string() });

/**
 * One page of events, newest first.
 * @throws `invalid_cursor` unless the cursor came from the same list, organisation and filters.
 */
export async function readEvents(
  db: SqlReader,
  { whose, filter, limit, cursor, list, secret }: Reading,
): Promise<{ readonly rows: readonly AuditRow[]; readonly nextCursor: string | null }> {
  const orgId = typeof whose === 'string' ? whose : whose.orgId;
  const binding = { orgId, list, query: JSON.stringify(filter) };
  const after = cursor === undefined ? null : placeOf(openCursor(secret, binding, cursor));
  const found = await listAuditRows(db, whose, filter, after, limit + 1);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const more = found.length > limit && last !== undefined;
  return { rows, nextCursor: more ? sealCursor(secret, binding, { at: last.at, id: last.id }) : null };
}

function placeOf(opened: unknown): AuditPlace {
  const place = placeSchema.safeParse(opened);
  if (!place.success) throw fail('invalid_cursor');
  return place.data;
}

/** The filters of an input alone, the address in the form in which addresses are noted. */
export function filterOf(input: AuditFilter): AuditFilter {
  const { actor, action, outcome, reason, address, from, to } = input;
  return {
    actor,
    action,
    outcome,
    reason: reason || undefined,
    address: address ? (canonicalAddress(address) ?? address) : undefined,
    from,
    to,
  };
}
