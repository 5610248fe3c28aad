import { publicOperation } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import { visibleText } from '../platform/visible-text.ts';
import { consentIdOf, consentTag, onceTag, readConsentId } from './consent-id.ts';
import { consentUrl } from './consent-url.ts';
import { inStorefront } from './in-storefront.ts';
import { ConsentRecorded, RecordConsent } from './schema.ts';
import { asksForConsent, findStorefrontAt } from './storefront-at.ts';
import { takeConsent } from './take-consent.ts';
import { shortUserAgent } from './user-agent.ts';

/**
 * Records what a visitor chose, with a receipt. No address is kept anywhere; of the program, the names of browser and system
 * alone. The same choice with the same once-key is the same record, however often it is sent and whatever became of the
 * answers. CLAIMS G5, G7, G10; GDPR, article 7, paragraph 1.
 *
 * @throws `not_found`, `invalid_input`; `conflict` for another choice with a once-key that was used; `origin_refused` unless a page of ours or of the storefront's verified domains asks.
 */
export const recordConsent = publicOperation({
  name: 'consents.record',
  title: 'Record what a visitor chose',
  description:
    'For the banner. The answer’s consent id opens the visitor’s choices, with proof, at the address given with it; a browser sends it along with its next choice. Sent again with the same once-key, a choice is answered as before.',
  http: 'POST /consents',
  limits: ['consents.record'],
  input: RecordConsent,
  output: ConsentRecorded,
  writes: true,
  crossOrigin: 'storefronts',
  keepsNoAddress: true,
  hidesAbsence: true,
  refuses: ['not_found', 'origin_refused', 'conflict'],
  bodyBytesMax: 2_048,
  status: 201,
  run: async (ctx, { storefront, consentId, onceKey, ...choice }) => {
    const place = await findStorefrontAt(ctx.control, storefront);
    const { origin } = ctx.request;
    const { origin: ours, env } = ctx.services;
    // Said before whether there is such a storefront: who may not ask learns nothing of drafts.
    if (
      origin === undefined ||
      !(await asksForConsent({ origin: ours, env, control: ctx.control }, origin, place?.storefrontId ?? ''))
    ) {
      throw fail('origin_refused', { detail: visibleText(origin ?? 'no origin', 200) });
    }
    if (place === undefined) throw fail('not_found');
    const given = consentId === undefined ? null : readConsentId(consentId);
    const { storefrontId } = place;
    const fresh = consentIdOf({ storefrontId, onceKey, given });
    const { id, at, known } = await inStorefront(ctx, place, takeConsent, {
      ...choice,
      storefrontId,
      onceTag: onceTag(onceKey),
      givenTag: given === null ? null : consentTag(given),
      newTag: consentTag(fresh),
      userAgent: shortUserAgent(ctx.request.userAgent),
      origin,
    });
    const used = known && given !== null ? given : fresh;
    return { consentId: used, id, at, url: consentUrl(ours, place.slug, used) };
  },
});
