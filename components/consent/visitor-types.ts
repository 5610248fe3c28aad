import type { z } from 'zod';
import type { OwnConsents } from '#lib/consent/schema.ts';
import type { FormState } from '../forms/form-state.ts';

export type ShownConsents = z.output<typeof OwnConsents>;
export type ShownChoice = ShownConsents['choices'][number];
export type ShownPolicy = ShownConsents['policies'][number];

export interface OpenedState extends FormState {
  shown?: ShownConsents | undefined;
  /** What opened them. */
  consentId?: string | undefined;
}

export interface ProofState extends FormState {
  /** An export of the ledger, as a text. */
  proof?: string | undefined;
}
