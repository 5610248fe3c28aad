import type { z } from 'zod';
import type { Factors, TotpOffer } from '#lib/identity/factors/schema.ts';
import type { FormState } from '../forms/form-state.ts';

export type FactorFacts = z.output<typeof Factors>;
export type TotpOfferFacts = z.output<typeof TotpOffer>;

/** After something that may bring recovery codes, which are shown this once. */
export interface CodesState extends FormState {
  recoveryCodes?: readonly string[] | null | undefined;
}

/** After asking for an authenticator app's secret. */
export interface OfferState extends FormState {
  offer?: TotpOfferFacts | undefined;
}
