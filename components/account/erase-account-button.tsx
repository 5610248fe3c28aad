'use client';

import { ConfirmDialog } from '../forms/confirm-dialog.tsx';
import type { FormAction } from '../forms/form-state.ts';
import { Button } from '../ui/button.tsx';

export interface EraseAccountButtonProps {
  email: string;
  organizations: number;
  /** Why it cannot be done now. */
  refusal: string | undefined;
  /** Form field `confirmation`. */
  action: FormAction;
}

/** Erases the account once its address has been typed. */
export function EraseAccountButton({ email, organizations, refusal, action }: EraseAccountButtonProps) {
  if (refusal !== undefined) return <Button disabledReason={refusal}>Erase my account</Button>;
  return (
    <ConfirmDialog
      trigger={<Button variant="danger">Erase my account</Button>}
      title="Erase your account?"
      description="Everything that names you as a user goes, at once and for good."
      impact={[
        organizations === 1 ? 'You leave 1 organisation' : `You leave ${organizations} organisations`,
        'All of your sessions end, on every device',
        'Your acts stay in the ledgers under an opaque id',
      ]}
      typeToConfirm={email}
      confirmLabel="Erase my account"
      action={action}
    />
  );
}
