'use client';

import { ConfirmDialog } from '../../forms/confirm-dialog.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { Button } from '../../ui/button.tsx';
import { toldAtOnce } from '../told-at-once.ts';

interface EndSessionButtonProps {
  /** What the session is called. */
  name: string;
  /** Names the session to the action. */
  hidden: Readonly<Record<string, string>>;
  action: FormAction;
}

/** Asks, then ends one session. */
export function EndSessionButton({ name, hidden, action }: EndSessionButtonProps) {
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" aria-label={`End session: ${name}`}>
          End session
        </Button>
      }
      title="End this session?"
      description={`${name} is signed out with its next request. To use it again there, one has to sign in anew.`}
      confirmLabel="End session"
      action={toldAtOnce(action)}
      hidden={hidden}
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
        'Programs that act for you have to be allowed anew.',
        'What somebody has typed there and not saved is lost.',
      ]}
      confirmLabel={label}
      action={toldAtOnce(action)}
    />
  );
}

/** Asks, then ends every session of the person, this one included. */
export function SignOutEverywhereButton({ action }: { action: FormAction }) {
  const label = 'Sign out everywhere';
  return (
    <ConfirmDialog
      trigger={<Button variant="danger-quiet">{label}</Button>}
      title="Sign out everywhere?"
      description="This device is signed out too."
      impact={[
        'All your devices and browsers are signed out with their next request, in every organisation.',
        'Programs that act for you have to be allowed anew.',
      ]}
      confirmLabel={label}
      action={action}
    />
  );
}

/** Asks, then ends every session of a member in this organisation. */
export function EndMemberSessionsButton({ id, person, none, action }: MemberSessionsButtonProps) {
  const label = 'End all';
  if (none) {
    return (
      <Button variant="danger-quiet" disabledReason="They are signed in nowhere.">
        {label}
      </Button>
    );
  }
  return (
    <ConfirmDialog
      trigger={<Button variant="danger-quiet">{label}</Button>}
      title={`End all sessions of ${person}?`}
      impact={[
        'They are signed out of this organisation with their next request, on every device.',
        'Programs that act for them here have to be allowed anew.',
        'Their membership stays: they can sign in again. To keep them out, remove them.',
      ]}
      confirmLabel="End all sessions"
      action={toldAtOnce(action)}
      hidden={{ id }}
    />
  );
}

interface MemberSessionsButtonProps {
  /** The membership. */
  id: string;
  person: string;
  none: boolean;
  action: FormAction;
}
