import type { FormAction } from '../../forms/form-state.ts';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { InviteButtons } from './invite-buttons.tsx';
import type { InviteItem, MemberRights } from './member-types.ts';
import { roleTitle } from './role-offers.ts';

export interface InviteListProps {
  invites: readonly InviteItem[];
  /** Names by user id, for who invited. */
  people: Readonly<Record<string, string>>;
  rights: MemberRights;
  resendAction: FormAction;
  revokeAction: FormAction;
}

/** Invitations that nobody has accepted yet. */
export function InviteList({ invites, people, rights, resendAction, revokeAction }: InviteListProps) {
  return (
    <Card
      flush
      title="Pending invitations"
      description="Not accepted yet. Sending one again makes its old link useless."
    >
      <ul aria-label="Pending invitations">
        {invites.map((invite) => (
          <li
            key={invite.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-0 sm:px-5"
          >
            <span className="grid min-w-0 flex-1 gap-0.5 max-sm:basis-full">
              <span className="text-sm font-medium text-ink [overflow-wrap:anywhere]">{invite.email}</span>
              <span className="text-xs text-ink-3">
                {roleTitle(invite.role)}, invited by {people[invite.invitedBy] ?? 'a former member'}{' '}
                <RelativeTime at={invite.createdAt} />
              </span>
            </span>
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 max-sm:w-full">
              <InviteState invite={invite} />
              <InviteButtons
                invite={invite}
                refusal={inviteRefusal(invite, rights)}
                resendAction={resendAction}
                revokeAction={revokeAction}
              />
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function InviteState({ invite }: { invite: InviteItem }) {
  if (invite.state === 'expired') return <Badge tone="warn">Expired</Badge>;
  return (
    <span className="flex flex-wrap items-center gap-x-2 text-xs text-ink-3">
      <Badge tone="info">Waiting</Badge>
      <span>
        until <RelativeTime at={invite.expiresAt} show="date" />
      </span>
    </span>
  );
}

function inviteRefusal(invite: InviteItem, { grantable }: MemberRights): string | undefined {
  if (grantable.length === 0) return 'Your role does not decide about members.';
  if (grantable.includes(invite.role)) return undefined;
  return `Only an owner decides about an invitation as ${invite.role}.`;
}
