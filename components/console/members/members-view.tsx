import { MailPlus } from 'lucide-react';
import type { FormAction } from '../../forms/form-state.ts';
import { Pager } from '../../tables/pager.tsx';
import { type PageQuery, queryValue } from '../../tables/query-string.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { consolePaths } from '../paths.ts';
import { EndEverySession } from './end-every-session.tsx';
import { InviteForm } from './invite-form.tsx';
import { InviteList } from './invite-list.tsx';
import { LeaveButton, RemoveMemberButton } from './member-buttons.tsx';
import type { InviteItem, MemberItem, MemberRights } from './member-types.ts';
import { RoleControl } from './role-control.tsx';
import { leaveRefusal, removalRefusal, roleChangeRefusal, roleOffers } from './role-offers.ts';

export interface MemberActions {
  /** Form fields `id` (the membership) and `role`. */
  changeRole: FormAction;
  /** Form field `id`. */
  remove: FormAction;
  /** No fields: the reader leaves the organisation. */
  leave: FormAction;
  /** Form fields `email` and `role`. */
  invite: FormAction;
  /** Form field `id` (the invitation). */
  resendInvite: FormAction;
  /** Form field `id` (the invitation). */
  revokeInvite: FormAction;
  /** No fields: ends every session of the organisation, the reader's too. */
  endEverySession: FormAction;
}

export interface MembersViewProps {
  organizationName: string;
  members: readonly MemberItem[];
  nextCursor: string | null;
  /** Open invitations; null when the reader may not see them. */
  invites: readonly InviteItem[] | null;
  rights: MemberRights;
  actions: MemberActions;
  /** The organisation's slug. */
  org: string;
  /** The page's own path and query, for paging. */
  path: string;
  query: PageQuery;
  pageSize: number;
}

/** Who belongs to the organisation, who is invited, and what the reader may decide about them. */
export function MembersView(props: MembersViewProps) {
  const { organizationName, members, nextCursor, invites, rights, actions, org, path, query, pageSize } = props;
  const offers = roleOffers(rights);
  const mayDecide = rights.grantable.length > 0;

  return (
    <div className="grid gap-6">
      <PageHeader title="Members" description={`The people who work in ${organizationName}, and what each may do.`} />
      {mayDecide ? (
        <Card
          title={
            <span className="flex items-center gap-2">
              <MailPlus aria-hidden="true" className="size-4 text-ink-3" /> Invite somebody
            </span>
          }
          description="They get a link by mail that works for seven days, once."
        >
          <InviteForm offers={offers} action={actions.invite} />
        </Card>
      ) : null}
      {invites !== null && invites.length > 0 ? (
        <InviteList
          invites={invites}
          people={Object.fromEntries(members.map((member) => [member.userId, member.name ?? member.email]))}
          rights={rights}
          resendAction={actions.resendInvite}
          revokeAction={actions.revokeInvite}
        />
      ) : null}
      <Card flush title="Members">
        <ul aria-label="Members">
          {members.map((member) => (
            <li
              key={member.id}
              className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-0 sm:px-5"
            >
              <Person
                member={member}
                sessionsPath={rights.maySeeSessions ? consolePaths.memberSessions(org, member.id) : null}
              />
              <p className="hidden w-36 text-sm text-ink-3 md:block">
                Joined <RelativeTime at={member.createdAt} show="date" />
              </p>
              <div className="flex items-center justify-between gap-2 max-sm:w-full max-sm:pl-11">
                <RoleControl
                  member={member}
                  offers={offers}
                  refusal={roleChangeRefusal(member, rights)}
                  action={actions.changeRole}
                />
                <div className="text-right sm:w-20">
                  {member.you ? (
                    <LeaveButton
                      organizationName={organizationName}
                      refusal={leaveRefusal(member, rights)}
                      action={actions.leave}
                    />
                  ) : mayDecide ? (
                    <RemoveMemberButton
                      member={member}
                      refusal={removalRefusal(member, rights)}
                      action={actions.remove}
                    />
                  ) : null}
                </div>
              </div>
            </li>
          ))}
        </ul>
        {nextCursor !== null || queryValue(query, 'cursor') !== undefined ? (
          <Pager {...{ path, query, nextCursor, pageSize }} count={members.length} noun={['member', 'members']} />
        ) : null}
      </Card>
      {rights.maySeeSessions ? <EndEverySession slug={org} action={actions.endEverySession} /> : null}
    </div>
  );
}

function Person({ member, sessionsPath }: { member: MemberItem; sessionsPath: string | null }) {
  return (
    <span className="flex min-w-0 flex-1 items-center gap-3 max-sm:basis-full">
      <Avatar name={member.name ?? member.email} />
      <span className="grid min-w-0">
        <span className="flex flex-wrap items-center gap-x-2 text-sm font-medium text-ink [overflow-wrap:anywhere]">
          {member.name ?? member.email}
          {member.you ? <Badge tone="brand">You</Badge> : null}
        </span>
        {member.name === null ? null : (
          <span className="text-xs text-ink-3 [overflow-wrap:anywhere]">{member.email}</span>
        )}
        {sessionsPath === null ? null : (
          <span className="text-xs">
            <TextLink href={sessionsPath}>
              Sessions<span className="sr-only"> of {member.name ?? member.email}</span>
            </TextLink>
          </span>
        )}
      </span>
    </span>
  );
}
