'use client';

import { ActionForm, FormProblem } from '../forms/action-form.tsx';
import type { FormAction } from '../forms/form-state.ts';
import { SubmitButton } from '../forms/submit-button.tsx';
import { Callout } from '../ui/callout.tsx';
import { ChoiceView } from './choice-view.tsx';
import type { ProofState, ShownConsents } from './visitor-types.ts';

interface OpenedConsentsProps {
  shown: ShownConsents;
  /** The storefront and the id that opened the choices. */
  hidden: Readonly<Record<string, string>>;
  proveAction: FormAction<ProofState>;
  withdrawAction: FormAction;
  deleteAction: FormAction;
  onWithdrawn: () => void;
  onDeleted: () => void;
}

/** The choices of one browser, newest first, with what can be done about them. */
export function OpenedConsents(props: OpenedConsentsProps) {
  const { shown, hidden, proveAction, withdrawAction, deleteAction, onWithdrawn, onDeleted } = props;
  const [last] = shown.choices;
  const allowsSomething = Object.values(last?.choices ?? {}).includes(true);
  return (
    <>
      {allowsSomething ? (
        <ActionForm action={withdrawAction} hidden={hidden} onDone={onWithdrawn} quiet className="grid gap-3">
          <FormProblem />
          <p className="text-sm text-ink-2">
            From then on you have agreed to nothing. What you had allowed until now stays proven.
          </p>
          <div>
            <SubmitButton>Withdraw consent</SubmitButton>
          </div>
        </ActionForm>
      ) : last?.method === 'withdraw' ? (
        <Callout tone="ok" live title="Withdrawn">
          You agree to nothing any more. A site that you chose on remembers it in your browser: use its cookie settings
          to end there what runs now.
        </Callout>
      ) : null}
      <ol className="grid gap-4">
        {shown.choices.map((choice) => (
          <li key={choice.id}>
            <ChoiceView
              choice={choice}
              policy={shown.policies.find(({ policy }) => policy === choice.policy)}
              proveAction={proveAction}
              hidden={hidden}
            />
          </li>
        ))}
      </ol>
      <details className="rounded-lg border border-line px-4 py-3">
        <summary className="cursor-pointer text-sm font-medium text-ink">Delete my choices</summary>
        <ActionForm action={deleteAction} hidden={hidden} onDone={onDeleted} quiet className="mt-3 grid gap-3">
          <FormProblem />
          <p className="text-sm text-ink-2">
            They are removed for good, together with what proves them. This cannot be undone.
          </p>
          <div>
            <SubmitButton variant="danger">Delete for good</SubmitButton>
          </div>
        </ActionForm>
      </details>
    </>
  );
}
