import { publicOperation } from '../access/operation.ts';
import { withdrawInBrowser } from './browser-choice.ts';
import { inStorefront } from './in-storefront.ts';
import { ownConsents } from './own-consents.ts';
import { ConsentKey, ConsentWithdrawn } from './schema.ts';
import { takeBackConsent } from './take-back.ts';
import { shortUserAgent } from './user-agent.ts';

/**
 * Withdraws consent: afterwards the visitor's last choice is no to everything, with a receipt, and where their browser
 * remembers it for pages of ours, it remembers that. CLAIMS G5, G10.
 */
export const withdrawConsent = publicOperation({
  name: 'consents.withdraw',
  title: 'Withdraw one’s consent',
  http: 'POST /consents/withdraw',
  limits: ['consents.own'],
  input: ConsentKey,
  output: ConsentWithdrawn,
  writes: true,
  keepsNoAddress: true,
  hidesAbsence: true,
  refuses: ['not_found'],
  run: async (ctx, input) => {
    const { place, tag } = await ownConsents(ctx, input);
    const { id, at, askAgainDays } = await inStorefront(ctx, place, takeBackConsent, {
      storefrontId: place.storefrontId,
      tag,
      origin: ctx.services.origin,
      userAgent: shortUserAgent(ctx.request.userAgent),
    });
    withdrawInBrowser(ctx, { ...input, storefront: place.slug, askAgainDays });
    return { id, at };
  },
});
