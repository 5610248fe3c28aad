import { auditOf } from '../access/audit.ts';
import { publicOperation } from '../access/operation.ts';
import { forgetInBrowser } from './browser-choice.ts';
import { eraseOwnConsents } from './erase-own.ts';
import { inStorefront } from './in-storefront.ts';
import { ownConsents } from './own-consents.ts';
import { ConsentKey, ConsentsDeleted } from './schema.ts';

/** Deletes a visitor's choices for good: afterwards their id opens nothing, and pages of ours ask again. CLAIMS G3, G10. */
export const deleteOwnConsents = publicOperation({
  name: 'consents.delete',
  title: 'Delete one’s own choices',
  description: 'Nothing of them can be proven afterwards, by anybody. The ledger keeps that there were some.',
  http: 'POST /consents/delete',
  limits: ['consents.own'],
  input: ConsentKey,
  output: ConsentsDeleted,
  writes: true,
  keepsNoAddress: true,
  hidesAbsence: true,
  refuses: ['not_found', 'legal_hold'],
  run: async (ctx, input) => {
    const { place, tag } = await ownConsents(ctx, input);
    const { storefrontId, orgId } = place;
    const done = await inStorefront(ctx, place, eraseOwnConsents, { storefrontId, tag });
    const event = { ...auditOf(ctx), orgId, action: 'consent.delete', outcome: 'ok' } as const;
    forgetInBrowser(ctx, { ...input, storefront: place.slug });
    await ctx.services.audit.record({ ...event, detail: { storefront: storefrontId, choices: done.deleted } });
    return done;
  },
});
