import type { HeldReason } from '#lib/storefronts/message/schema.ts';

/** Why a message waits, as people read it. */
export const heldReasonWords: Readonly<Record<HeldReason, { readonly label: string; readonly says: string }>> = {
  no_token: {
    label: 'Not checked',
    says: 'The check that a person sends it did not run, for example because the browser runs no JavaScript.',
  },
  verifier: {
    label: 'Check was away',
    says: 'The check that a person sends it could not be asked at that moment.',
  },
  hurried: { label: 'Sent in haste', says: 'The form was sent sooner than people type.' },
  honeypot: { label: 'Hidden field filled in', says: 'A field was filled in that people do not see.' },
};
