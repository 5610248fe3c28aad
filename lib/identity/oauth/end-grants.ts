import type { SqlWriter } from '../../platform/db/types.ts';
import { oweReceipts } from '../../tenancy/outbox.ts';
import { type GrantEnd, markGrantRevoked } from './grant-store.ts';

/** Which grants: one, a person's, a person's in one organisation, all of a client, all of an organisation. */
export type GrantChoice =
  | { readonly id: string; readonly orgId?: string; readonly userId?: string }
  | { readonly userId: string; readonly orgId?: string }
  | { readonly clientId: string; readonly orgId: string }
  | { readonly orgId: string };

interface EndOf {
  readonly why: GrantEnd;
  /** Who ended them, by the opaque id that receipts name. */
  readonly actor: string;
  readonly at: Date;
}

/**
 * Ends what clients were allowed, inside the caller's write: from its commit on no token of it works, neither at the API
 * nor for renewal, on any instance. Each organisation's ledger is owed a receipt for each.
 * @returns the ids of those that ended; what had ended before is not among them.
 */
export async function endGrants(tx: SqlWriter, choice: GrantChoice, end: EndOf): Promise<readonly string[]> {
  const named = Object.entries(choice).filter(([, value]) => value !== undefined);
  const rows = await tx.all<{ id: string; orgId: string; clientId: string; userId: string }>(
    `SELECT id, orgId, clientId, userId FROM OAuthGrant
      WHERE revokedAt IS NULL AND ${named.map(([name]) => `"${name}" = ?`).join(' AND ')}`,
    named.map(([, value]) => value),
  );
  const at = end.at.toISOString();
  for (const { id, orgId, clientId, userId } of rows) {
    await markGrantRevoked(tx, id, at, end.why);
    const detail = { clientId, userId, why: end.why };
    await oweReceipts(tx, [{ action: 'oauthGrant.revoked', subject: id, detail }], {
      orgId,
      actor: end.actor,
      at: end.at,
    });
  }
  return rows.map(({ id }) => id);
}
