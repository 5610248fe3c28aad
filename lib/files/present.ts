import { mayDo, type Principal } from '../access/principal.ts';
import { resolveContacts } from '../crm/contacts/resolve-contacts.ts';
import type { Json } from '../ledger/canonical.ts';
import type { SqlReader } from '../platform/db/types.ts';
import type { FileRecordAnswer } from './schema.ts';
import type { FileRow, ListedFile } from './store.ts';

/** Files as they leave the product. */
export async function presentFiles(
  db: SqlReader,
  rows: readonly ListedFile[],
  principal: Principal,
): Promise<FileRecordAnswer[]> {
  const ids = mayDo(principal, 'contacts:read') ? rows.flatMap((row) => row.contactId ?? []) : [];
  const { byId } = await resolveContacts(db, { ids, emails: [] });
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    contentType: row.contentType,
    bytes: row.bytes,
    sha256: Buffer.from(row.sha256).toString('hex'),
    contactId: row.contactId,
    contactName: row.contactId === null ? null : (byId.get(row.contactId)?.name ?? null),
    dealId: row.dealId,
    dealTitle: mayDo(principal, 'deals:read') ? row.dealTitle : null,
    createdBy: row.createdBy,
    createdAt: row.createdAt,
  }));
}

/** What a receipt tells of a file: all that is known of it but its bytes, which the digest stands for. */
export function fileContent(row: FileRow): Record<string, Json> {
  const { name, contentType, bytes, contactId, dealId } = row;
  return {
    name,
    contentType,
    bytes,
    sha256: Buffer.from(row.sha256).toString('hex'),
    ...(contactId === null ? {} : { contactId }),
    ...(dealId === null ? {} : { dealId }),
  };
}
