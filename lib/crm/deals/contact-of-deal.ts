import { fail } from '../../platform/errors.ts';
import type { TenantClient } from '../../tenancy/clients.ts';
import type { Reads } from '../../tenancy/context.ts';
import { findContactName } from './store.ts';

/** @throws `invalid_input` when there is no such contact. */
export async function contactNameFor(db: Reads<TenantClient>, contactId: string | null): Promise<string | null> {
  if (contactId === null) return null;
  const name = await findContactName(db, contactId);
  if (name !== undefined) return name;
  throw fail('invalid_input', { problems: [{ path: 'contactId', message: 'There is no such contact' }] });
}
