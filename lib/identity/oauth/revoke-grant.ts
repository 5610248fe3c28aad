import { z } from 'zod';
import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { accountOperation, operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { endGrants } from './end-grants.ts';
import { findGrant, markGrantRevoked } from './grant-store.ts';
import { GrantId } from './schema.ts';

/** Ends what a member let a program do, from its next request on. @throws `not_found` for one that has ended, too. */
export const revokeGrant = operation({
  name: 'oauthGrants.revoke',
  title: 'End what a program may do for a member',
  http: 'DELETE /oauth-grants/{id}',
  permission: 'oauthClients:write',
  feature: undefined,
  limits: ['api.general'],
  input: GrantId,
  output: z.void(),
  writes: true,
  status: 204,
  run: async (ctx, { id }) => {
    const grant = await findGrant(ctx.directory, id);
    if (grant === undefined || grant.orgId !== ctx.org.id || grant.revokedAt !== null) throw fail('not_found');
    const { clientId, userId } = grant;
    // The one receipt of it is this write's own: `endGrants` would owe a second.
    await ctx.directory.write(
      { action: 'oauthGrant.revoked', subject: id, detail: { clientId, userId, why: 'owner' } },
      async (tx) => {
        const at = ctx.now().toISOString();
        if (!(await markGrantRevoked(tx, id, at, 'owner'))) throw fail('not_found');
        await recordAuditIn(tx, { ...auditOf(ctx), action: 'oauth.revoke', outcome: 'ok', detail: { grantId: id } });
      },
    );
  },
});

/** Ends what the person let a program do. @throws `not_found` for anybody else's, and for one that has ended. */
export const revokeMyGrant = accountOperation({
  name: 'oauthGrants.revokeMine',
  title: 'End what a program may do for me',
  limits: ['account.general'],
  input: GrantId,
  output: z.void(),
  writes: true,
  status: 204,
  run: async (ctx, { id }) => {
    const { userId } = ctx.principal;
    await ctx.control.write(async (tx) => {
      const ended = await endGrants(tx, { id, userId }, { why: 'person', actor: userId, at: ctx.now() });
      if (ended.length === 0) throw fail('not_found');
      await recordAuditIn(tx, { ...auditOf(ctx), action: 'oauth.revoke', outcome: 'ok', detail: { grantId: id } });
    });
  },
});
