import type { z } from 'zod';
import type { OwnConsents } from '#lib/consent/schema.ts';
import type { FormState } from '../forms/form-state.ts';

export type ShownConsents = z.output<typeof OwnConsents>;
export type ShownChoice = ShownConsents['choices'][number];
export type ShownPolicy = ShownConsents['policies'][number];

/** Of everything on the page: without JavaScript it stands anew after each form, and knows of that form's answer alone. */
export interface VisitorState extends FormState {
  /** What the choices are opened by. */
  consentId?: string | undefined;
}

export interface OpenedState extends VisitorState {
  shown?: ShownConsents | undefined;
}

export interface ProofState extends VisitorState {
  /** Of which choice. */
  id?: string | undefined;
  /** An export of the ledger, as a text. */
  proof?: string | undefined;
}
