'use client';

import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { ChangeList } from './change-list.tsx';
import { contentChanges } from './content-changes.ts';
import type { Draft } from './use-draft.ts';

/** Said when two people edited the same storefront: what each has, and which goes on. */
export function ConflictCallout({ draft }: { draft: Draft }) {
  if (!draft.conflict) return null;
  const differences = draft.theirs === null ? [] : contentChanges(draft.theirs, draft.content);
  return (
    <Callout tone="warn" live title="Somebody else saved this storefront meanwhile">
      <div className="grid gap-3">
        <p>What you typed is still here, and not saved. Saving yours takes the place of theirs where the two differ.</p>
        {differences.length === 0 ? null : (
          <div className="rounded-md bg-raised text-ink">
            <ChangeList changes={differences} label="In what yours differs from theirs" />
          </div>
        )}
        {draft.theirs === null ? null : (
          <div className="flex flex-wrap gap-2">
            <Button size="sm" onClick={draft.keepTyped}>
              Go on with mine
            </Button>
            <Button size="sm" onClick={draft.takeSaved}>
              Take theirs, drop mine
            </Button>
          </div>
        )}
      </div>
    </Callout>
  );
}
