import type { Metadata } from 'next';
import { isRole, rolePermissions } from '#lib/access/roles.ts';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { listMembers } from '#lib/identity/members/list-members.ts';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import { findSubjects } from '#lib/privacy/requests/find-subjects.ts';
import { readRequest } from '#lib/privacy/requests/read-request.ts';
import type { RequestActions } from '../../../../../components/console/requests/request-buttons.tsx';
import { RequestView } from '../../../../../components/console/requests/request-view.tsx';
import { actorNames } from '../../receipts/actor-names.ts';
import {
  assignRequestAction,
  extendRequestAction,
  fulfilRequestAction,
  linkRequestAction,
  refuseRequestAction,
  resendAnswerAction,
  revokeAnswerAction,
  withdrawRequestAction,
} from '../actions.ts';

export const metadata: Metadata = { title: 'Request' };

const actions: RequestActions = {
  fulfil: fulfilRequestAction,
  refuse: refuseRequestAction,
  extend: extendRequestAction,
  withdraw: withdrawRequestAction,
  assign: assignRequestAction,
  link: linkRequestAction,
  resendAnswer: resendAnswerAction,
  revokeAnswer: revokeAnswerAction,
};

interface RequestPageProps {
  params: Promise<{ org: string; id: string }>;
}

export default async function RequestPage({ params }: RequestPageProps) {
  const { org, id } = await params;
  const inOrg = { orgSlug: org };
  const { scopes } = await pageCall(readCaller, {}, inOrg);
  const request = await pageCall(readRequest, { id: id.slice(0, 64) }, inOrg);
  const [{ linkedName, matches, archive }, members, receipts, names] = await Promise.all([
    pageCall(findSubjects, { id: request.id }, inOrg),
    scopes.includes('members:read') ? pageCall(listMembers, { limit: 100 }, inOrg) : { data: [] },
    pageCall(listReceipts, { subject: request.id, limit: 100 }, inOrg),
    actorNames(org, scopes),
  ]);
  const answerers = members.data.flatMap(({ userId, name, email, role }) =>
    isRole(role) && rolePermissions[role].has('subjectRequests:write') ? [{ userId, name: name ?? email }] : [],
  );
  return (
    <RequestView
      {...{ org, request, matches, linkedName, answerers, names, actions }}
      receipts={receipts.data}
      exportLost={request.owedMail === 'answer' && archive === 'lost'}
      refusal={scopes.includes('subjectRequests:write') ? undefined : 'Only owners and admins answer requests.'}
      now={new Date().toISOString()}
    />
  );
}
