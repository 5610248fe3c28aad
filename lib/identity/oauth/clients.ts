import type { Permission } from '../../access/permissions.ts';
import type { SqlReader } from '../../platform/db/types.ts';
import { clientScopes, storedScopes } from './scopes.ts';

/** A program that people may let act for them. All of them are public: none holds a secret (RFC 6749, section 2.1). */
export interface Client {
  readonly id: string;
  readonly name: string;
  /** The organisation whose owners registered it; null for the one that comes with the product and works in each. */
  readonly orgId: string | null;
  readonly redirectUris: readonly string[];
  readonly scopes: readonly Permission[];
  readonly deviceFlow: boolean;
}

/** The `holdfast` command: the one client that no owner has to register. */
export const commandLineClient: Client = {
  id: 'holdfast-cli',
  name: 'Holdfast command line',
  orgId: null,
  redirectUris: ['http://127.0.0.1/callback', 'http://[::1]/callback'],
  scopes: clientScopes,
  deviceFlow: true,
};

export interface ClientRow {
  readonly id: string;
  readonly orgId: string;
  readonly name: string;
  readonly redirectUris: string;
  readonly scopes: string;
  readonly deviceFlow: number;
  readonly createdBy: string;
  readonly createdAt: string;
}

export const clientColumns = 'id, orgId, name, redirectUris, scopes, deviceFlow, createdBy, createdAt';

/** The client of this id, unless it was removed. Whose it is, is for the caller to heed. */
export async function findClient(db: SqlReader, id: string): Promise<Client | null> {
  if (id === commandLineClient.id) return commandLineClient;
  const row = await db.get<ClientRow>(`SELECT ${clientColumns} FROM OAuthClient WHERE id = ? AND revokedAt IS NULL`, [
    id,
  ]);
  return row === undefined ? null : clientOf(row);
}

function clientOf(row: ClientRow): Client {
  return {
    id: row.id,
    name: row.name,
    orgId: row.orgId,
    redirectUris: JSON.parse(row.redirectUris) as string[],
    scopes: storedScopes(row.scopes),
    deviceFlow: row.deviceFlow === 1,
  };
}
