import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { publicOperation } from '../../access/operation.ts';
import { sha256 } from '../../platform/crypto/digest.ts';
import type { SqlWriter } from '../../platform/db/types.ts';
import { runtime } from '../../runtime.ts';
import { looksLikeAccessToken, verifyAccessToken } from './access-token.ts';
import { findClient } from './clients.ts';
import { endGrants } from './end-grants.ts';
import { findGrant } from './grant-store.ts';
import { RevokeToken, TokenRevoked } from './schema.ts';
import { findRefreshToken } from './token-store.ts';

/**
 * The revocation endpoint (RFC 7009). Afterwards what the token was given for has ended, with every token of it. A token
 * that is unknown, over, or another client's is answered the same, and nothing happens.
 */
export const revokeToken = publicOperation({
  name: 'oauth.revoke',
  title: 'End what a client was allowed',
  limits: ['oauth.token'],
  input: RevokeToken,
  output: TokenRevoked,
  writes: true,
  run: async (ctx, { token, client_id: clientId }) => {
    const no = (error: string, description: string) => ({ kind: 'refused' as const, error, description });
    if (token === undefined) return no('invalid_request', 'token is missing');
    if (clientId === undefined) return no('invalid_request', 'client_id is missing');
    if ((await findClient(ctx.control, clientId)) === null) return no('invalid_client', 'unknown client');
    const access = looksLikeAccessToken(token) ? await verifyAccessToken(runtime(), token, { outdated: true }) : null;
    await ctx.control.write(async (tx) => {
      const grantId = access?.grantId ?? (await grantOfRefreshToken(tx, token));
      const grant = grantId === null ? undefined : await findGrant(tx, grantId);
      if (grant === undefined || grant.clientId !== clientId) return;
      const ended = await endGrants(tx, { id: grant.id }, { why: 'person', actor: grant.id, at: ctx.now() });
      if (ended.length === 0) return;
      const event = { ...auditOf(ctx), actor: grant.id, orgId: grant.orgId, detail: { clientId, grantId: grant.id } };
      await recordAuditIn(tx, { ...event, action: 'oauth.revoke', outcome: 'ok' });
    });
    return { kind: 'done' as const };
  },
});

async function grantOfRefreshToken(tx: SqlWriter, token: string): Promise<string | null> {
  return (await findRefreshToken(tx, sha256(token)))?.grantId ?? null;
}
