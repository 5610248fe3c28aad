import type { Permission } from '../../access/permissions.ts';
import { isoAfter } from '../../platform/clock.ts';
import type { SqlWriter } from '../../platform/db/types.ts';
import { newId } from '../../platform/ids.ts';
import { forgetEnded, insertGrant, type NewGrant } from './grant-store.ts';
import { deviceCodeSeconds, keepEndedSeconds } from './protocol.ts';

interface Allowed {
  readonly clientId: string;
  readonly orgId: string;
  readonly userId: string;
  readonly scopes: readonly Permission[];
  readonly device: string | null;
}

/**
 * Notes what a person allows, inside the caller's write. It lives until `expiresAt`; the client's first tokens make it last.
 */
export async function allowGrant(
  tx: SqlWriter,
  allowed: Allowed,
  at: { readonly now: Date; readonly expiresAt: string },
): Promise<NewGrant> {
  const before = {
    grants: isoAfter(at.now, -keepEndedSeconds),
    codes: isoAfter(at.now, -deviceCodeSeconds),
  };
  await forgetEnded(tx, before);
  const grant = { ...allowed, id: newId('grt'), createdAt: at.now.toISOString(), expiresAt: at.expiresAt };
  await insertGrant(tx, grant);
  return grant;
}

/** The receipt of it. It names person and program by their ids; receipts of what the program does name the grant. */
export function allowedReceipt({ id, clientId, userId, scopes }: NewGrant) {
  return { action: 'oauthGrant.allowed' as const, subject: id, detail: { clientId, userId, scopes: [...scopes] } };
}
