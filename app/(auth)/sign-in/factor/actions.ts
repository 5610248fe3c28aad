'use server';

import { serverAction } from '#lib/http/action-door.ts';
import { answerFactor } from '#lib/identity/factors/answer-factor.ts';
import { reportChange } from '#lib/identity/factors/report-change.ts';
import { askSignInPasskey, signInByPasskey } from '#lib/identity/factors/sign-in-by-passkey.ts';
import type { OptionsState } from '../../../../components/factors/passkey-form.tsx';

const given = (form: FormData, name: string) => form.get(name) || undefined;
const goOn = ({ redirectTo }: { readonly redirectTo: string }) => redirectTo;

export const answerFactorAction = serverAction(answerFactor, {
  from: (form) => ({
    code: given(form, 'code'),
    recoveryCode: given(form, 'recoveryCode'),
    passkey: given(form, 'passkey'),
  }),
  done: goOn,
  secrets: ['recoveryCode', 'passkey'],
});

export const askSignInPasskeyAction = serverAction(askSignInPasskey, {
  from: () => ({}),
  done: ({ options }): OptionsState => ({ status: 'done', options }),
});

export const signInByPasskeyAction = serverAction(signInByPasskey, {
  from: (form) => ({ passkey: form.get('passkey'), redirectTo: given(form, 'redirectTo') }),
  done: goOn,
  secrets: ['passkey'],
});

export const reportChangeAction = serverAction(reportChange, {
  from: (form) => ({ token: form.get('token') }),
  done: () => '/not-me?reported=1',
});
