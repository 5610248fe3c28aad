'use server';

import { serverAction } from '#lib/http/action-door.ts';
import { confirmRequest } from '#lib/privacy/requests/confirm-request.ts';
import { openAnswer } from '#lib/privacy/requests/open-answer.ts';
import { resendCode } from '#lib/privacy/requests/resend-code.ts';
import { sendAnswerCode } from '#lib/privacy/requests/send-answer-code.ts';
import { submitRequest } from '#lib/privacy/requests/submit-request.ts';
import type { FormState } from '../../../components/forms/form-state.ts';
import type { AnswerState, ConfirmedState } from '../../../components/privacy/privacy-types.ts';
import { confirmPath } from './privacy-paths.ts';

/** A field that may be left empty or out. */
const given = (form: FormData, name: string) => form.get(name) || undefined;

export const submitRequestAction = serverAction(submitRequest, {
  from: (form) => ({
    org: form.get('org'),
    kind: given(form, 'kind'),
    email: form.get('email'),
    name: given(form, 'name'),
    message: given(form, 'message'),
    website: given(form, 'website'),
    turnstileToken: given(form, 'turnstileToken'),
  }),
  done: ({ requestId }, form) => confirmPath(form, requestId),
});

export const resendCodeAction = serverAction(resendCode, {
  from: (form) => ({ org: form.get('org'), requestId: form.get('request') }),
  done: (): FormState => ({ status: 'done' }),
});

export const confirmRequestAction = serverAction(confirmRequest, {
  from: (form) => ({ org: form.get('org'), requestId: form.get('request'), code: form.get('code') }),
  done: (confirmed): ConfirmedState => ({ status: 'done', confirmed }),
});

export const sendAnswerCodeAction = serverAction(sendAnswerCode, {
  from: (form) => ({ org: form.get('org'), token: form.get('token') }),
  done: (): FormState => ({ status: 'done' }),
});

export const openAnswerAction = serverAction(openAnswer, {
  from: (form) => ({ org: form.get('org'), token: form.get('token'), code: form.get('code') }),
  done: (answer): AnswerState => ({ status: 'done', answer }),
});
