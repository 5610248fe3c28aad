import type { Metadata } from 'next';
import { isRole, mayGrant, rolePermissions, roles } from '#lib/access/roles.ts';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { listInvites } from '#lib/identity/members/list-invites.ts';
import { listMembers } from '#lib/identity/members/list-members.ts';
import { MembersView } from '../../../../components/console/members/members-view.tsx';
import { consolePaths } from '../../../../components/console/paths.ts';
import { type PageQuery, queryValue } from '../../../../components/tables/query-string.ts';
import {
  changeRoleAction,
  endEverySessionAction,
  inviteAction,
  leaveAction,
  removeMemberAction,
  resendInviteAction,
  revokeInviteAction,
} from './actions.ts';

export const metadata: Metadata = { title: 'Members' };

const pageSize = 50;

interface MembersPageProps {
  params: Promise<{ org: string }>;
  searchParams: Promise<PageQuery>;
}

export default async function MembersPage({ params, searchParams }: MembersPageProps) {
  const [{ org }, query] = await Promise.all([params, searchParams]);
  const inOrg = { orgSlug: org };
  const [caller, members, invites] = await Promise.all([
    pageCall(readCaller, {}, inOrg),
    pageCall(listMembers, { limit: pageSize, cursor: queryValue(query, 'cursor') }, inOrg),
    pageCall(listInvites, { limit: 100 }, inOrg),
  ]);
  const role = caller.user?.role ?? '';
  // People are listed in the order in which they joined: owners are among the first.
  const first =
    queryValue(query, 'cursor') === undefined ? members : await pageCall(listMembers, { limit: 100 }, inOrg);
  return (
    <MembersView
      organizationName={caller.organization.name}
      members={members.data}
      nextCursor={members.nextCursor}
      invites={invites.data}
      rights={{
        grantable: roles.filter((target) => isRole(role) && mayGrant(role, target)),
        maySeeSessions: isRole(role) && rolePermissions[role].has('sessions:write'),
        severalOwners: first.data.filter((member) => member.role === 'owner').length > 1,
      }}
      actions={{
        changeRole: changeRoleAction,
        remove: removeMemberAction,
        leave: leaveAction,
        invite: inviteAction,
        resendInvite: resendInviteAction,
        revokeInvite: revokeInviteAction,
        endEverySession: endEverySessionAction,
      }}
      org={org}
      path={consolePaths.members(org)}
      query={query}
      pageSize={pageSize}
    />
  );
}
