'use client';

import type { ReactNode } from 'react';
import { ActionForm, FormProblem } from '../../forms/action-form.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import type { SavedState, SettingsAnswer } from './consent-types.ts';
import { same } from './settings-changes.ts';
import type { Problems } from './settings-problems.ts';
import type { Draft } from './use-draft.ts';

interface SaveBarProps {
  kept: SettingsAnswer;
  draft: Draft;
  action: FormAction<SavedState>;
  problems: Problems;
  /** Whether saving was tried, so that problems are shown. */
  tried: boolean;
  onTry: () => void;
}

/** Saves the draft, and says what stands in the way. What was typed stays whatever happens. */
export function SaveBar({ kept, draft, action, problems, tried, onTry }: SaveBarProps) {
  const count = Object.keys(problems).length;
  return (
    <ActionForm<SavedState>
      action={action}
      initialState={{ status: 'idle' }}
      hidden={{ id: kept.id, version: String(draft.version), settings: JSON.stringify(draft.settings) }}
      onDone={draft.saved}
      quiet
      data-bar
      className="sticky bottom-3 z-10 rounded-lg border border-line-strong bg-raised px-4 py-3 shadow-lg sm:px-5"
    >
      {({ state, pending }) => (
        <>
          <div className="empty:hidden">
            {state.code === 'version_conflict' ? (
              // Settled once the draft builds on another version than the one that was refused.
              !pending && state.values?.version === String(draft.version) && <Conflict draft={draft} />
            ) : (
              <FormProblem className="mb-3" />
            )}
          </div>
          <div className="flex flex-wrap items-center justify-end gap-2">
            <p role="status" className="mr-auto text-sm text-ink-3">
              {stateWords(kept, draft.unsaved, tried ? count : 0)}
            </p>
            {draft.unsaved ? (
              <Button variant="ghost" onClick={draft.discard}>
                Discard
              </Button>
            ) : null}
            <SubmitButton
              disabledReason={draft.unsaved ? undefined : 'Nothing was changed since it was saved.'}
              onClick={(event) => {
                if (count === 0) return;
                event.preventDefault();
                onTry();
                // Once the problems are shown.
                setTimeout(() => document.querySelector<HTMLElement>('main [aria-invalid="true"]')?.focus(), 50);
              }}
            >
              Save draft
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}

function stateWords({ draft, published }: SettingsAnswer, unsaved: boolean, problems: number): ReactNode {
  if (problems > 0) {
    return (
      <span className="font-medium text-danger-ink">
        {problems === 1 ? 'One field has to be put right.' : `${problems} fields have to be put right.`}
      </span>
    );
  }
  if (unsaved) return 'Changes that are not saved';
  return same(draft, published) ? 'What visitors are asked now' : 'Saved, and not published yet';
}

function Conflict({ draft }: { draft: Draft }) {
  return (
    <Callout tone="warn" live title="Somebody changed this in the meantime" className="mb-3">
      <p>What you typed is still here, and nothing of it was saved.</p>
      <span className="mt-2 flex flex-wrap gap-2">
        <Button size="sm" onClick={() => draft.settle('mine')}>
          Go on with mine
        </Button>
        <Button size="sm" onClick={() => draft.settle('theirs')}>
          Take theirs
        </Button>
      </span>
    </Callout>
  );
}
