'use client';

import { ConfirmDialog } from '../../forms/confirm-dialog.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { Button } from '../../ui/button.tsx';
import { toldAtOnce } from '../told-at-once.ts';
import type { MemberItem } from './member-types.ts';

interface ButtonProps {
  /** Why it cannot be done. */
  refusal: string | undefined;
  action: FormAction;
}

/** Asks, then takes a member out of the organisation. */
export function RemoveMemberButton({ member, refusal, action }: ButtonProps & { member: MemberItem }) {
  const person = member.name ?? member.email;
  const face = (
    <>
      Remove<span className="sr-only"> {person}</span>
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
      title={`Remove ${person}?`}
      description={member.name === null ? undefined : member.email}
      impact={[
        'Their sessions in this organisation end with their next request.',
        'What they made stays: contacts, deals, activities, API keys and receipts.',
        'Their account and their other organisations are not touched. They can be invited again.',
      ]}
      confirmLabel="Remove member"
      action={toldAtOnce(action)}
      hidden={{ id: member.id }}
    />
  );
}

/** Asks, then takes the reader out of the organisation. */
export function LeaveButton({ organizationName, refusal, action }: ButtonProps & { organizationName: string }) {
  if (refusal !== undefined) {
    return (
      <Button variant="ghost" size="sm" disabledReason={refusal}>
        Leave
      </Button>
    );
  }
  return (
    <ConfirmDialog
      trigger={
        <Button variant="ghost" size="sm">
          Leave
        </Button>
      }
      title={`Leave ${organizationName}?`}
      impact={[
        'You lose access to everything in this organisation at once.',
        'What you made in it stays.',
        'To come back you need a new invitation.',
      ]}
      confirmLabel="Leave organisation"
      action={action}
    />
  );
}
