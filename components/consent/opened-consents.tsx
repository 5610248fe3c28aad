'use client';

import { Callout } from '../ui/callout.tsx';
import { ChoiceView } from './choice-view.tsx';
import { type VisitorAction, VisitorForm, VisitorProblem, VisitorSubmit } from './visitor-form.tsx';
import type { ProofState, ShownConsents } from './visitor-types.ts';

interface OpenedConsentsProps {
  shown: ShownConsents;
  /** The storefront and the id that opened the choices. */
  hidden: Readonly<Record<string, string>>;
  prove: VisitorAction<ProofState>;
  /** Made so far, by the id of the choice. */
  proofs: ReadonlyMap<string, string>;
  withdraw: VisitorAction;
  erase: VisitorAction;
}

/** The choices of one browser, newest first, with what can be done about them. */
export function OpenedConsents({ shown, hidden, prove, proofs, withdraw, erase }: OpenedConsentsProps) {
  const [last] = shown.choices;
  const allowsSomething = Object.values(last?.choices ?? {}).includes(true);
  return (
    <>
      <VisitorProblem state={prove.state} />
      <VisitorProblem state={withdraw.state} />
      <VisitorProblem state={erase.state} />
      {allowsSomething ? (
        <VisitorForm action={withdraw} hidden={hidden} className="grid gap-3">
          <p className="text-sm text-ink-2">
            From then on you have agreed to nothing. What you had allowed until now stays proven.
          </p>
          <div>
            <VisitorSubmit action={withdraw}>Withdraw consent</VisitorSubmit>
          </div>
        </VisitorForm>
      ) : last?.method === 'withdraw' ? (
        <WithdrawnNote />
      ) : null}
      <ol className="grid gap-4">
        {shown.choices.map((choice) => (
          <li key={choice.id}>
            <ChoiceView
              choice={choice}
              policy={shown.policies.find(({ policy }) => policy === choice.policy)}
              prove={prove}
              proof={proofs.get(choice.id)}
              hidden={hidden}
            />
          </li>
        ))}
      </ol>
      <details className="rounded-lg border border-line px-4 py-3">
        <summary className="cursor-pointer text-sm font-medium text-ink">Delete my choices</summary>
        <VisitorForm action={erase} hidden={hidden} className="mt-3 grid gap-3">
          <p className="text-sm text-ink-2">
            They are removed for good, together with what proves them. This cannot be undone.
          </p>
          <div>
            <VisitorSubmit action={erase} variant="danger">
              Delete for good
            </VisitorSubmit>
          </div>
        </VisitorForm>
      </details>
    </>
  );
}

export function WithdrawnNote() {
  return (
    <Callout tone="ok" live title="Withdrawn">
      You agree to nothing any more, and pages here heed it from now on. A site of another address remembers your choice
      in your browser: use its cookie settings to end there what runs now.
    </Callout>
  );
}
