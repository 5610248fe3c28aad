import type { FormAction } from '../../forms/form-state.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { EndMemberSessionsButton, EndSessionButton } from '../sessions/end-session-button.tsx';
import { SessionRow } from '../sessions/session-row.tsx';
import { type SessionItem, sessionName } from '../sessions/session-words.ts';
import type { MemberItem } from './member-types.ts';

export interface MemberSessionsViewProps {
  organizationName: string;
  member: MemberItem;
  /** The member's live sessions in this organisation, and the programs that act for them here. */
  sessions: readonly SessionItem[];
  /** The page of all members. */
  membersPath: string;
  /** Ends one; form fields `id` (the membership) and `sessionId`. */
  endAction: FormAction;
  /** Ends all; form field `id` (the membership). */
  endAllAction: FormAction;
}

/** Where a member is signed in to the organisation, for its owners. */
export function MemberSessionsView(props: MemberSessionsViewProps) {
  const { organizationName, member, sessions, membersPath, endAction, endAllAction } = props;
  const person = member.name ?? member.email;
  return (
    <div className="grid gap-6">
      <PageHeader
        title={`Sessions of ${person}`}
        crumbs={[{ label: 'Members', href: membersPath }]}
        description={`Where ${person} is signed in to ${organizationName}, and the programs that act for them here.`}
        actions={
          <EndMemberSessionsButton id={member.id} person={person} none={sessions.length === 0} action={endAllAction} />
        }
      />
      <Card flush>
        {sessions.length === 0 ? (
          <EmptyState title="Signed in nowhere">
            {person} has no session in {organizationName} now.
          </EmptyState>
        ) : (
          <ul aria-label={`Sessions of ${person}`}>
            {sessions.map((session) => (
              <SessionRow
                key={session.id}
                session={session}
                end={
                  <EndSessionButton
                    name={sessionName(session)}
                    hidden={{ id: member.id, sessionId: session.id }}
                    action={endAction}
                  />
                }
              />
            ))}
          </ul>
        )}
      </Card>
      <p className="max-w-prose text-sm text-ink-3">
        What they do in other organisations is not shown. An ended session stops working with its next request; each end
        is in the ledger.
      </p>
    </div>
  );
}
