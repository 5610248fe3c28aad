'use server';

import { serverAction } from '#lib/http/action-door.ts';
import { makeRecoveryCodes } from '#lib/identity/factors/list-factors.ts';
import { addPasskey, askNewPasskey, renamePasskey } from '#lib/identity/factors/passkey-operations.ts';
import { removeAuthenticator, removePasskey } from '#lib/identity/factors/remove-factor.ts';
import { askPasskey, stepUp } from '#lib/identity/factors/step-up.ts';
import { confirmAuthenticator, offerAuthenticator } from '#lib/identity/factors/totp-operations.ts';
import { localPath } from '#lib/identity/redirect-path.ts';
import type { CodesState, OfferState } from '../../../../components/factors/factor-types.ts';
import type { OptionsState } from '../../../../components/factors/passkey-form.tsx';
import type { FormState } from '../../../../components/forms/form-state.ts';

const given = (form: FormData, name: string) => form.get(name) || undefined;
const answerOf = (form: FormData) => ({
  code: given(form, 'code'),
  recoveryCode: given(form, 'recoveryCode'),
  passkey: given(form, 'passkey'),
});
const secrets = ['recoveryCode', 'passkey'];

export const askNewPasskeyAction = serverAction(askNewPasskey, {
  from: () => ({}),
  done: ({ options }): OptionsState => ({ status: 'done', options }),
});

export const addPasskeyAction = serverAction(addPasskey, {
  from: (form) => ({ name: form.get('name'), passkey: form.get('passkey') }),
  done: ({ recoveryCodes }): CodesState => ({ status: 'done', message: 'Passkey added.', recoveryCodes }),
  secrets,
});

export const renamePasskeyAction = serverAction(renamePasskey, {
  from: (form) => ({ id: form.get('id'), name: form.get('name') }),
  done: (): FormState => ({ status: 'done', message: 'Passkey renamed.' }),
});

export const removePasskeyAction = serverAction(removePasskey, {
  from: (form) => ({ id: form.get('id') }),
  done: (): FormState => ({ status: 'done', message: 'Passkey removed.' }),
});

export const offerTotpAction = serverAction(offerAuthenticator, {
  from: () => ({}),
  done: (offer): OfferState => ({ status: 'done', offer }),
});

export const confirmTotpAction = serverAction(confirmAuthenticator, {
  from: (form) => ({ code: form.get('code') }),
  done: ({ recoveryCodes }): CodesState => ({ status: 'done', message: 'Authenticator app added.', recoveryCodes }),
});

export const removeTotpAction = serverAction(removeAuthenticator, {
  from: () => ({}),
  done: (): FormState => ({ status: 'done', message: 'Authenticator app removed.' }),
});

export const makeRecoveryCodesAction = serverAction(makeRecoveryCodes, {
  from: () => ({}),
  done: ({ recoveryCodes }): CodesState => ({ status: 'done', message: 'New recovery codes made.', recoveryCodes }),
});

export const askPasskeyAction = serverAction(askPasskey, {
  from: () => ({}),
  done: ({ options }): OptionsState => ({ status: 'done', options }),
});

/** For the page: goes on to where the person came from. */
export const confirmAction = serverAction(stepUp, {
  from: answerOf,
  done: (_output, form): string => localPath(String(form.get('next') ?? '')) ?? '/account/security',
  secrets,
});

/** For the dialog, which repeats what was refused. */
export const stepUpAction = serverAction(stepUp, {
  from: answerOf,
  done: (): FormState => ({ status: 'done' }),
  secrets,
});
