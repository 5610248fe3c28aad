'use client';

import { ConfirmedButton } from '../../forms/confirmed-button.tsx';
import type { FormAction } from '../../forms/form-state.ts';
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
  return (
    <ConfirmedButton
      refusal={refusal}
      title="Remove this origin?"
      description={origin.origin}
      impact={[
        'Requests from its pages are refused, from the next one on; nothing that they ask for is done.',
        'Keys go on working everywhere else.',
      ]}
      confirmLabel="Remove origin"
      action={toldAtOnce(action)}
      hidden={{ id: origin.id }}
    >
      Remove<span className="sr-only"> {origin.origin}</span>
    </ConfirmedButton>
  );
}
