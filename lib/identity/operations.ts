import type { Operation } from '../access/operation.ts';
import { eraseAccount } from './account/erase-account.ts';
import { exportAccount } from './account/export-account.ts';
import { readAccount } from './account/read-account.ts';
import { renameAccount } from './account/rename-account.ts';
import { factorOperations } from './factors/operations.ts';
import { linkGoogle, readLinkOffer, unlinkGoogle } from './google/link-google.ts';
import { startGoogle } from './google/start-google.ts';
import { listMailbox, readMailbox } from './mailbox/read-mailbox.ts';
import { acceptInvite } from './members/accept-invite.ts';
import { changeRole } from './members/change-role.ts';
import { createInvite } from './members/create-invite.ts';
import { endMemberSession, endMemberSessions } from './members/end-member-sessions.ts';
import { leaveOrganization } from './members/leave-organization.ts';
import { listInvites } from './members/list-invites.ts';
import { listMemberSessions } from './members/list-member-sessions.ts';
import { listMembers } from './members/list-members.ts';
import { readInvite } from './members/read-invite.ts';
import { removeMember } from './members/remove-member.ts';
import { resendInvite } from './members/resend-invite.ts';
import { revokeInvite } from './members/revoke-invite.ts';
import { oauthOperations } from './oauth/operations.ts';
import { createOrganization } from './organizations/create-organization.ts';
import { listMyOrganizations } from './organizations/list-my-organizations.ts';
import { listAllOrganizations } from './organizations/list-organizations.ts';
import { provisionOrganization } from './organizations/provision-organization.ts';
import { readOrganization } from './organizations/read-organization.ts';
import { renameOrganization } from './organizations/rename-organization.ts';
import { rotateSessionKey } from './organizations/rotate-session-key.ts';
import { switchOrganization } from './organizations/switch-organization.ts';
import { endMyOtherSessions } from './sign-in/end-other-sessions.ts';
import { endMySession } from './sign-in/end-session.ts';
import { listSessions } from './sign-in/list-sessions.ts';
import { readSignInLink } from './sign-in/read-sign-in-link.ts';
import { readSignInOptions } from './sign-in/read-sign-in-options.ts';
import { requestSignIn } from './sign-in/request-sign-in.ts';
import { rotateAuthSecret } from './sign-in/rotate-auth-secret.ts';
import { setUpOwner } from './sign-in/set-up-owner.ts';
import { signOut, signOutEverywhere } from './sign-in/sign-out.ts';
import { verifySignIn } from './sign-in/verify-sign-in.ts';

export const identityOperations: readonly Operation[] = [
  requestSignIn,
  readSignInOptions,
  readSignInLink,
  verifySignIn,
  setUpOwner,
  startGoogle,
  signOut,
  signOutEverywhere,
  listSessions,
  endMySession,
  endMyOtherSessions,
  rotateSessionKey,
  rotateAuthSecret,
  readAccount,
  renameAccount,
  exportAccount,
  eraseAccount,
  readLinkOffer,
  linkGoogle,
  unlinkGoogle,
  readInvite,
  acceptInvite,
  listMailbox,
  readMailbox,
  createOrganization,
  listMyOrganizations,
  switchOrganization,
  readOrganization,
  renameOrganization,
  provisionOrganization,
  listAllOrganizations,
  listMembers,
  changeRole,
  removeMember,
  listMemberSessions,
  endMemberSession,
  endMemberSessions,
  leaveOrganization,
  createInvite,
  listInvites,
  revokeInvite,
  resendInvite,
  ...oauthOperations,
  ...factorOperations,
];
