import type { z } from 'zod';
import type { Share, ShareFilter } from './schema.ts';
import type { ShareRow } from './share-store.ts';

export type ShareState = z.output<typeof Share>['state'];

/** A link as it leaves: every field named, the hash of what opens it not among them. */
export function presentShare(row: ShareRow, now: Date): z.output<typeof Share> {
  return {
    id: row.id,
    label: row.label,
    filter: filterOf(row),
    reveal: revealOf(row),
    size: row.size,
    receipts: row.receipts,
    digest: Buffer.from(row.digest).toString('hex'),
    state: shareState(row, now),
    createdBy: row.createdBy,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    revokedAt: row.revokedAt,
    usesMax: row.usesMax,
    uses: row.uses,
    lastUsedAt: row.lastUsedAt,
  };
}

/** Whether a link works, by its own row. */
export function shareState(row: Pick<ShareRow, 'revokedAt' | 'expiresAt' | 'usesMax' | 'uses'>, now: Date): ShareState {
  if (row.revokedAt !== null) return 'revoked';
  if (row.expiresAt <= now.toISOString()) return 'expired';
  return row.usesMax !== null && row.uses >= row.usesMax ? 'used_up' : 'active';
}

export function filterOf({ filter }: Pick<ShareRow, 'filter'>): z.output<typeof ShareFilter> {
  return JSON.parse(filter) as z.output<typeof ShareFilter>;
}

export function revealOf({ reveal }: Pick<ShareRow, 'reveal'>): 'redacted' | 'ids' {
  return reveal === 'ids' ? 'ids' : 'redacted';
}
