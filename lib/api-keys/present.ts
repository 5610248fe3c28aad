import type { z } from 'zod';
import type { ApiKey } from './schema.ts';
import type { KeyRow } from './store.ts';

/** A key as it leaves: every field named, the hash not among them. */
export function presentKey(row: KeyRow, now: Date): z.output<typeof ApiKey> {
  return {
    id: row.id,
    name: row.name,
    mode: row.mode === 'test' ? 'test' : 'live',
    prefix: row.prefix,
    scopes: storedList(row.scopes),
    state: stateOf(row, now),
    createdBy: row.createdBy,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    revokedAt: row.revokedAt,
    lastUsedAt: row.lastUsedAt,
    lastUsedAddress: row.lastUsedAddress,
    lastUsedRoute: row.lastUsedRoute,
    allowedAddresses: storedList(row.allowedAddresses),
    replacedById: row.replacedById,
    revokedFor: row.revokedFor === 'leak' || row.revokedFor === 'request' ? row.revokedFor : null,
    exposedAt: row.exposedAt,
  };
}

/** Whether a key works, by its own row: the organisation's state stands elsewhere. */
export function stateOf(row: Pick<KeyRow, 'revokedAt' | 'expiresAt'>, now: Date): 'active' | 'expired' | 'revoked' {
  if (row.revokedAt !== null) return 'revoked';
  return row.expiresAt !== null && Date.parse(row.expiresAt) <= now.getTime() ? 'expired' : 'active';
}

/** A stored list of texts. What is no text in it is left out. */
export function storedList(text: string): string[] {
  const value: unknown = JSON.parse(text);
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}
