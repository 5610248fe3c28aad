import type { Operation } from '../../access/operation.ts';
import { decideAuthorization } from './decide-authorization.ts';
import { decideDevice } from './decide-device.ts';
import { giveTokens } from './give-tokens.ts';
import { listClients } from './list-clients.ts';
import { listGrants, listMyGrants } from './list-grants.ts';
import { readAuthorization } from './read-authorization.ts';
import { readDevice } from './read-device.ts';
import { registerClient } from './register-client.ts';
import { removeClient } from './remove-client.ts';
import { revokeGrant, revokeMyGrant } from './revoke-grant.ts';
import { revokeToken } from './revoke-token.ts';
import { startDevice } from './start-device.ts';

export const oauthOperations: readonly Operation[] = [
  readAuthorization,
  decideAuthorization,
  startDevice,
  readDevice,
  decideDevice,
  giveTokens,
  revokeToken,
  registerClient,
  listClients,
  removeClient,
  listGrants,
  revokeGrant,
  listMyGrants,
  revokeMyGrant,
];
