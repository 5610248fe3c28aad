import { publicOperation, textOutput } from '../access/operation.ts';
import { inStorefront } from './in-storefront.ts';
import { makeConsentProof } from './make-proof.ts';
import { ownConsents } from './own-consents.ts';
import { ProveConsent } from './schema.ts';

/** Proof of one choice, the last one unless another is named, as a file that anybody can verify offline. CLAIMS G10, R8. */
export const proveConsent = publicOperation({
  name: 'consents.prove',
  title: 'Prove one’s own choice',
  description:
    'An export of the ledger that holds the receipts of that choice alone, opened, each with its proof, and the signed head that they lead to.',
  http: 'POST /consents/proof',
  limits: ['consents.own'],
  input: ProveConsent,
  output: textOutput,
  // Signs the head that the proof leads to.
  writes: true,
  keepsNoAddress: true,
  hidesAbsence: true,
  refuses: ['not_found'],
  run: async (ctx, { id, ...key }) => {
    const { place, tag } = await ownConsents(ctx, key);
    return inStorefront(ctx, place, makeConsentProof, { storefrontId: place.storefrontId, tag, id });
  },
});
