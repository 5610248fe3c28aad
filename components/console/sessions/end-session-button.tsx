'use client';

import { ConfirmDialog } from '../../forms/confirm-dialog.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { Button } from '../../ui/button.tsx';
import { toldAtOnce } from '../told-at-once.ts';

/** Asks, then ends one session of the person. */
export function EndSessionButton({ id, device, action }: { id: string; device: string; action: FormAction }) {
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" aria-label={`End session: ${device}`}>
          End session
        </Button>
      }
      title="End this session?"
      description={`${device} is signed out with its next request. To use it again there, sign in anew.`}
      confirmLabel="End session"
      action={toldAtOnce(action)}
      hidden={{ id }}
    />
  );
}

/** Asks, then ends every session of the person but this one. */
export function EndOtherSessionsButton({ others, action }: { others: number; action: FormAction }) {
  const label = 'End all others';
  if (others === 0) {
    return (
      <Button variant="danger-quiet" disabledReason="You are signed in nowhere else.">
        {label}
      </Button>
    );
  }
  return (
    <ConfirmDialog
      trigger={<Button variant="danger-quiet">{label}</Button>}
      title={others === 1 ? 'End the other session?' : `End ${others} other sessions?`}
      description="This device stays signed in."
      impact={[
        'All your other devices and browsers are signed out with their next request, in every organisation.',
        'What somebody has typed there and not saved is lost.',
      ]}
      confirmLabel={label}
      action={toldAtOnce(action)}
    />
  );
}
