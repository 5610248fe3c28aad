import type { z } from 'zod';
import { mayDo } from '../../access/principal.ts';
import { resolveContacts } from '../../crm/contacts/resolve-contacts.ts';
import type { SqlReader } from '../../platform/db/types.ts';
import { fail } from '../../platform/errors.ts';
import type { BaseContext } from '../../tenancy/context.ts';
import type { HoldRow } from './hold-store.ts';
import type { Hold } from './schema.ts';

/** Holds as they leave the product; contacts are named to those who may see contacts. */
export async function presentHolds(
  ctx: Pick<BaseContext, 'principal'>,
  db: SqlReader,
  rows: readonly HoldRow[],
): Promise<z.output<typeof Hold>[]> {
  const ids = rows.flatMap(({ contactId }) => contactId ?? []);
  const named = mayDo(ctx.principal, 'contacts:read') && ids.length > 0;
  const { byId } = named ? await resolveContacts(db, { ids, emails: [] }) : { byId: new Map() };
  return rows.map(({ id, contactId, reason, createdBy, createdAt, releasedAt, releasedBy }) => ({
    id,
    contactId,
    contactName: contactId === null ? null : (byId.get(contactId)?.name ?? null),
    reason,
    createdBy,
    createdAt,
    releasedAt,
    releasedBy,
  }));
}

/** The one hold that was presented. */
export function only<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined) throw fail('internal', { detail: 'a hold that was not presented' });
  return item;
}
