'use server';

import { serverAction } from '#lib/http/action-door.ts';
import { changeRole } from '#lib/identity/members/change-role.ts';
import { createInvite } from '#lib/identity/members/create-invite.ts';
import { leaveOrganization } from '#lib/identity/members/leave-organization.ts';
import { removeMember } from '#lib/identity/members/remove-member.ts';
import { resendInvite } from '#lib/identity/members/resend-invite.ts';
import { revokeInvite } from '#lib/identity/members/revoke-invite.ts';
import { rotateSessionKey } from '#lib/identity/organizations/rotate-session-key.ts';
import type { FormState } from '../../../../components/forms/form-state.ts';

const idOf = (form: FormData) => ({ id: form.get('id') });

export const changeRoleAction = serverAction(changeRole, {
  from: (form) => ({ ...idOf(form), role: form.get('role') }),
  done: ({ role }): FormState => ({ status: 'done', message: `Role changed to ${role}.` }),
});

export const removeMemberAction = serverAction(removeMember, {
  from: idOf,
  done: (): FormState => ({ status: 'done', message: 'Member removed.' }),
});

export const leaveAction = serverAction(leaveOrganization, {
  from: () => ({}),
  done: ({ redirectTo }) => redirectTo,
});

export const inviteAction = serverAction(createInvite, {
  from: (form) => ({ email: form.get('email'), role: form.get('role') }),
  done: ({ email }): FormState => ({ status: 'done', message: `Invitation sent to ${email}.` }),
});

export const resendInviteAction = serverAction(resendInvite, {
  from: idOf,
  done: ({ email }): FormState => ({ status: 'done', message: `Invitation sent to ${email} again.` }),
});

export const revokeInviteAction = serverAction(revokeInvite, {
  from: idOf,
  done: (): FormState => ({ status: 'done', message: 'Invitation taken back.' }),
});

export const endEverySessionAction = serverAction(rotateSessionKey, {
  from: () => ({}),
  done: () => '/sign-in',
});
