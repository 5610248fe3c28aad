'use server';

import { serverAction } from '#lib/http/action-door.ts';
import { startGoogle } from '#lib/identity/google/start-google.ts';
import { acceptInvite } from '#lib/identity/members/accept-invite.ts';
import { createOrganization } from '#lib/identity/organizations/create-organization.ts';
import { switchOrganization } from '#lib/identity/organizations/switch-organization.ts';
import { requestSignIn } from '#lib/identity/sign-in/request-sign-in.ts';
import { setUpOwner } from '#lib/identity/sign-in/set-up-owner.ts';
import { signOut } from '#lib/identity/sign-in/sign-out.ts';
import { verifySignIn } from '#lib/identity/sign-in/verify-sign-in.ts';
import type { FormState } from '../../components/forms/form-state.ts';

/** A field that may be left empty or out. */
const given = (form: FormData, name: string) => form.get(name) || undefined;
const goOn = ({ redirectTo }: { readonly redirectTo: string }) => redirectTo;

export const requestAction = serverAction(requestSignIn, {
  from: (form) => ({
    email: form.get('email'),
    form: given(form, 'form'),
    redirectTo: given(form, 'redirectTo'),
    turnstileToken: given(form, 'turnstileToken'),
  }),
  done: () => '/sign-in/check',
});

export const verifyAction = serverAction(verifySignIn, {
  from: (form) => ({
    token: given(form, 'token'),
    email: given(form, 'email'),
    code: given(form, 'code'),
    name: given(form, 'name'),
  }),
  done: goOn,
});

export const setUpOwnerAction = serverAction(setUpOwner, {
  from: (form) => ({ token: form.get('token'), email: form.get('email'), name: form.get('name') }),
  done: goOn,
});

export const googleAction = serverAction(startGoogle, {
  from: (form) => ({ redirectTo: given(form, 'redirectTo') }),
  done: ({ url }) => url,
});

export const acceptInviteAction = serverAction(acceptInvite, {
  from: (form) => ({ token: form.get('token'), name: given(form, 'name') }),
  done: goOn,
});

export const createOrganizationAction = serverAction(createOrganization, {
  from: (form) => ({ name: form.get('name') }),
  done: goOn,
});

export const switchAction = serverAction(switchOrganization, {
  from: (form) => ({ slug: form.get('slug'), redirectTo: given(form, 'redirectTo') }),
  done: goOn,
});

export const signOutAction = serverAction(signOut, {
  from: () => ({}),
  done: () => '/sign-out',
});

/** For pages that look different to nobody in particular. */
export const signOutHereAction = serverAction(signOut, {
  from: () => ({}),
  done: (): FormState => ({ status: 'done' }),
});
