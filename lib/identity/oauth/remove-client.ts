import { z } from 'zod';
import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { findClientRow, markClientRemoved } from './client-store.ts';
import type { ClientRow } from './clients.ts';
import { endGrants } from './end-grants.ts';
import { ClientId } from './schema.ts';

interface Removed {
  readonly row: ClientRow;
  readonly ended: readonly string[];
}

/** Afterwards nobody can let the program act for them, and all that people allowed it has ended. No plan stands before this. */
export const removeClient = operation({
  name: 'oauthClients.remove',
  title: 'Remove a program that may act for people',
  http: 'DELETE /oauth-clients/{id}',
  permission: 'oauthClients:write',
  feature: undefined,
  limits: ['api.general'],
  input: ClientId,
  output: z.void(),
  writes: true,
  status: 204,
  run: async (ctx, { id }) => {
    await ctx.directory.write(
      ({ row, ended }: Removed) => ({
        action: 'oauthClient.removed',
        subject: id,
        detail: { name: row.name, ended: ended.length },
      }),
      async (tx) => {
        const row = await findClientRow(tx, ctx.org.id, id);
        if (row === undefined) throw fail('not_found');
        const now = ctx.now();
        await markClientRemoved(tx, ctx.org.id, id, now.toISOString());
        const choice = { clientId: id, orgId: ctx.org.id };
        const ended = await endGrants(tx, choice, { why: 'owner', actor: ctx.actor, at: now });
        const detail = { clientId: id, ended: ended.length };
        await recordAuditIn(tx, { ...auditOf(ctx), action: 'oauth.remove', outcome: 'ok', detail });
        return { row, ended };
      },
    );
  },
});
