'use client';

import { ConfirmedButton } from '../../forms/confirmed-button.tsx';
import type { FormAction } from '../../forms/form-state.ts';
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
  return (
    <ConfirmedButton
      refusal={refusal}
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
    >
      Remove<span className="sr-only"> {person}</span>
    </ConfirmedButton>
  );
}

/** Asks, then takes the reader out of the organisation. */
export function LeaveButton({ organizationName, refusal, action }: ButtonProps & { organizationName: string }) {
  return (
    <ConfirmedButton
      refusal={refusal}
      title={`Leave ${organizationName}?`}
      impact={[
        'You lose access to everything in this organisation at once.',
        'What you made in it stays.',
        'To come back you need a new invitation.',
      ]}
      confirmLabel="Leave organisation"
      action={action}
    >
      Leave
    </ConfirmedButton>
  );
}
