import { z } from 'zod';
import { auditOf, recordAuditIn } from '../access/audit.ts';
import { operation } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import { OriginId } from './schema.ts';
import { deleteOriginRow, findOrigin } from './store.ts';

/** Afterwards requests from pages of that origin are refused, from the next one on. @throws `not_found` */
export const deleteOrigin = operation({
  name: 'origins.delete',
  title: 'Remove an allowed origin',
  http: 'DELETE /origins/{id}',
  permission: 'origins:write',
  feature: undefined,
  limits: ['api.general'],
  input: OriginId,
  output: z.void(),
  writes: true,
  status: 204,
  run: async (ctx, { id }) => {
    const row = await findOrigin(ctx.directory, ctx.org.id, id);
    if (!row) throw fail('not_found');
    const { origin } = row;
    await ctx.directory.write({ action: 'origin.removed', subject: id, detail: { origin } }, async (tx) => {
      if (!(await deleteOriginRow(tx, ctx.org.id, id))) throw fail('not_found');
      const event = { ...auditOf(ctx), action: 'origin.remove', outcome: 'ok' } as const;
      await recordAuditIn(tx, { ...event, detail: { originId: id, origin } });
    });
  },
});
