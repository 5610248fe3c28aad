import type { FieldProblem } from '../platform/errors.ts';
import type { AskedCategory, ConsentMethod } from './categories.ts';

/** What each way of choosing can come to: all, none, or anything. */
const outcomes: Readonly<Record<ConsentMethod, 'all' | 'none' | 'any'>> = {
  accept_all: 'all',
  reject_all: 'none',
  custom: 'any',
  gpc: 'none',
  withdraw: 'none',
};

/**
 * What is wrong with a choice, or null: it answers exactly the categories that were asked for, and is what its method can
 * come to. Who rejects has said yes to nothing, whatever a script sends.
 */
export function choiceProblem(
  asked: readonly AskedCategory[],
  choices: Readonly<Partial<Record<AskedCategory, boolean>>>,
  method: ConsentMethod,
): FieldProblem | null {
  const answered = Object.keys(choices);
  for (const name of answered) {
    if (!asked.some((each) => each === name)) return { path: `choices.${name}`, message: 'It was not asked for' };
  }
  const missing = asked.find((name) => choices[name] === undefined);
  if (missing !== undefined) return { path: `choices.${missing}`, message: 'Yes or no is missing' };
  const outcome = outcomes[method];
  const fits = asked.every((name) => outcome === 'any' || choices[name] === (outcome === 'all'));
  return fits ? null : { path: 'method', message: 'The choices are not what this method comes to' };
}
