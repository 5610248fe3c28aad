'use client';

import { Eye, Pencil } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import type { Draft } from './use-draft.ts';

interface SaveBarProps {
  draft: Draft;
  locked: string | undefined;
  /** Whether visitors see what is saved already. */
  shown: boolean;
  /** Whether a narrow screen shows the preview in place of the fields. */
  previewed: boolean;
  onPreviewed: (previewed: boolean) => void;
  onSave: () => Promise<boolean>;
  /** Saves first. */
  onPublish: () => Promise<void>;
}

/** Stays in sight at the foot: whether all is saved, and what can be done with it. */
export function SaveBar({ draft, locked, shown, previewed, onPreviewed, onSave, onPublish }: SaveBarProps) {
  const [act, setAct] = useState<'save' | 'publish'>('save');
  const nothingToSave = draft.dirty ? undefined : 'Everything is saved.';
  return (
    <div
      data-bar
      className="sticky bottom-0 z-10 -mx-4 mt-auto -mb-6 flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line bg-surface px-4 py-3 sm:-mx-6 sm:px-6"
    >
      <p role="status" className="min-w-0 flex-1 text-xs whitespace-nowrap text-ink-3">
        {draft.saving ? 'Saving…' : draft.dirty ? 'Not saved yet' : 'All saved'}
      </p>
      <div className="flex flex-wrap items-center justify-end gap-2">
        <Button className="xl:hidden" aria-pressed={previewed} onClick={() => onPreviewed(!previewed)}>
          {previewed ? (
            <>
              <Pencil aria-hidden="true" /> Edit
            </>
          ) : (
            <>
              <Eye aria-hidden="true" /> Preview
            </>
          )}
        </Button>
        {draft.dirty && !draft.conflict && locked === undefined ? (
          <Button variant="ghost" onClick={draft.takeSaved}>
            Discard
          </Button>
        ) : null}
        <Button
          pending={draft.saving && act === 'save'}
          disabledReason={locked ?? nothingToSave}
          onClick={() => {
            setAct('save');
            void onSave();
          }}
        >
          Save draft
        </Button>
        <Button
          variant="primary"
          pending={draft.saving && act === 'publish'}
          disabledReason={locked ?? (shown && !draft.dirty ? 'Visitors see all of this already.' : undefined)}
          onClick={() => {
            setAct('publish');
            void onPublish();
          }}
        >
          Publish…
        </Button>
      </div>
    </div>
  );
}
