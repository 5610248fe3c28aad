'use client';

import { ConfirmDialog } from '../../forms/confirm-dialog.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { Button } from '../../ui/button.tsx';
import { toldAtOnce } from '../told-at-once.ts';

/** Asks, then takes one origin off the list. */
export function RemoveOriginButton({
  origin,
  action,
  refusal,
}: {
  origin: { readonly id: string; readonly origin: string };
  action: FormAction;
  refusal: string | undefined;
}) {
  const face = (
    <>
      Remove<span className="sr-only"> {origin.origin}</span>
    </>
  );
  if (refusal !== undefined) {
    return (
      <Button variant="ghost" size="sm" disabledReason={refusal}>
        {face}
      </Button>
    );
  }
  return (
    <ConfirmDialog
      trigger={
        <Button variant="ghost" size="sm">
          {face}
        </Button>
      }
      title="Remove this origin?"
      description={origin.origin}
      impact={[
        'Requests from its pages are refused, from the next one on; nothing that they ask for is done.',
        'Keys go on working everywhere else.',
      ]}
      confirmLabel="Remove origin"
      action={toldAtOnce(action)}
      hidden={{ id: origin.id }}
    />
  );
}
