import type { z } from 'zod';
import type { SubjectAnswer, SubjectAnswerOffer, SubjectRequestConfirmed } from '#lib/privacy/requests/schema.ts';
import type { FormState } from '../forms/form-state.ts';

export type AnswerOffer = z.output<typeof SubjectAnswerOffer>;
export type Answer = z.output<typeof SubjectAnswer>;

/** What the action that confirms a request answers. */
export interface ConfirmedState extends FormState {
  confirmed?: z.output<typeof SubjectRequestConfirmed> | undefined;
}

/** What the action that opens an answer answers: the answer is nowhere but here. */
export interface AnswerState extends FormState {
  answer?: Answer | undefined;
}

/** A date as people read it, UTC. */
export function dayWords(at: string): string {
  const format = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat('en-GB', format).format(new Date(at));
}
