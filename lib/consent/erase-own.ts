import { operation } from '../access/operation.ts';
import { eraseOpenings, openingsOf } from '../ledger/erase-openings.ts';
import { requireNoHold } from '../privacy/holds/active-holds.ts';
import { deleteConsents } from './consent-store.ts';
import { requireConsents } from './own-consents.ts';
import { ConsentsDeleted, TaggedConsents } from './schema.ts';

/**
 * Erases the choices of a visitor: rows, and what the receipts about them open to. The receipts stay, and the ledger
 * verifies; no restore brings them back. For the public door. CLAIMS G3, G10.
 * @throws `not_found`; `legal_hold` while a hold keeps everything of the organisation, or of somebody to whom the choices are linked.
 */
export const eraseOwnConsents = operation({
  name: 'consents.eraseOwn',
  title: 'Erase the choices of a visitor',
  permission: 'storefronts:write',
  feature: undefined,
  limits: [],
  input: TaggedConsents,
  output: ConsentsDeleted,
  writes: true,
  refuses: ['legal_hold'],
  run: async (ctx, { storefrontId, tag }) => {
    const linked = (await requireConsents(ctx.db, storefrontId, tag)).map((row) => row.contactId);
    await requireNoHold(ctx.db);
    for (const contactId of new Set(linked)) if (contactId !== null) await requireNoHold(ctx.db, contactId);
    // From here on it is decided: what a crash leaves is erased at the next start, so a hold that comes now comes too late.
    await ctx.services.tombstones.lay({ kind: 'visitor', orgId: ctx.org.id, subject: tag });
    const ids = await ctx.write(
      (erased: readonly string[]) =>
        erased.map((id) => ({ action: 'consent.deleted', subject: id, detail: { storefront: storefrontId } })),
      async (tx) => {
        const rows = await requireConsents(tx, storefrontId, tag);
        const erased = rows.map(({ id }) => id);
        await eraseOpenings(tx, await openingsOf(tx, erased), ctx.now());
        await deleteConsents(tx, erased);
        return erased;
      },
    );
    // What was erased leaves the log of the database too; where somebody reads an earlier state, with the next emptying.
    await ctx.forgetErased();
    return { deleted: ids.length };
  },
});
