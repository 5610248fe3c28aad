import { z } from 'zod';
import { auditOf, recordAuditIn } from '../access/audit.ts';
import { operation } from '../access/operation.ts';
import { fail, isHoldfastError } from '../platform/errors.ts';
import { ApiKeyId } from './schema.ts';
import { findKey, markRevoked } from './store.ts';

/**
 * Afterwards the key is refused, from the next request on. Revoking it again changes nothing and leaves no second
 * receipt. No plan stands before this: a key can always be taken back.
 */
export const revokeApiKey = operation({
  name: 'apiKeys.revoke',
  title: 'Revoke an API key',
  http: 'DELETE /api-keys/{id}',
  permission: 'apiKeys:write',
  feature: undefined,
  limits: ['api.general'],
  input: ApiKeyId,
  output: z.void(),
  writes: true,
  refuses: ['conflict'],
  status: 204,
  run: async (ctx, { id }) => {
    const row = await findKey(ctx.directory, ctx.org.id, id);
    if (!row) throw fail('not_found');
    if (row.revokedAt !== null) return;
    try {
      await ctx.directory.write(
        { action: 'apiKey.revoked', subject: id, detail: { name: row.name, prefix: row.prefix } },
        async (tx) => {
          const revoked = { at: ctx.now().toISOString(), for: 'request' } as const;
          if (!(await markRevoked(tx, ctx.org.id, id, revoked))) throw fail('conflict');
          await recordAuditIn(tx, { ...auditOf(ctx), action: 'apiKey.revoke', outcome: 'ok', detail: { keyId: id } });
        },
      );
    } catch (error) {
      // Somebody else was faster. This write was rolled back, so that the ledger tells of one revocation.
      if (!isHoldfastError(error) || error.code !== 'conflict') throw error;
    }
  },
});
