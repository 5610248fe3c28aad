import type { Permission } from '../../access/permissions.ts';
import { isRole, type Role } from '../../access/roles.ts';
import type { SqlReader } from '../../platform/db/types.ts';
import { commandLineClient } from './clients.ts';
import { findGrant, type GrantRow } from './grant-store.ts';
import { bothHold, storedScopes } from './scopes.ts';

/** Why a grant lets nobody in. For the audit log alone. */
export type GrantRefusal =
  | 'grant_unknown'
  | 'grant_revoked'
  | 'grant_expired'
  | 'client_removed'
  | 'membership_ended'
  | 'organization_inactive';

/** A grant that may be used this very moment. */
export interface UsableGrant {
  readonly row: GrantRow;
  readonly role: Role;
  readonly clientName: string;
  /** What was allowed, as far as its client may still hold it. What the person may do is for whoever asks for it. */
  readonly scopes: readonly Permission[];
}

/** States in which what was allowed is void. A quarantined organisation answers `tenant_unavailable` to proven callers. */
const closed = new Set(['provisioning', 'blocked', 'erasing']);

/** The grant, judged by what person, client and organisation are now: nothing of it is remembered from earlier. */
export async function findUsableGrant(
  db: SqlReader,
  id: string,
  now: Date,
): Promise<{ readonly ok: true; readonly grant: UsableGrant } | NotUsable> {
  const row = await findGrant(db, id);
  if (row === undefined) return { ok: false, refusal: 'grant_unknown', row: null };
  const no = (refusal: GrantRefusal): NotUsable => ({ ok: false, refusal, row });
  if (row.revokedAt !== null) return no('grant_revoked');
  if (row.expiresAt <= now.toISOString()) return no('grant_expired');
  const client = clientOf(row);
  if (client === null) return no('client_removed');
  if (row.userGone === 1 || row.role === null || !isRole(row.role)) return no('membership_ended');
  if (closed.has(row.orgStatus)) return no('organization_inactive');
  const scopes = bothHold(storedScopes(row.scopes), client.scopes);
  return { ok: true, grant: { row, role: row.role, clientName: client.name, scopes } };
}

interface NotUsable {
  readonly ok: false;
  readonly refusal: GrantRefusal;
  /** The grant that it is, or was. */
  readonly row: GrantRow | null;
}

function clientOf(row: GrantRow): { readonly name: string; readonly scopes: readonly Permission[] } | null {
  if (row.clientId === commandLineClient.id) return commandLineClient;
  if (row.clientName === null || row.clientScopes === null || row.clientRevokedAt !== null) return null;
  return { name: row.clientName, scopes: storedScopes(row.clientScopes) };
}
