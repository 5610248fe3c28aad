import { z } from 'zod';
import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { operation } from '../../access/operation.ts';
import { fail, isHoldfastError } from '../../platform/errors.ts';
import { ShareId } from './schema.ts';
import { findShare, markShareRevoked } from './share-store.ts';

/** Afterwards the link opens nothing any more. Revoking it again changes nothing and leaves no second receipt. */
export const revokeShare = operation({
  name: 'shares.revoke',
  title: 'Revoke a link to receipts',
  http: 'DELETE /ledger/shares/{id}',
  permission: 'shares:write',
  feature: undefined,
  limits: ['api.general'],
  input: ShareId,
  output: z.void(),
  writes: true,
  refuses: ['conflict'],
  status: 204,
  run: async (ctx, { id }) => {
    const row = await findShare(ctx.directory, ctx.org.id, id);
    if (!row) throw fail('not_found');
    if (row.revokedAt !== null) return;
    const { label, uses } = row;
    try {
      await ctx.directory.write({ action: 'share.revoked', subject: id, detail: { label, uses } }, async (tx) => {
        if (!(await markShareRevoked(tx, ctx.org.id, id, ctx.now().toISOString()))) throw fail('conflict');
        await recordAuditIn(tx, { ...auditOf(ctx), action: 'share.revoke', outcome: 'ok', detail: { shareId: id } });
      });
    } catch (error) {
      // Somebody else was faster. This write was rolled back, so that the ledger tells of one revocation.
      if (!isHoldfastError(error) || error.code !== 'conflict') throw error;
    }
  },
});
