'use client';

import { ConfirmDialog } from '../../forms/confirm-dialog.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { Button } from '../../ui/button.tsx';
import type { SettingsAnswer } from './consent-types.ts';
import { same, settingsChanges } from './settings-changes.ts';

interface PublishButtonProps {
  kept: SettingsAnswer;
  unsaved: boolean;
  /** Why the reader cannot; undefined when they can. */
  refusal: string | undefined;
  action: FormAction;
}

/** Makes the saved draft what visitors are asked, after saying what that changes. */
export function PublishButton({ kept, unsaved, refusal, action }: PublishButtonProps) {
  const { id, version, draft, published, asksAgain } = kept;
  const reason = refusal ?? reasonNotTo(kept, unsaved);
  if (reason !== undefined) {
    return (
      <Button variant="primary" disabledReason={reason}>
        Publish
      </Button>
    );
  }
  const changes = settingsChanges(draft, published);
  return (
    <ConfirmDialog
      trigger={<Button variant="primary">Publish</Button>}
      title="Publish what visitors are asked?"
      tone="primary"
      confirmLabel="Publish"
      action={action}
      hidden={{ id, version: String(version) }}
      description={
        <span className="block pb-3">
          <span className="block">
            {asksAgain
              ? 'Visitors are asked again, also those who have chosen: it is something else that they would agree to.'
              : 'Nobody is asked again: what visitors agree to stays the same.'}
          </span>
          {changes.length > 0 ? (
            <span className="mt-3 block">
              <span className="block font-medium text-ink">What changes</span>
              {changes.map(({ what, asked }) => (
                <span key={what} className="mt-1 flex gap-2 [overflow-wrap:anywhere]">
                  <span aria-hidden="true">•</span>
                  <span>
                    {what}
                    {asked ? null : <span className="text-ink-3"> (asks nobody again)</span>}
                  </span>
                </span>
              ))}
            </span>
          ) : published === null ? null : (
            <span className="mt-3 block">The storefront or the organisation is called otherwise by now.</span>
          )}
        </span>
      }
    />
  );
}

function reasonNotTo({ state, draft, published, asksAgain }: SettingsAnswer, unsaved: boolean): string | undefined {
  if (unsaved) return 'Save the draft first.';
  if (state !== 'published') return 'Publish the storefront: this is published with it.';
  if (published !== null && !asksAgain && same(draft, published)) return 'That is what visitors are asked already.';
  return undefined;
}
