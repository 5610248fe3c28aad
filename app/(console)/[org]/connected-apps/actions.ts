'use server';

import { serverAction } from '#lib/http/action-door.ts';
import { registerClient } from '#lib/identity/oauth/register-client.ts';
import { removeClient } from '#lib/identity/oauth/remove-client.ts';
import { revokeGrant, revokeMyGrant } from '#lib/identity/oauth/revoke-grant.ts';
import type { FormState } from '../../../../components/forms/form-state.ts';

const lines = (text: FormDataEntryValue | null) =>
  String(text ?? '')
    .split(/\s+/)
    .filter((line) => line !== '');

export const registerProgramAction = serverAction(registerClient, {
  from: (form) => ({
    name: form.get('name'),
    redirectUris: lines(form.get('redirectUris')),
    scopes: form.getAll('scopes'),
    deviceFlow: form.get('deviceFlow') === 'on',
  }),
  done: ({ name }): FormState => ({ status: 'done', message: `${name} is registered.` }),
});

export const removeProgramAction = serverAction(removeClient, {
  from: (form) => ({ id: form.get('id') }),
  done: (): FormState => ({ status: 'done', message: 'Program removed. All that it was allowed has ended.' }),
});

export const endMyProgramAction = serverAction(revokeMyGrant, {
  from: (form) => ({ id: form.get('id') }),
  done: (): FormState => ({ status: 'done', message: 'Ended. The program can no longer act for you.' }),
});

export const endProgramAction = serverAction(revokeGrant, {
  from: (form) => ({ id: form.get('id') }),
  done: (): FormState => ({ status: 'done', message: 'Ended. The program can no longer act for this member.' }),
});
