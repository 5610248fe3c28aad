import type { Metadata } from 'next';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { listMemberSessions } from '#lib/identity/members/list-member-sessions.ts';
import { MemberSessionsView } from '../../../../../../components/console/members/member-sessions-view.tsx';
import { ResetFactorsCard } from '../../../../../../components/console/members/reset-factors-card.tsx';
import { consolePaths } from '../../../../../../components/console/paths.ts';
import { resetFactorsAction } from '../actions.ts';
import { endMemberSessionAction, endMemberSessionsAction } from './actions.ts';

export const metadata: Metadata = { title: 'Sessions of a member' };

export default async function MemberSessionsPage({ params }: { params: Promise<{ org: string; id: string }> }) {
  const { org, id } = await params;
  const inOrg = { orgSlug: org };
  const [caller, { member, data }] = await Promise.all([
    pageCall(readCaller, {}, inOrg),
    pageCall(listMemberSessions, { id }, inOrg),
  ]);
  return (
    <div className="grid gap-6">
      <MemberSessionsView
        organizationName={caller.organization.name}
        member={member}
        sessions={data}
        membersPath={consolePaths.members(org)}
        endAction={endMemberSessionAction}
        endAllAction={endMemberSessionsAction}
      />
      <ResetFactorsCard
        id={member.id}
        person={member.name ?? member.email}
        refusal={member.you ? 'Your own factors stand in your account.' : undefined}
        action={resetFactorsAction}
      />
    </div>
  );
}
