import { auditOf } from '../../access/audit.ts';
import { operation } from '../../access/operation.ts';
import { readInteraction } from '../../interactions/read-interaction.ts';
import { Interaction } from '../../interactions/schema.ts';
import { canonicalJson } from '../../ledger/canonical.ts';
import { eraseOpenings, openingsOf } from '../../ledger/erase-openings.ts';
import type { SqlValue } from '../../platform/db/types.ts';
import { fail } from '../../platform/errors.ts';
import { requireNoHold } from '../holds/active-holds.ts';
import { RectifyInteraction } from './schema.ts';

/**
 * Art. 16 where no other operation reaches: interactions are never changed by whoever reports them. What the wrong words were
 * is forgotten with them, in the ledger's details too, so a legal hold refuses it. CLAIMS G2, G6.
 */
export const rectifyInteraction = operation({
  name: 'persons.rectify',
  title: 'Rectify an interaction',
  description:
    'Corrects what an interaction says of somebody. Contacts, deals and activities are corrected by changing them; ' +
    'interactions are not changed otherwise. The receipt names the fields, and what they said before is removed from the ' +
    'details of earlier receipts.',
  http: 'POST /interactions/{id}/rectify',
  permission: 'persons:write',
  feature: undefined,
  limits: ['api.general'],
  input: RectifyInteraction,
  output: Interaction,
  writes: true,
  refuses: ['legal_hold'],
  run: async (ctx, { id, ...change }) => {
    const values: [column: string, value: SqlValue][] = Object.entries(change).flatMap(([column, value]) =>
      value === undefined ? [] : [[column, typeof value === 'object' && value !== null ? canonicalJson(value) : value]],
    );
    await ctx.services.audit.record({ ...auditOf(ctx), action: 'person.rectify', outcome: 'ok', detail: { id } });
    const fields = values.map(([column]) => column);
    await ctx.write({ action: 'person.rectified', subject: id, detail: { fields } }, async (tx) => {
      const found = await tx.get<{ contactId: string }>('SELECT "contactId" FROM "Interaction" WHERE "id" = ?', [id]);
      if (found === undefined) throw fail('not_found');
      await requireNoHold(tx, found.contactId);
      await tx.run(
        `UPDATE "Interaction" SET ${values.map(([column]) => `"${column}" = ?`).join(', ')} WHERE "id" = ?`,
        [...values.map(([, value]) => value), id],
      );
      await eraseOpenings(tx, await openingsOf(tx, [id]), ctx.now());
    });
    return readInteraction.run(ctx, { id });
  },
});
