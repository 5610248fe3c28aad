'use client';

import { Download } from 'lucide-react';
import { ActionForm, FormProblem } from '../forms/action-form.tsx';
import type { FormAction } from '../forms/form-state.ts';
import { SubmitButton } from '../forms/submit-button.tsx';
import { buttonVariants } from '../ui/button-variants.ts';
import { DescriptionList } from '../ui/description-list.tsx';
import { PolicyView } from './policy-view.tsx';
import type { ProofState, ShownChoice, ShownPolicy } from './visitor-types.ts';

const methods: Readonly<Record<ShownChoice['method'], string>> = {
  accept_all: 'You accepted all',
  reject_all: 'You rejected all',
  custom: 'You chose yourself',
  gpc: 'Your browser said no (Global Privacy Control)',
  withdraw: 'You withdrew your consent',
};

interface ChoiceViewProps {
  choice: ShownChoice;
  policy: ShownPolicy | undefined;
  hidden: Readonly<Record<string, string>>;
  proveAction: FormAction<ProofState>;
}

/** One choice: when, what, on what question, and its proof. */
export function ChoiceView({ choice, policy, hidden, proveAction }: ChoiceViewProps) {
  const texts = policy?.texts[choice.language];
  const answers = (policy?.categories ?? []).map((name) => ({
    term: texts?.categories[name].title ?? name,
    detail: choice.choices[name] ? 'Yes' : 'No',
  }));
  return (
    <article className="grid gap-3 rounded-lg border border-line bg-raised px-4 py-4 sm:px-5">
      <div>
        <h2 className="text-base font-semibold text-ink">{methods[choice.method]}</h2>
        <p className="text-sm text-ink-2 [overflow-wrap:anywhere]">
          <time dateTime={choice.at}>{choice.at.slice(0, 19).replace('T', ' ')} UTC</time>
          {', on '}
          {choice.origin}
          {choice.userAgent === null ? '' : `, with ${choice.userAgent}`}
        </p>
      </div>
      <DescriptionList items={answers} />
      {policy === undefined || texts === undefined ? null : (
        <details>
          <summary className="cursor-pointer text-sm font-medium text-ink">What you were asked, word for word</summary>
          <PolicyView policy={policy} texts={texts} language={choice.language} />
        </details>
      )}
      <ActionForm<ProofState>
        action={proveAction}
        initialState={{ status: 'idle' }}
        hidden={{ ...hidden, id: choice.id }}
        className="grid gap-2"
        quiet
      >
        {({ state: { proof } }) => (
          <>
            <FormProblem />
            {proof === undefined ? (
              <div>
                <SubmitButton variant="secondary" size="sm">
                  Make the proof
                </SubmitButton>
              </div>
            ) : (
              <>
                <div>
                  <a
                    href={`data:application/jsonl;charset=utf-8,${encodeURIComponent(proof)}`}
                    download={`${choice.id}.consent.jsonl`}
                    className={buttonVariants({ variant: 'secondary', size: 'sm' })}
                  >
                    <Download aria-hidden="true" /> Download the proof
                  </a>
                </div>
                <p className="text-xs text-ink-3">
                  Anybody can check the file, without us:{' '}
                  <a href="/verify" className="underline">
                    on this page
                  </a>
                  , or with{' '}
                  <a href="/holdfast-verify.mjs" className="underline" download>
                    a program
                  </a>{' '}
                  on their own machine.
                </p>
              </>
            )}
          </>
        )}
      </ActionForm>
    </article>
  );
}
