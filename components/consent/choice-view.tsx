'use client';

import { DescriptionList } from '../ui/description-list.tsx';
import { PolicyView } from './policy-view.tsx';
import { ProofDownload } from './proof-download.tsx';
import { type VisitorAction, VisitorForm, VisitorSubmit } from './visitor-form.tsx';
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
  prove: VisitorAction<ProofState>;
  /** Once it was made. */
  proof: string | undefined;
}

/** One choice: when, what, on what question, and its proof. */
export function ChoiceView({ choice, policy, hidden, prove, proof }: ChoiceViewProps) {
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
      {proof === undefined ? (
        <VisitorForm action={prove} hidden={{ ...hidden, id: choice.id }}>
          <VisitorSubmit action={prove} variant="secondary" size="sm">
            Make the proof
          </VisitorSubmit>
        </VisitorForm>
      ) : (
        <ProofDownload id={choice.id} proof={proof} />
      )}
    </article>
  );
}
