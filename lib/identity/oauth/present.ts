import type { z } from 'zod';
import { type ClientRow, commandLineClient } from './clients.ts';
import type { GrantRow } from './grant-store.ts';
import type { OAuthClient, OAuthGrant } from './schema.ts';
import { storedScopes } from './scopes.ts';

export function presentClient(row: ClientRow): z.output<typeof OAuthClient> {
  return {
    id: row.id,
    name: row.name,
    redirectUris: JSON.parse(row.redirectUris) as string[],
    scopes: [...storedScopes(row.scopes)],
    deviceFlow: row.deviceFlow === 1,
    createdBy: row.createdBy,
    createdAt: row.createdAt,
  };
}

/** Never a token, nor anything that stands for one. */
export function presentGrant(row: GrantRow): z.output<typeof OAuthGrant> {
  const name = row.clientId === commandLineClient.id ? commandLineClient.name : (row.clientName ?? 'A removed program');
  return {
    id: row.id,
    client: { id: row.clientId, name },
    user: { id: row.userId, email: row.email, name: row.userName },
    scopes: [...storedScopes(row.scopes)],
    device: row.device,
    createdAt: row.createdAt,
    lastUsedAt: row.lastUsedAt,
    expiresAt: row.expiresAt,
  };
}
