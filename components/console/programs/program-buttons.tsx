'use client';

import { ConfirmedButton } from '../../forms/confirmed-button.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { toldAtOnce } from '../told-at-once.ts';

interface ProgramButtonProps {
  id: string;
  /** Which program, and for whom if that is not the reader. */
  name: string;
  action: FormAction;
  refusal?: string | undefined;
}

/** Asks, then ends what one program was allowed. */
export function EndProgramButton({ id, name, action, refusal }: ProgramButtonProps) {
  return (
    <ConfirmedButton
      refusal={refusal}
      title="End this access?"
      description={name}
      impact={['Its next request is refused. To use it again, it has to be allowed anew.']}
      confirmLabel="End access"
      action={toldAtOnce(action)}
      hidden={{ id }}
    >
      End access<span className="sr-only"> of {name}</span>
    </ConfirmedButton>
  );
}

/** Asks, then removes a registered program. */
export function RemoveProgramButton({ id, name, action, refusal }: ProgramButtonProps) {
  return (
    <ConfirmedButton
      refusal={refusal}
      title="Remove this program?"
      description={name}
      impact={[
        'Everything that members let it do ends with its next request.',
        'Nobody can let it act for them any more. Registered again, it has another client id.',
      ]}
      confirmLabel="Remove program"
      action={toldAtOnce(action)}
      hidden={{ id }}
    >
      Remove<span className="sr-only"> {name}</span>
    </ConfirmedButton>
  );
}
