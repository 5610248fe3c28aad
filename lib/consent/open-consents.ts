import { auditOf } from '../access/audit.ts';
import { publicOperation } from '../access/operation.ts';
import { inStorefront } from './in-storefront.ts';
import { ownConsents } from './own-consents.ts';
import { ConsentKey, OwnConsents } from './schema.ts';
import { showOwnConsents } from './show-own.ts';

/**
 * Shows visitors what they were asked, word for word, and what they chose. The id is the credential, and it is sent in the
 * body alone. What opens nothing is answered alike, whatever is wrong with it. CLAIMS G10.
 */
export const openConsents = publicOperation({
  name: 'consents.open',
  title: 'See one’s own choices',
  description: 'For whoever has the consent id: what was asked, what was chosen, when, and on which site.',
  http: 'POST /consents/open',
  limits: ['consents.own'],
  input: ConsentKey,
  output: OwnConsents,
  // Notes in the audit log that it was opened.
  writes: true,
  keepsNoAddress: true,
  hidesAbsence: true,
  refuses: ['not_found'],
  run: async (ctx, input) => {
    const { place, tag } = await ownConsents(ctx, input);
    const { storefrontId, orgId } = place;
    const shown = await inStorefront(ctx, place, showOwnConsents, { storefrontId, tag });
    const event = { ...auditOf(ctx), orgId, action: 'consent.open', outcome: 'ok' } as const;
    await ctx.services.audit.record({ ...event, detail: { storefront: storefrontId } });
    return shown;
  },
});
